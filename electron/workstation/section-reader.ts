import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import type { Kept } from '../../shared/bridge/record.ts';
import type { SectionOf, SectionPlace } from '../../shared/bridge/sections.ts';
import { SECTION_PLACES } from '../../shared/bridge/sections.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { ServiceClient } from '../gateway/client.ts';
import { readCareHistory } from '../gateway/sections/care-history.ts';
import { readEntourage } from '../gateway/sections/entourage.ts';
import { readMeasures } from '../gateway/sections/measures.ts';
import { readGiven } from '../gateway/sections/notebook.ts';
import { readProfile } from '../gateway/sections/profile.ts';
import type { KeptRecord } from '../store/cache/kept-record.ts';
import type { Keeping } from './keeping.ts';
import { keepSection } from './kept-sections.ts';
import type { OpenRecord } from './record.ts';
import { isOrdinary } from './record.ts';
import type { OpenSession } from './session.ts';

interface Asking {
  readonly client: ServiceClient;
  readonly patient: PatientIdentity;
  /** Professional who asks. */
  readonly self: string;
  readonly now: number;
}

/** Each section of a record as the service gives it now. */
const readSection: {
  readonly [P in SectionPlace]: (asking: Asking) => Promise<Result<SectionOf<P>, FailureCode>>;
} = {
  profile: ({ client, patient, now }) => readProfile(client, patient.ins, now),
  measures: ({ client, patient, now }) => readMeasures(client, patient.ins, now),
  care: ({ client, patient, now }) => readCareHistory(client, patient.ins, now),
  entourage: ({ client, patient, now }) => readEntourage(client, patient.ins, now),
  vaccinations: readGiven,
};

/**
 * Every section of a record as its reader may have it, to be taken along: « non partagé » and « non lisible » are
 * taken along as such.
 *
 * @returns what keeps them all
 */
export async function everySection(
  asking: Asking,
): Promise<Result<(record: KeptRecord) => void, FailureCode>> {
  const read = await Promise.all(SECTION_PLACES.map((place) => taken(place, asking)));
  const failed = read.find((section) => !section.ok);
  if (failed?.ok === false) return failed;
  return ok((record) => {
    for (const section of read) if (section.ok) section.value(record);
  });
}

async function taken<P extends SectionPlace>(
  place: P,
  asking: Asking,
): Promise<Result<(record: KeptRecord) => void, FailureCode>> {
  const section = await readSection[place](asking);
  return section.ok ? ok((record) => keepSection(record, place, section.value)) : section;
}

/** A section, and whether the post kept it. */
interface SectionRead<P extends SectionPlace> {
  readonly section: SectionOf<P>;
  readonly kept?: Kept;
}

export interface SectionReader {
  /** As the service gives it now; where it does not answer, as it was kept, written down as an opening. */
  read<P extends SectionPlace>(record: OpenRecord, place: P): Promise<Result<SectionRead<P>, FailureCode>>;
  /** Only as it was kept, while the service is being asked. */
  glance<P extends SectionPlace>(record: OpenRecord, place: P): Promise<Result<SectionRead<P>, FailureCode>>;
}

export interface SectionReaderDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly keeping: Pick<Keeping, 'sections' | 'refused'>;
  readonly now: () => number;
}

/** Reads sections of the open record, and keeps what an ordinary session read. */
export function createSectionReader({ session, keeping, now }: SectionReaderDeps): SectionReader {
  return {
    read: async (record, place) => {
      const opened = session();
      if (!opened.ok) return opened;
      const { client, view } = record;
      const { ins } = view.patient;
      const mark = keeping.sections.mark();
      const self = opened.value.professional.id;
      const read = await readSection[place]({ client, patient: view.patient, self, now: now() });
      if (!isOrdinary(record)) return read.ok ? ok({ section: read.value }) : read;
      if (read.ok) {
        // After the reader has it: keeping it is for later.
        void keeping.sections.keep(ins, place, read.value, mark).catch(() => undefined);
        return ok({ section: read.value });
      }
      if (read.error === 'SERVICE_UNREACHABLE') return keeping.sections.open(ins, place);
      await keeping.refused(ins, read.error);
      return read;
    },
    glance: async (record, place) => {
      const found = isOrdinary(record)
        ? await keeping.sections.glance(record.view.patient.ins, place)
        : undefined;
      return found === undefined ? err('NOTHING_KEPT_YET') : ok(found);
    },
  };
}
