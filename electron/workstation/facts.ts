import { createHash } from 'node:crypto';
import type { Handlers } from '../../shared/bridge/contract.ts';
import type { RecordFacts } from '../../shared/bridge/facts.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Kept } from '../../shared/bridge/record.ts';
import type { SectionOf, SectionPlace } from '../../shared/bridge/sections.ts';
import type { CdaDocument } from '../../shared/cda/document.ts';
import { blocksOfFile } from '../../shared/clinical/document-blocks.ts';
import { factsOfDocument, factsOfSheet } from '../../shared/clinical/document-facts.ts';
import type { FactView } from '../../shared/clinical/fact-documents.ts';
import { chooseDocuments, wantedTypes } from '../../shared/clinical/fact-documents.ts';
import {
  factsOfCare,
  factsOfEntourage,
  factsOfMeasures,
  factsOfNotebook,
  factsOfProfile,
} from '../../shared/clinical/section-facts.ts';
import type { ClinicalFact, FactPlace, PlaceReading } from '../../shared/clinical/vital-facts.ts';
import { recogniseFile } from '../../shared/documents/recognise.ts';
import { insKind } from '../../shared/identity/ins.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { ReadBinary } from '../gateway/binary.ts';
import { readBinary } from '../gateway/binary.ts';
import { findSheetsOfTypes } from '../gateway/document-reference.ts';
import { notebookOf } from '../gateway/sections/notebook.ts';
import type { Nomenclature, Sheet } from '../gateway/sheet.ts';
import { summaryOf } from '../gateway/sheet.ts';
import type { Keeping } from './keeping.ts';
import type { OpenRecord, Records } from './record.ts';
import { isOrdinary } from './record.ts';
import type { SectionReader } from './section-reader.ts';

export interface FactDeps {
  readonly records: Pick<Records, 'of'>;
  readonly keeping: Pick<Keeping, 'list' | 'document' | 'read'>;
  readonly reader: SectionReader;
  readonly nomenclature: Nomenclature;
  readonly now: () => number;
  /** How many documents are opened for the lines of one record (`resources/parameters.json`). */
  readonly documentsMax: number;
}

export interface Facts {
  readonly handlers: Pick<Handlers, 'record.facts'>;
  /** Both parts, for a paper that tells them. */
  gather(ins: InsRef, view: FactView): Promise<Result<RecordFacts, FailureCode>>;
}

const SECTIONS: Readonly<Record<FactView, readonly SectionPlace[]>> = {
  vital: ['profile', 'measures', 'entourage'],
  counter: ['profile', 'measures', 'vaccinations', 'care'],
};

/** Documents asked for at once: the service serves in order, and the reader waits for all of them. */
const AT_ONCE = 4;

interface Part {
  readonly facts: readonly ClinicalFact[];
  readonly readings: RecordFacts['readings'];
  /** What of it the post kept. */
  readonly kept: readonly Kept[];
}

