import type { ReactNode } from 'react';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import type { Place, Professional } from '../../../shared/bridge/session.ts';
import type { Bridge } from '../../platform/bridge.ts';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { ForeseenDeposit } from './foreseen.ts';
import type { DepositStore } from './store.ts';

/** The professionals of the place, as the directory names them. */
export type Authors =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly failure: Failure }
  | {
      readonly status: 'listed';
      readonly authors: readonly {
        readonly id: string;
        readonly name: string;
        readonly professionLabel: string;
      }[];
    };

/** What every step of a deposit knows. */
export interface DepositPanelProps {
  readonly bridge: Pick<Bridge, 'notices.preview'>;
  readonly store: DepositStore;
  readonly patient: PatientIdentity;
  readonly professional: Professional;
  readonly place: Place | undefined;
  readonly replaces: DocumentSummary | undefined;
  readonly today: string;
  readonly isMinor: boolean;
  /** For staff: those in whose name they may deposit; null: one deposits for oneself. */
  readonly authors: Authors | null;
  /** The patient opposes this deposit, for a legitimate reason: it is recorded, and the draft given up. */
  readonly onOppose: ((draft: { draftId: string; title: string }, giveUp: () => void) => void) | undefined;
  /** In a secret session on this minor's record. */
  readonly isSecret: boolean;
  /** The view of the draft as another; its feature is not this one's. */
  readonly renderSeeAs: ((draft: ForeseenDeposit) => ReactNode) | undefined;
  readonly onClose: () => void;
}
