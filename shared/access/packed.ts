// A list as columns. What the rules look at in a document (docs/rules.md 2, steps 5 to 7) takes few distinct
// forms: each form is judged once by the rules themselves, and a list is then one look-up per document.

import type { Policy } from './policy.ts';
import type { DocumentFacts } from './question.ts';
import { prepareReading, type ReadingQuestion } from './reading.ts';

export interface PackedDocuments {
  /** The distinct forms. Of the author they say only whether there is one. */
  readonly forms: readonly DocumentFacts[];
  /** Index in `forms`, one per document. */
  readonly form: Uint16Array;
  /** The number of each author in the column `author`. */
  readonly authorNumbers: ReadonlyMap<string, number>;
  readonly author: Uint32Array;
}

const SOMEBODY = '';

/** @throws RangeError when the documents have more than 65 536 forms. */
export function packDocuments(documents: readonly DocumentFacts[]): PackedDocuments {
  const forms = numbering<DocumentFacts>();
  const authors = numbering<string>();
  const form = new Uint16Array(documents.length);
  const author = new Uint32Array(documents.length);

  for (const [index, document] of documents.entries()) {
    const { type, class: documentClass, status, confidentiality, authorId } = document;
    const facts = {
      type,
      class: documentClass,
      status,
      confidentiality,
      authorId: authorId === undefined ? undefined : SOMEBODY,
    };
    form[index] = forms.numberOf(JSON.stringify(facts), facts);
    author[index] = authors.numberOf(authorId ?? SOMEBODY, authorId ?? SOMEBODY);
  }
  if (forms.values.length > 0x1_0000) throw new RangeError('more forms of documents than a column can name');
  return { forms: forms.values, form, authorNumbers: authors.numbers, author };
}

/** Positions of the documents that the question's actor may read, in order. */
export function readablePositions(
  policy: Policy,
  question: ReadingQuestion,
  documents: PackedDocuments,
): Uint32Array {
  const { form, author } = documents;
  const readable = readableForms(policy, question, documents);
  const self = documents.authorNumbers.get(question.actor.id ?? '') ?? -1;

  const positions = new Uint32Array(form.length);
  let found = 0;
  for (let index = 0; index < form.length; index += 1) {
    const own = author[index] === self ? OWN : OTHERS;
    positions[found] = index;
    found += readable[own + 2 * (form[index] ?? 0)] ?? 0;
  }
  return positions.subarray(0, found);
}

const OTHERS = 0;
const OWN = 1;

/** 1 where a form may be read: two entries a form, another author's document and one's own. */
function readableForms(policy: Policy, question: ReadingQuestion, { forms }: PackedDocuments): Uint8Array {
  const { mayRead } = prepareReading(policy, question);
  const self = question.actor.id;
  const other = `not ${self}`;
  const readable = new Uint8Array(2 * forms.length);
  for (const [index, form] of forms.entries()) {
    const authored = form.authorId !== undefined;
    readable[2 * index + OTHERS] = Number(mayRead(authored ? { ...form, authorId: other } : form));
    readable[2 * index + OWN] = Number(mayRead(authored ? { ...form, authorId: self } : form));
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
