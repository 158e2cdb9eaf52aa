import { createHash } from 'node:crypto';
import type { Handlers } from '../../shared/bridge/contract.ts';
import type { RecordFacts } from '../../shared/bridge/facts.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Section as ReadSection } from '../../shared/bridge/sections.ts';
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
import { ok } from '../../shared/result.ts';
import { readBinary } from '../gateway/binary.ts';
import type { ServiceClient } from '../gateway/client.ts';
import { findSheetsOfTypes } from '../gateway/document-reference.ts';
import { readCareHistory } from '../gateway/sections/care-history.ts';
import { readEntourage } from '../gateway/sections/entourage.ts';
import { readMeasures } from '../gateway/sections/measures.ts';
import { readNotebook } from '../gateway/sections/notebook.ts';
import { readProfile } from '../gateway/sections/profile.ts';
import type { Nomenclature, Sheet } from '../gateway/sheet.ts';
import { summaryOf } from '../gateway/sheet.ts';
import type { OpenRecord, Records } from './record.ts';

export interface FactDeps {
  readonly records: Pick<Records, 'of'>;
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

type Section = Exclude<FactPlace, 'documents'>;

const SECTIONS: Readonly<Record<FactView, readonly Section[]>> = {
  vital: ['profile', 'measures', 'entourage'],
  counter: ['profile', 'measures', 'vaccinations', 'care'],
};

/** Documents asked for at once: the service serves in order, and the reader waits for all of them. */
const AT_ONCE = 4;

interface Part {
  readonly facts: readonly ClinicalFact[];
  readonly readings: RecordFacts['readings'];
}

/** Gathers what the sections and the telling documents of the open record say. Nothing of it is kept. */
export function createFacts(deps: FactDeps): Facts {
  async function documents(
    client: ServiceClient,
    ins: InsRef,
    view: FactView,
    remember: (sheet: Sheet) => void,
  ): Promise<Part> {
    const lists = await Promise.all(wantedTypes(view).map((types) => findSheetsOfTypes(client, ins, types)));
    const sheets = lists.flatMap((list) => (list.ok ? list.value : []));
    if (lists.some((list) => !list.ok)) return { facts: [], readings: [reading('documents', 'failed')] };
    const told = sheets.map((sheet) => {
      remember(sheet);
      return { ...summaryOf(sheet, '', deps.nomenclature), sheet };
    });
    const { opened, left } = chooseDocuments(told, view, deps.documentsMax);
    const contents = await inTurns(opened, AT_ONCE, ({ sheet }) => contentOf(client, ins, sheet));
    const facts = told.flatMap((document) => factsOfSheet(sourceOf(document)));
    let unread = left;
    for (const [index, blocks] of contents.entries()) {
      const document = opened[index];
      if (blocks === null || document === undefined) unread += 1;
      else facts.push(...factsOfDocument(sourceOf(document), blocks));
    }
    return {
      facts,
      readings: [
        unread === 0
          ? reading('documents', 'read')
          : { place: 'documents', reading: { status: 'partly', left: unread } },
      ],
    };
  }

  const answer = (ins: InsRef, parts: readonly Part[]): RecordFacts => ({
    ins,
    facts: parts.flatMap(({ facts }) => facts),
    readings: parts.flatMap(({ readings }) => readings),
    asOf: new Date(deps.now()).toISOString(),
  });

  async function ask(
    ins: InsRef,
    view: FactView,
    wanted: readonly ('sections' | 'documents')[],
  ): Promise<Result<RecordFacts, FailureCode>> {
    const record = deps.records.of(ins);
    if (!record.ok) return record;
    const { client } = record.value;
    const parts = await Promise.all(
      wanted.map((part) =>
        part === 'sections'
          ? sections(record.value, view, deps.now())
          : documents(client, ins, view, (sheet) => record.value.remember(sheet)),
      ),
    );
    // The record was closed, or its access ended, while the service answered: nothing of it is told.
    const still = deps.records.of(ins);
    if (!still.ok) return still;
    return ok(answer(ins, parts));
  }

  return {
    gather: (ins, view) => ask(ins, view, ['sections', 'documents']),
    handlers: { 'record.facts': ({ ins, view, part }) => ask(ins, view, [part]) },
  };
}

interface Told {
  readonly outcome: ReadSection<unknown>['outcome'];
  readonly facts: readonly ClinicalFact[];
}

const told = <T>(section: ReadSection<T>, factsOf: (content: T) => readonly ClinicalFact[]): Told => ({
  outcome: section.outcome,
  facts: section.outcome === 'read' ? factsOf(section.content) : [],
});

/** How each section is read, and what it tells. */
const READ: Readonly<
  Record<Section, (record: OpenRecord, now: number) => Promise<Result<Told, FailureCode>>>
> = {
  profile: async ({ client, view }, now) => {
    const read = await readProfile(client, view.patient.ins, now);
    return read.ok ? ok(told(read.value, factsOfProfile)) : read;
  },
  measures: async ({ client, view }, now) => {
    const read = await readMeasures(client, view.patient.ins, now);
    return read.ok ? ok(told(read.value, factsOfMeasures)) : read;
  },
  entourage: async ({ client, view }, now) => {
    const read = await readEntourage(client, view.patient.ins, now);
    return read.ok ? ok(told(read.value, factsOfEntourage)) : read;
  },
  care: async ({ client, view }, now) => {
    const read = await readCareHistory(client, view.patient.ins, now);
    return read.ok ? ok(told(read.value, factsOfCare)) : read;
  },
  vaccinations: async ({ client, view }, now) => {
    const read = await readNotebook({ client, patient: view.patient, self: '', now });
    if (!read.ok) return read;
    return ok({ outcome: read.value.vaccinations.outcome, facts: factsOfNotebook(read.value) });
  },
};

async function sections(record: OpenRecord, view: FactView, now: number): Promise<Part> {
  const answers = await Promise.all(
    SECTIONS[view].map(async (place) => ({ place, answer: await READ[place](record, now) })),
  );
  return {
    facts: answers.flatMap(({ answer }) => (answer.ok ? answer.value.facts : [])),
    readings: answers.map(({ place, answer }) =>
      reading(place, answer.ok ? statusOf(answer.value) : 'failed'),
    ),
  };
}

const reading = (
  place: FactPlace,
  status: Exclude<PlaceReading['status'], 'partly'>,
): RecordFacts['readings'][number] => ({ place, reading: { status } });

/** A section that is empty was read whole. */
const statusOf = ({ outcome }: Told): 'read' | 'notShared' | 'notPermitted' =>
  outcome === 'empty' ? 'read' : outcome;

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
async function contentOf(client: ServiceClient, ins: InsRef, sheet: Sheet) {
  const attachment = sheet.content[0]?.attachment;
  if (attachment === undefined) return null;
  const binary = await readBinary(client, attachment.url);
  if (!binary.ok) return null;
  const { bytes } = binary.value;
  const hash = createHash('sha1').update(bytes).digest('base64');
  if (attachment.hash !== undefined && attachment.hash !== hash) return null;
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
