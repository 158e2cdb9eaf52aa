// A list as columns. What the rules look at in a document (docs/rules.md 2, steps 5 to 7) takes few distinct
// forms: each form is judged once for each row of the matrix, by the rules themselves, and a list is then one
// look-up per document.

import type { Row } from '../habilitation/habilitation.ts';
import { open, readDocument, readerOf, type Reader } from './consulting.ts';
import type { Policy } from './policy.ts';
import type { Circumstances, DocumentFacts } from './question.ts';
import { passes } from './tests.ts';

export interface PackedDocuments {
  /** The distinct forms. Of the author they say only whether there is one. */
  readonly forms: readonly DocumentFacts[];
  /** Index in `forms`, one per document. */
  readonly form: Uint16Array;
  /** The number of each author in the column `author`. */
  readonly authorNumbers: ReadonlyMap<string, number>;
  readonly author: Uint32Array;
  /** Tables of the rows that have asked already: see `readableForms`. */
  readonly judged: Map<Row, { seeingMasked?: Uint8Array; notSeeingMasked?: Uint8Array }>;
}

const SOMEBODY = '';

/** @throws RangeError when the documents have more than 65 536 forms. */
export function packDocuments(documents: readonly DocumentFacts[]): PackedDocuments {
  const forms = numbering<DocumentFacts>();
  const authors = numbering<string>();
  const form = new Uint16Array(documents.length);
  const author = new Uint32Array(documents.length);

  for (const [index, document] of documents.entries()) {
    const facts = formOf(document);
    form[index] = forms.numberOf(JSON.stringify(facts), facts);
    const authorId = document.authorId ?? SOMEBODY;
    author[index] = authors.numberOf(authorId, authorId);
  }
  if (forms.values.length > 0x1_0000) throw new RangeError('more forms of documents than a column can name');
  return { forms: forms.values, form, authorNumbers: authors.numbers, author, judged: new Map() };
}

function formOf({
  type,
  class: documentClass,
  status,
  confidentiality,
  authorId,
}: DocumentFacts): DocumentFacts {
  return {
    type,
    class: documentClass,
    status: status === 'superseded' ? 'current' : status,
    confidentiality: confidentiality?.filter((code) => code === 'MASQUE_PS'),
    authorId: authorId === undefined ? undefined : SOMEBODY,
  };
}

/** Positions of the documents that the question's actor may read, in order; none where he may not `list`. */
export function readablePositions(
  policy: Policy,
  question: Circumstances,
  documents: PackedDocuments,
): Uint32Array {
  const positions = new Uint32Array(documents.form.length);
  return positions.subarray(0, findReadable(policy, question, documents, positions));
}

/**
 * The same for a caller who asks often: the positions are written at the beginning of `positions`, which is at
 * least as long as the list; the answer says how many they are.
 */
export function findReadable(
  policy: Policy,
  question: Circumstances,
  documents: PackedDocuments,
  positions: Uint32Array,
): number {
  const { id } = question.actor;
  if (id === undefined || !passes(() => open(policy, question))) return 0;
  const { form, author, authorNumbers } = documents;
  const readable = readableForms(readerOf(policy, question), documents);
  const self = authorNumbers.get(id);

  let found = 0;
  for (let index = 0; index < form.length; index += 1) {
    const own = Number(author[index] === self);
    positions[found] = index;
    found += readable[2 * (form[index] ?? 0) + own] ?? 0;
  }
  return found;
}

/**
 * 1 where a form may be read: two entries a form, another's document and one's own. Of the reader they depend
 * on his row and on whether he sees what is masked, so they are kept for the next one of the kind; a row
 * belongs to one matrix, so another matrix is judged anew.
 */
function readableForms(reader: Reader, { forms, judged }: PackedDocuments): Uint8Array {
  const tables = judged.get(reader.row) ?? {};
  judged.set(reader.row, tables);
  if (reader.seesMasked) return (tables.seeingMasked ??= judge(reader, forms));
  return (tables.notSeeingMasked ??= judge(reader, forms));
}

function judge(reader: Reader, forms: readonly DocumentFacts[]): Uint8Array {
  const somebody = { ...reader, actor: { id: 'self' } };
  const reads = (form: DocumentFacts, authorId: string): number =>
    Number(passes(() => readDocument(somebody, form.authorId === undefined ? form : { ...form, authorId })));

  const readable = new Uint8Array(2 * forms.length);
  for (const [index, form] of forms.entries()) {
    readable[2 * index] = reads(form, 'another');
    readable[2 * index + 1] = reads(form, 'self');
  }
  return readable;
}

interface Numbering<T> {
  readonly values: readonly T[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly numberOf: (key: string, value: T) => number;
}

/** Numbers distinct values in the order in which they come. */
function numbering<T>(): Numbering<T> {
  const values: T[] = [];
  const numbers = new Map<string, number>();
  return {
    values,
    numbers,
    numberOf: (key, value) => {
      const known = numbers.get(key);
      if (known !== undefined) return known;
      const number = values.length;
      numbers.set(key, number);
      values.push(value);
      return number;
    },
  };
}
