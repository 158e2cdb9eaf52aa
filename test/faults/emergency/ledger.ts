import type { ServiceContext } from '../../../electron/service/context.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { TraceEntry } from '../../../electron/service/traces/entry.ts';
import { readEntry } from '../../../electron/service/traces/entry.ts';

/** What the service wrote down and whom it told, since the last look. */
export interface Ledger {
  /** What the last attempt should have left, and did not, or left too much of. */
  differences(about: InsRef, mode: 'BTG' | 'ETREAT', permitted: boolean): readonly string[];
  /** Passes over what does not count. */
  skip(): void;
}

/** Patients of the scenes have two médecins traitants with an address each. */
const TREATING_DOCTORS = 2;

export function openLedger({ stores }: ServiceContext): Ledger {
  let mails = 0;
  let traces = 0;
  const newMails = (): readonly string[] => {
    const rows = stores.mails.after(mails);
    mails = rows.at(-1)?.seq ?? mails;
    return rows.map(({ notice }) => notice);
  };
  const lastTrace = (): number => stores.traces.last()?.seq ?? 0;
  function newTraces({ system, value }: InsRef): readonly TraceEntry[] {
    const record = stores.records.byIns(system, value);
    if (record === undefined) throw new Error('nobody has this INS');
    const found: TraceEntry[] = [];
    for (const { seq, entry } of stores.traces.ofRecord(record.id, { agent: null, discreetTo: null })) {
      if (seq <= traces) break;
      found.push(readEntry(entry));
    }
    traces = lastTrace();
    return found;
  }
  return {
    skip: () => {
      newMails();
      traces = lastTrace();
    },
    differences: (about, mode, permitted) => {
      const opened = newTraces(about).filter(({ action }) => action === 'open');
      const told = newMails();
      const failures: string[] = [];
      const [trace] = opened;
      if (opened.length !== 1) failures.push(`${opened.length} traces`);
      else if (trace?.mode !== mode) failures.push(`traced as ${trace?.mode ?? 'nothing'}`);
      else if ((trace.outcome === 'permit') !== permitted) failures.push(`traced as ${trace.outcome}`);
      const counted = (notice: string): number => told.filter((each) => each === notice).length;
      const wanted = permitted ? 1 : 0;
      const holder = counted('patient:emergency');
      const doctors = counted('treatingDoctor:emergency');
      if (holder !== wanted) failures.push(`${holder} notices to the holder`);
      if (doctors !== wanted * TREATING_DOCTORS) failures.push(`${doctors} notices to médecins traitants`);
      if (told.length !== holder + doctors) failures.push(`notices of another kind: ${told.join(', ')}`);
      return failures;
    },
  };
}
