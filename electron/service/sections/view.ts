import type { Caller } from '../auth/caller.ts';
import type { Asking } from '../record/ruling.ts';
import { wouldPermit } from '../record/ruling.ts';
import type { RecordRow } from '../storage/records.ts';
import type { SectionKind, SectionRow } from '../storage/sections.ts';
import { CLINICAL } from './clinical.ts';
import { seenBy } from './entries.ts';
import { ownOfRecord } from './taking-part.ts';

const OF_WISHES = ['RelatedPerson', 'Consent'] as const satisfies readonly SectionKind[];
const OF_THOSE_WHO_TAKE_PART = ['Communication', 'Appointment'] as const satisfies readonly SectionKind[];

/**
 * What a caller may read now in the sections of a record, by the decisions of his own requests: what he may not
 * read is not among it.
 */
export function sectionsSeen(asking: Asking, caller: Caller, record: RecordRow): readonly SectionRow[] {
  const { sections } = asking.context.stores;
  const of = (kind: SectionKind): readonly SectionRow[] => sections.ofRecord(record.id, kind);
  const own = OF_THOSE_WHO_TAKE_PART.flatMap((kind) => ownOfRecord(asking, caller, record, kind));
  const clinical = Object.entries(CLINICAL).map(([kind, { reads }]) => ({
    kind: kind as SectionKind,
    reads,
  }));
  if (caller.kind === 'patient') {
    const kinds = [...clinical.map(({ kind }) => kind), ...OF_WISHES];
    return [...kinds.flatMap((kind) => seenBy(asking, caller, of(kind))), ...own];
  }
  const readable = [...clinical, ...OF_WISHES.map((kind) => ({ kind, reads: 'readWishes' as const }))].filter(
    ({ reads }) => wouldPermit(asking, caller, { action: reads, record }),
  );
  return [...readable.flatMap(({ kind }) => of(kind)), ...own];
}