/** Gathers what the sections and the telling documents of the open record say. */
export function createFacts(deps: FactDeps): Facts {
  /** The telling documents as the service gives them now; where it does not answer, as they were kept. */
  async function documents(record: OpenRecord, view: FactView): Promise<Part> {
    const { client } = record;
    const { ins } = record.view.patient;
    const lists = await Promise.all(wantedTypes(view).map((types) => findSheetsOfTypes(client, ins, types)));
    if (lists.some((list) => !list.ok)) {
      const isAway = lists.some((list) => !list.ok && list.error === 'SERVICE_UNREACHABLE');
      return isAway && isOrdinary(record) ? keptDocuments(ins, view) : NOT_READ;
    }
    const sheets = lists.flatMap((list) => (list.ok ? list.value.found : []));
    for (const sheet of sheets) record.remember(sheet);
    const hasMore = lists.some((list) => list.ok && list.value.hasMore);
    return tell(ins, view, { sheets, hasMore }, async (sheet) => {
      const url = sheet.content[0]?.attachment.url;
      const binary = url === undefined ? undefined : await readBinary(client, url);
      if (binary?.ok !== true) return null;
      if (isOrdinary(record)) {
        const at = new Date(deps.now()).toISOString();
        void deps.keeping.read(ins, sheet, binary.value, at).catch(() => undefined);
      }
      return { binary: binary.value };
    });
  }

  async function keptDocuments(ins: InsRef, view: FactView): Promise<Part> {
    const list = await deps.keeping.list(ins);
    if (list === undefined) return NOT_READ;
    const wanted = new Set(wantedTypes(view).flat());
    const sheets = list.sheets.filter(
      ({ status, type }) =>
        status === 'current' && type?.coding?.some(({ code }) => code !== undefined && wanted.has(code)),
    );
    return tell(ins, view, { sheets, hasMore: false }, async (sheet) => {
      const document = await deps.keeping.document(ins, sheet.masterIdentifier.value);
      return document.ok ? { binary: document.value.binary, kept: document.value.kept } : null;
    });
  }

  /** @param open null: not read here */
  async function tell(
    ins: InsRef,
    view: FactView,
    { sheets, hasMore }: { readonly sheets: readonly Sheet[]; readonly hasMore: boolean },
    open: (sheet: Sheet) => Promise<{ readonly binary: ReadBinary; readonly kept?: Kept } | null>,
  ): Promise<Part> {
    const listed = sheets.map((sheet) => ({ ...summaryOf(sheet, '', deps.nomenclature), sheet }));
    const { opened, left, older } = chooseDocuments(listed, view, deps.documentsMax);
    const contents = await inTurns(opened, AT_ONCE, ({ sheet }) => open(sheet));
    const facts = listed.flatMap((document) => factsOfSheet(sourceOf(document)));
    let unread = left;
    for (const [index, content] of contents.entries()) {
      const document = opened[index];
      const blocks =
        content === null || document === undefined ? null : wordsOf(ins, document.sheet, content.binary);
      if (blocks === null || document === undefined) unread += 1;
      else facts.push(...factsOfDocument(sourceOf(document), blocks));
    }
    return {
      facts,
      readings: [
        unread === 0 && older === 0 && !hasMore
          ? reading('documents', 'read')
          : { place: 'documents', reading: { status: 'partly', left: unread, older, hasMore } },
      ],
      kept: contents.flatMap((content) => content?.kept ?? []),
    };
  }

  async function sections(record: OpenRecord, view: FactView): Promise<Part> {
    const answers = await Promise.all(SECTIONS[view].map((place) => told(place, record, 'read')));
    return {
      facts: answers.flatMap(({ facts }) => facts),
      readings: answers.flatMap(({ readings }) => readings),
      kept: answers.flatMap(({ kept }) => kept),
    };
  }

  async function told<P extends SectionPlace>(
    place: P,
    record: OpenRecord,
    how: keyof SectionReader,
  ): Promise<Part> {
    const read = await deps.reader[how](record, place);
    if (!read.ok) {
      const status = how === 'glance' ? 'pending' : 'failed';
      return { facts: [], readings: [reading(place, status)], kept: [] };
    }
    const { section, kept } = read.value;
    const { birthDate } = record.view.patient;
    return {
      facts: TELLS[place](section, { birthDate, now: deps.now() }),
      readings: [reading(place, section.outcome === 'empty' ? 'read' : section.outcome)],
      kept: kept === undefined ? [] : [kept],
    };
  }

  function answer(ins: InsRef, parts: readonly Part[]): RecordFacts {
    const [oldest] = parts.flatMap(({ kept }) => kept).toSorted((a, b) => a.at.localeCompare(b.at));
    return {
      ins,
      facts: parts.flatMap(({ facts }) => facts),
      readings: parts.flatMap(({ readings }) => readings),
      asOf: oldest?.at ?? new Date(deps.now()).toISOString(),
      ...(oldest === undefined ? {} : { kept: oldest }),
    };
  }

  async function ask(
    ins: InsRef,
    view: FactView,
    wanted: readonly ('sections' | 'documents')[],
  ): Promise<Result<RecordFacts, FailureCode>> {
    const record = deps.records.of(ins);
    if (!record.ok) return record;
    const parts = await Promise.all(
      wanted.map((part) => (part === 'sections' ? sections : documents)(record.value, view)),
    );
    // The record was closed, or its access ended, while the service answered: nothing of it is told.
    const still = deps.records.of(ins);
    if (!still.ok) return still;
    return ok(answer(ins, parts));
  }

  /** What the post kept of the sections, while they are being asked for. */
  async function glance(ins: InsRef, view: FactView): Promise<Result<RecordFacts, FailureCode>> {
    const record = deps.records.of(ins);
    if (!record.ok) return record;
    const parts = await Promise.all(SECTIONS[view].map((place) => told(place, record.value, 'glance')));
    return parts.some(({ kept }) => kept.length > 0) ? ok(answer(ins, parts)) : err('NOTHING_KEPT_YET');
  }

  return {
    gather: (ins, view) => ask(ins, view, ['sections', 'documents']),
    handlers: {
      'record.facts': async ({ ins, view, part, kept = false }) => {
        if (!kept) return ask(ins, view, [part]);
        return part === 'sections' ? glance(ins, view) : err('NOTHING_KEPT_YET');
      },
    },
  };
}

