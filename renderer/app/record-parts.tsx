import type { ReactNode } from 'react';
import type { RecordView } from '../../shared/bridge/record.ts';
import { AccessLogRoute } from '../features/access-log/AccessLogRoute.tsx';
import type { OpenDocument } from '../features/record/RecordRoute.tsx';
import { RightsRoute } from '../features/rights/RightsRoute.tsx';
import type { Bridge } from '../platform/bridge.ts';
import { words } from './messages.ts';
import type { PageParameters } from './parameters.ts';

/** What the parts of one open record share: the bridge, whose record it is, and ways to the others. */
export interface PartContext {
  readonly bridge: Bridge;
  readonly view: RecordView;
  /** `YYYY-MM-DD`, where the reader is. */
  readonly today: string;
  readonly parameters: PageParameters;
  /** The documents of the record, or what is missing to read them. */
  readonly documents: ReactNode;
  /** A document of the record beside a list that is not the documents' own. */
  readonly renderDocument: (open: OpenDocument) => ReactNode;
  readonly onView: (view: RecordView) => void;
  readonly onSignIn: () => void;
  readonly onRenew: () => void;
  readonly onRenounce: () => void;
}

export interface RecordPart {
  readonly id: string;
  readonly title: string;
  /** Its own key, whatever other parts are offered: fingers learn places, not ranks. */
  readonly keys: string;
  readonly isOffered: (view: RecordView) => boolean;
  readonly content: (context: PartContext) => ReactNode;
}

const isActive = ({ record }: RecordView): boolean => record.status === 'active';
const isThere = ({ record }: RecordView): boolean => record.status !== 'nonexistent';

/**
 * The parts of a record in their order, each with its key from 1 to 9, then 0. A part that reads what is the
 * patient's asks for `mayConsult`: where the right is missing, the documents say so, once.
 */
export const RECORD_PARTS: readonly RecordPart[] = [
  {
    id: 'documents',
    title: words.sectionDocuments,
    keys: '1',
    isOffered: () => true,
    content: ({ documents }) => documents,
  },
  {
    id: 'rights',
    title: words.sectionRights,
    keys: '9',
    isOffered: isActive,
    content: ({ bridge, view, parameters, onView, onRenew, onRenounce }) => (
      <RightsRoute
        bridge={bridge}
        view={view}
        noticeDays={parameters.renewalNoticeDays}
        onView={onView}
        onRenew={onRenew}
        onRenounce={onRenounce}
      />
    ),
  },
  {
    id: 'access',
    title: words.sectionAccess,
    keys: '0',
    isOffered: isThere,
    content: ({ bridge, view, onSignIn }) => (
      <AccessLogRoute bridge={bridge} ins={view.patient.ins} onSignIn={onSignIn} />
    ),
  },
];
