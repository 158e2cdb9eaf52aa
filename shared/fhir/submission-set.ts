import { z } from '../schema/zod.ts';
import { Contained } from './contained.ts';
import {
  CodedConcept,
  Extension,
  FhirDateTime,
  FhirInstant,
  FhirString,
  Id,
  Identifier,
  Meta,
  Narrative,
  Reference,
  codeOf,
} from './datatypes.ts';
import { LIST_TYPE_SYSTEM } from './systems.ts';

const Item = z.strictObject({
  id: FhirString.optional(),
  extension: z.array(Extension).min(1).optional(),
  date: FhirDateTime.optional(),
  item: Reference.required({ reference: true }),
});

/** The submission set of an ITI-65 transaction: a List that names the documents deposited together. */
export const SubmissionSet = z.strictObject({
  resourceType: z.literal('List'),
  id: Id.optional(),
  meta: Meta.optional(),
  language: FhirString.optional(),
  text: Narrative.optional(),
  contained: z.array(Contained).min(1).optional(),
  extension: z.array(Extension).min(1).optional(),
  identifier: z.array(Identifier).min(1).optional(),
  status: z.literal('current'),
  mode: z.literal('working'),
  title: FhirString.optional(),
  code: CodedConcept.refine((code) => codeOf(code)?.code === 'submissionset', { error: 'submissionset' }),
  subject: Reference,
  encounter: Reference.optional(),
  date: FhirInstant,
  source: Reference.optional(),
  note: z
    .array(z.strictObject({ text: FhirString, time: FhirDateTime.optional() }))
    .min(1)
    .optional(),
  entry: z.array(Item).min(1),
});
export type SubmissionSet = z.infer<typeof SubmissionSet>;

/** One document of a set, as the reader of the set may know it. */
export interface SetEntry {
  readonly id: string;
  readonly uniqueId: { readonly system: string; readonly value: string };
}

/** A set as it is kept: without its entries, whose ids change and which each reader sees in part. */
export function storedSet(set: SubmissionSet): Readonly<Record<string, unknown>> {
  const { id: _id, entry: _entry, meta, ...rest } = set;
  const { versionId: _version, lastUpdated: _updated, ...kept } = meta ?? {};
  return { ...rest, meta: kept };
}

/** The set that stands for a simplified publication, so that "since I last looked" finds it too. */
export function setOfPublication(
  subject: { readonly system: string; readonly value: string },
  source: { readonly system: string; readonly value: string },
  date: string,
): Readonly<Record<string, unknown>> {
  return {
    resourceType: 'List',
    meta: {},
    status: 'current',
    mode: 'working',
    code: { coding: [{ system: LIST_TYPE_SYSTEM, code: 'submissionset' }] },
    subject: { identifier: subject },
    date,
    source: { identifier: source },
  };
}

/** A List as it is answered. */
export interface AnsweredSet {
  readonly resourceType: 'List';
  readonly id: string;
  readonly [element: string]: unknown;
}

/** The List as answered to somebody who may read `entries` of it, and knows of no other. */
export function answeredSet(
  stored: Readonly<Record<string, unknown>>,
  state: { readonly id: string; readonly lastUpdated: string },
  entries: readonly SetEntry[],
): AnsweredSet {
  const { resourceType: _type, meta, ...rest } = stored;
  return {
    resourceType: 'List',
    id: state.id,
    meta: { ...(meta as object), versionId: '1', lastUpdated: state.lastUpdated },
    ...rest,
    entry: entries.map((entry) => ({
      item: { reference: `DocumentReference/${entry.id}`, identifier: entry.uniqueId },
    })),
  };
}