interface About {
  readonly birthDate: string;
  readonly now: number;
}

/** What each section tells where it is read; one that is empty was read whole, and tells nothing. */
const TELLS: {
  readonly [P in SectionPlace]: (section: SectionOf<P>, about: About) => readonly ClinicalFact[];
} = {
  profile: (section) => (section.outcome === 'read' ? factsOfProfile(section.content) : []),
  measures: (section) => (section.outcome === 'read' ? factsOfMeasures(section.content) : []),
  entourage: (section) => (section.outcome === 'read' ? factsOfEntourage(section.content) : []),
  care: (section) => (section.outcome === 'read' ? factsOfCare(section.content) : []),
  vaccinations: (section, about) => factsOfNotebook(notebookOf(section, about, about.now)),
};

const reading = (
  place: FactPlace,
  status: Exclude<PlaceReading['status'], 'partly'>,
): RecordFacts['readings'][number] => ({ place, reading: { status } });

const NOT_READ: Part = { facts: [], readings: [reading('documents', 'failed')], kept: [] };

const sourceOf = ({ uniqueId, title, author, type, actDate }: ReturnType<typeof summaryOf>) => ({
  uniqueId,
  title,
  author: author.name,
  typeCode: type.code,
  date: actDate,
});

/**
 * The words of a document; null where it cannot be told: not read here, not the bytes that its sheet announces,
 * or about somebody else.
 */
function wordsOf(ins: InsRef, sheet: Sheet, { bytes }: ReadBinary) {
  const hash = createHash('sha1').update(bytes).digest('base64');
  const announced = sheet.content[0]?.attachment.hash;
  if (announced !== undefined && announced !== hash) return null;
  const file = recogniseFile(bytes);
  if (file.kind === 'cda' && !isAbout(file.document, ins)) return null;
  return blocksOfFile(file, bytes);
}

/** A document that names another INS is deposited in the wrong record: nothing of it is told of this patient. */
function isAbout({ header }: CdaDocument, ins: InsRef): boolean {
  const named = header.patient.ids.filter(({ root }) => insKind(root) !== undefined);
  return named.length === 0 || named.some(({ extension }) => extension === ins.value);
}

/** A few at a time, each answer in its place. */
async function inTurns<T, R>(
  items: readonly T[],
  atOnce: number,
  act: (item: T) => Promise<R>,
): Promise<R[]> {
  const answers: R[] = [];
  for (let from = 0; from < items.length; from += atOnce) {
    answers.push(...(await Promise.all(items.slice(from, from + atOnce).map(act))));
  }
  return answers;
}
