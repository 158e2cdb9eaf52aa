import type { Handlers } from '../../shared/bridge/contract.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import { readCareHistory } from '../gateway/sections/care-history.ts';
import { readEntourage } from '../gateway/sections/entourage.ts';
import { readMeasures } from '../gateway/sections/measures.ts';
import { readProfile } from '../gateway/sections/profile.ts';
import type { OpenRecord, Records } from './record.ts';
import type { OpenSession } from './session.ts';

export interface SectionDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly records: Records;
  readonly now: () => number;
}

interface Asking {
  readonly record: OpenRecord;
  readonly now: number;
}

type SectionChannel = 'sections.care' | 'sections.measures' | 'sections.profile' | 'sections.entourage';

/** What the open record holds beside documents: each section by the session that the record is asked by. */
export function createSections({ session, records, now }: SectionDeps): Pick<Handlers, SectionChannel> {
  /** Reads one section of the open record; its answer names the patient whose it is. */
  async function reading<T extends object>(
    ins: InsRef,
    read: (asking: Asking) => Promise<Result<T, FailureCode>>,
  ): Promise<Result<T & { ins: InsRef }, FailureCode>> {
    const opened = session();
    if (!opened.ok) return opened;
    const record = records.of(ins);
    if (!record.ok) return record;
    const section = await read({ record: record.value, now: now() });
    return section.ok ? ok({ ...section.value, ins }) : section;
  }

  return {
    'sections.care': ({ ins }) =>
      reading(ins, async ({ record, now: at }) => {
        const care = await readCareHistory(record.client, ins, at);
        return care.ok ? ok({ care: care.value }) : care;
      }),
    'sections.measures': ({ ins }) =>
      reading(ins, async ({ record, now: at }) => {
        const measures = await readMeasures(record.client, ins, at);
        return measures.ok ? ok({ measures: measures.value }) : measures;
      }),
    'sections.profile': ({ ins }) =>
      reading(ins, async ({ record, now: at }) => {
        const profile = await readProfile(record.client, ins, at);
        return profile.ok ? ok({ profile: profile.value }) : profile;
      }),
    'sections.entourage': ({ ins }) =>
      reading(ins, async ({ record, now: at }) => {
        const entourage = await readEntourage(record.client, ins, at);
        return entourage.ok ? ok({ entourage: entourage.value }) : entourage;
      }),
  };
}
