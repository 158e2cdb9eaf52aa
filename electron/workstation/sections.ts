import type { Handlers, Parsed } from '../../shared/bridge/contract.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Kept } from '../../shared/bridge/record.ts';
import type { SectionOf, SectionPlace } from '../../shared/bridge/sections.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import type { OpenRecord, Records } from './record.ts';
import type { SectionReader } from './section-reader.ts';
import type { OpenSession } from './session.ts';

export interface SectionDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly records: Records;
  readonly reader: SectionReader;
}

type SectionChannel = 'sections.care' | 'sections.measures' | 'sections.profile' | 'sections.entourage';

/** What the open record holds beside documents: each section by the session that the record is asked by. */
export function createSections({ session, records, reader }: SectionDeps): Pick<Handlers, SectionChannel> {
  /** Reads one section of the open record; its answer names the patient whose it is. */
  async function reading<P extends SectionPlace>(
    { ins, kept = false }: Parsed<SectionChannel>,
    place: P,
  ): Promise<Result<Told<P>, FailureCode>> {
    const opened = session();
    if (!opened.ok) return opened;
    const record = records.of(ins);
    if (!record.ok) return record;
    return readOf(reader, record.value, place, kept);
  }

  return {
    'sections.care': async (asked) => {
      const read = await reading(asked, 'care');
      return read.ok ? ok({ ...read.value.about, care: read.value.section }) : read;
    },
    'sections.measures': async (asked) => {
      const read = await reading(asked, 'measures');
      return read.ok ? ok({ ...read.value.about, measures: read.value.section }) : read;
    },
    'sections.profile': async (asked) => {
      const read = await reading(asked, 'profile');
      return read.ok ? ok({ ...read.value.about, profile: read.value.section }) : read;
    },
    'sections.entourage': async (asked) => {
      const read = await reading(asked, 'entourage');
      return read.ok ? ok({ ...read.value.about, entourage: read.value.section }) : read;
    },
  };
}

interface Told<P extends SectionPlace> {
  readonly section: SectionOf<P>;
  /** Whose it is, and whether the post kept it. */
  readonly about: { readonly ins: InsRef; readonly kept?: Kept };
}

/** A section of the open record, asked of the service or, at a glance, of the post alone. */
export async function readOf<P extends SectionPlace>(
  reader: SectionReader,
  record: OpenRecord,
  place: P,
  atAGlance: boolean,
): Promise<Result<Told<P>, FailureCode>> {
  const read = await (atAGlance ? reader.glance(record, place) : reader.read(record, place));
  if (!read.ok) return read;
  const { section, kept } = read.value;
  return ok({ section, about: { ins: record.view.patient.ins, ...(kept === undefined ? {} : { kept }) } });
}
