import { useEffect, useState, type ReactNode } from 'react';
import parameters from '../../../resources/parameters.json' with { type: 'json' };
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import type { Place, Professional } from '../../../shared/bridge/session.ts';
import { ageOn } from '../../../shared/identity/age.ts';
import { localDay } from '../../../shared/identity/calendar.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { now } from '../../platform/clock.ts';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { DepositPanel } from './DepositPanel.tsx';
import type { Authors, DepositPanelProps } from './props.ts';
import type { ForeseenDeposit } from './foreseen.ts';
import { depositDraft, type KeptDeposit } from './kept.ts';
import { createDepositStore, type DepositStore } from './store.ts';
import { typeCodes } from './types.ts';

export interface DepositRouteProps {
  readonly bridge: Bridge;
  readonly patient: PatientIdentity;
  readonly professional: Professional;
  /** The place of practice of the session, shown as where the act took place. */
  readonly place?: Place;
  /** Files that were dropped on the record: they are deposited one after the other. */
  readonly initialFiles?: readonly File[];
  /** What its author had begun before a lock, to be taken up. */
  readonly kept?: KeptDeposit;
  /** The document that the new one takes the place of. */
  readonly replaces?: DocumentSummary;
  /** In a secret session: nothing but hidden is deposited. */
  readonly isSecret?: boolean;
  /** Records that the patient opposes this deposit; the draft is then given up. */
  readonly onOppose?: DepositPanelProps['onOppose'];
  /** What the page can read of a file's words; null: nothing. */
  readonly readText?: (bytes: Uint8Array) => Promise<string | null>;
  readonly renderSeeAs?: (draft: ForeseenDeposit) => ReactNode;
  readonly onClose: () => void;
  /** The document stands in the record: the time line is asked for again. */
  readonly onDeposited: (uniqueId: string) => void;
}

/** Deposits files in one patient's record; another patient starts anew, with nothing carried over. */
export function DepositRoute(props: DepositRouteProps) {
  return <OnePatient key={`${props.patient.ins.system}|${props.patient.ins.value}`} {...props} />;
}

function OnePatient(props: DepositRouteProps) {
  const { bridge, patient, professional, place, initialFiles, replaces, onClose, onDeposited } = props;
  const { isSecret = false, readText, onOppose } = props;
  const authors = useAuthors(bridge, professional);
  const [today] = useState(() => localDay(now()));
  const [store, setStore] = useState<DepositStore | null>(null);
  const [draft] = useState(() => depositDraft(bridge, patient.ins));

  useEffect(() => {
    const created = createDepositStore({
      bridge,
      ins: patient.ins,
      replaces,
      context: { today, patient, types: typeCodes, replaces, isSecret },
      ...(readText === undefined ? {} : { readText }),
      maxBytes: parameters.documentMaxBytes,
      onDeposited,
      draft,
    });
    setStore(created);
    if (props.kept !== undefined) created.takeUp(props.kept);
    if (initialFiles !== undefined && initialFiles.length > 0) created.add(initialFiles);
    return () => created.stop();
    // A store belongs to the patient, the file and the replaced document that it was opened for.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  if (store === null) return null;
  const years = ageOn(patient.birthDate, today)?.years ?? parameters.majorityYears;
  return (
    <ErrorBoundary>
      <DepositPanel
        bridge={bridge}
        store={store}
        patient={patient}
        professional={professional}
        place={place}
        replaces={replaces}
        today={today}
        isMinor={years < parameters.majorityYears}
        isSecret={isSecret}
        authors={authors}
        onOppose={onOppose}
        renderSeeAs={props.renderSeeAs}
        onClose={() => {
          // Given up or done, by his own act; a lock passes here by no way.
          store.giveUp();
          onClose();
        }}
      />
    </ErrorBoundary>
  );
}

/** Staff deposit for a professional of their place, whom the directory names (docs/rules.md 3.1). */
function useAuthors(bridge: Bridge, { card }: Professional): Authors | null {
  const [authors, setAuthors] = useState<Authors>({ status: 'loading' });
  const isStaff = card === 'CPE';
  useEffect(() => {
    if (!isStaff) return undefined;
    let left = false;
    void bridge['deposit.authors']({}).then((answer) => {
      if (left) return;
      setAuthors(
        answer.ok
          ? { status: 'listed', authors: answer.value.authors }
          : { status: 'failed', failure: answer.error },
      );
    });
    return () => {
      left = true;
    };
  }, [bridge, isStaff]);
  return isStaff ? authors : null;
}
