import type { Question } from '../../shared/access/question.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Kept, RecordView } from '../../shared/bridge/record.ts';
import type { SectionOf, SectionPlace } from '../../shared/bridge/sections.ts';
import { SECTION_PLACES } from '../../shared/bridge/sections.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { OfflineSection } from '../../shared/traces/acts.ts';
import type { KeptRecord } from '../store/cache/kept-record.ts';

/** A section as it was kept. */
interface KeptSection<P extends SectionPlace> {
  readonly section: SectionOf<P>;
  readonly kept: Kept;
}

/** What the post keeps of the sections of a record, beside its documents and under the same lease. */
export interface KeptSections {
  /** Counts what makes an answer old: one to a question from before is not kept. */
  mark(): number;
  /** The service has just given this section, or said that it is not shared. */
  keep<P extends SectionPlace>(ins: InsRef, place: P, section: SectionOf<P>, mark: number): Promise<void>;
  /**
   * The service says that something of the record changed, and never what: a section that nobody reads again is
   * confirmed by nothing any more. What was taken along stays, but for the care history, which the patient may
   * have closed.
   */
  changed(ins: InsRef): Promise<void>;
  /** As it was kept: written down before it is handed out. */
  open<P extends SectionPlace>(
    ins: InsRef,
    place: P,
  ): Promise<Result<KeptSection<P>, 'LEASE_ENDED' | 'NOT_KEPT'>>;
  /** The same, of a record that the service is being asked for: it writes that down itself. */
  glance<P extends SectionPlace>(ins: InsRef, place: P): Promise<KeptSection<P> | undefined>;
}

interface SectionShelf {
  readonly source: Kept['source'];
  with<T>(ins: InsRef, work: (record: KeptRecord) => T | Promise<T>): Promise<T | undefined>;
}

export interface KeptSectionsDeps {
  /** Where something of a record may be shown from, and until when. */
  readonly shelvesOf: (ins: InsRef) => readonly { shelf: SectionShelf; kept: Omit<Kept, 'at'> }[];
  /** The view that was kept, where the record may be opened by it. */
  readonly viewIn: (record: KeptRecord) => RecordView | undefined;
  /** Whether the engine would permit this now, by what was known. */
  readonly permits: (view: RecordView, action: Question['action']) => boolean;
  readonly writeDown: (ins: InsRef, source: Kept['source'], section: OfflineSection) => void;
  /** Does the same wherever something of the record is kept; it keeps nobody from what the service gives now. */
  readonly everywhere: (
    ins: InsRef,
    work: (record: KeptRecord, source: Kept['source']) => void,
  ) => Promise<void>;
}

/** Which decision of the rules opens a section, and under which name it is told of. */
const RULES = {
  profile: { action: 'readMeasures', told: 'measures' },
  measures: { action: 'readMeasures', told: 'measures' },
  vaccinations: { action: 'readVaccinations', told: 'vaccinations' },
  care: { action: 'readCareHistory', told: 'care' },
  entourage: { action: 'readWishes', told: 'wishes' },
} as const satisfies Readonly<Record<SectionPlace, { action: Question['action']; told: OfflineSection }>>;

/** Keeps a section as the service gave it. */
export const keepSection = <P extends SectionPlace>(
  record: KeptRecord,
  place: P,
  section: SectionOf<P>,
): void => record.setSection(place, JSON.stringify(section));

export function createKeptSections(deps: KeptSectionsDeps): KeptSections {
  let changes = 0;

  async function look<P extends SectionPlace>(
    ins: InsRef,
    place: P,
    beforeShown: (source: Kept['source']) => void,
  ): Promise<KeptSection<P> | undefined> {
    for (const { shelf, kept } of deps.shelvesOf(ins)) {
      const found = await shelf.with(ins, (record) => {
        const view = deps.viewIn(record);
        const content = record.section(place);
        if (view === undefined || content === undefined) return undefined;
        return { view, section: JSON.parse(content) as SectionOf<P> };
      });
      if (found === undefined) continue;
      const { view, section } = found;
      const isReadable = section.outcome === 'read' || section.outcome === 'empty';
      if (isReadable && !deps.permits(view, RULES[place].action)) continue;
      // « Non partagé » and « non lisible » show nothing of the record: there is nothing to tell.
      if (isReadable) beforeShown(shelf.source);
      return { section, kept: { ...kept, at: isReadable ? section.asOf : view.asOf } };
    }
    return undefined;
  }

  return {
    mark: () => changes,
    keep: async (ins, place, section, mark) => {
      if (mark !== changes) return;
      await deps.everywhere(ins, (record) => keepSection(record, place, section));
    },
    changed: (ins) => {
      changes += 1;
      return deps.everywhere(ins, (record, source) =>
        record.dropSections(source === 'bag' ? ['care'] : SECTION_PLACES),
      );
    },
    open: async (ins, place) => {
      const found = await look(ins, place, (source) => deps.writeDown(ins, source, RULES[place].told));
      if (found !== undefined) return ok(found);
      return err(deps.shelvesOf(ins).length === 0 ? 'LEASE_ENDED' : 'NOT_KEPT');
    },
    glance: (ins, place) => look(ins, place, () => undefined),
  };
}
