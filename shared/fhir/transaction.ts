import { z } from '../schema/zod.ts';
import type { Result } from '../result.ts';
import { err, ok } from '../result.ts';
import { Extension, FhirString, Id, Meta, Narrative, Uri } from './datatypes.ts';
import { CompleteDocumentReference } from './document-reference.ts';
import { FhirPathPatch } from './fhirpath-patch.ts';
import type { SchemaFault } from './faults.ts';
import { firstFault } from './faults.ts';
import { SubmissionSet } from './submission-set.ts';

const Binary = z.strictObject({
  resourceType: z.literal('Binary'),
  id: Id.optional(),
  meta: Meta.optional(),
  language: FhirString.optional(),
  contentType: FhirString,
  securityContext: z.strictObject({ reference: FhirString }).optional(),
  data: z.string(),
});
type Binary = z.infer<typeof Binary>;

const entry = {
  id: FhirString.optional(),
  extension: z.array(Extension).min(1).optional(),
};
const created = <Name extends string>(name: Name) =>
  z.strictObject({ method: z.literal('POST'), url: z.literal(name) });

const SetEntry = z.strictObject({
  ...entry,
  fullUrl: Uri.optional(),
  resource: SubmissionSet,
  request: created('List'),
});
const SheetEntry = z.strictObject({
  ...entry,
  fullUrl: Uri,
  resource: CompleteDocumentReference,
  request: created('DocumentReference'),
});
const BinaryEntry = z.strictObject({
  ...entry,
  fullUrl: Uri,
  resource: Binary,
  request: created('Binary'),
});
const PatchEntry = z.strictObject({
  ...entry,
  fullUrl: Uri.optional(),
  resource: FhirPathPatch,
  request: z.strictObject({
    method: z.literal('PATCH'),
    url: z.string().regex(/^DocumentReference(\/[A-Za-z0-9\-.]{1,64}|\?identifier=\S+)$/),
    ifMatch: FhirString.optional(),
  }),
});

const ENTRIES = {
  List: SetEntry,
  DocumentReference: SheetEntry,
  Binary: BinaryEntry,
  Parameters: PatchEntry,
} as const;

const Envelope = z.strictObject({
  resourceType: z.literal('Bundle'),
  id: Id.optional(),
  meta: Meta.optional(),
  language: FhirString.optional(),
  text: Narrative.optional(),
  type: z.literal('transaction'),
  timestamp: FhirString.optional(),
  entry: z
    .array(z.looseObject({ resource: z.looseObject({ resourceType: z.enum(keysOf(ENTRIES)) }) }))
    .min(1)
    .max(400),
});

function keysOf<T extends object>(record: T): (keyof T & string)[] {
  return Object.keys(record) as (keyof T & string)[];
}

interface SubmittedDocument {
  /** Place of the entry in the request: answers come in the same order. */
  readonly index: number;
  readonly fullUrl: string;
  readonly resource: CompleteDocumentReference;
  readonly binary: { readonly index: number; readonly resource: Binary };
}

export interface SubmittedPatch {
  readonly index: number;
  readonly url: string;
  readonly ifMatch: string | undefined;
  readonly patch: FhirPathPatch;
}

/** An ITI-65 transaction whose entries refer to each other as they must. */
export interface Submission {
  readonly size: number;
  readonly set: { readonly index: number; readonly resource: SubmissionSet };
  readonly documents: readonly SubmittedDocument[];
  readonly patches: readonly SubmittedPatch[];
}

/**
 * Parses an ITI-65 transaction: one submission set, its documents, one Binary for each of them, the status
 * changes of what they replace. Links are by `fullUrl`; a Binary that nothing refers to, an entry of the set
 * that stands for nothing, a document outside the set are faults.
 */
export function parseTransaction(body: unknown): Result<Submission, SchemaFault> {
  const envelope = Envelope.safeParse(body);
  if (!envelope.success) return err(firstFault(envelope.error, body));
  const sets: Submission['set'][] = [];
  const sheets: Omit<SubmittedDocument, 'binary'>[] = [];
  const binaries: { index: number; fullUrl: string; resource: Binary }[] = [];
  const patches: SubmittedPatch[] = [];
  for (const [index, raw] of envelope.data.entry.entries()) {
    const parsed = ENTRIES[raw.resource.resourceType].safeParse(raw);
    if (!parsed.success) return err(inside(index, firstFault(parsed.error, raw)));
    const { resource, request, fullUrl } = parsed.data;
    switch (resource.resourceType) {
      case 'List':
        sets.push({ index, resource });
        break;
      case 'DocumentReference':
        sheets.push({ index, fullUrl: fullUrl ?? '', resource });
        break;
      case 'Binary':
        binaries.push({ index, fullUrl: fullUrl ?? '', resource });
        break;
      case 'Parameters':
        patches.push({
          index,
          url: request.url,
          ifMatch: 'ifMatch' in request ? request.ifMatch : undefined,
          patch: resource,
        });
    }
  }
  const set = sets[0];
  if (set === undefined) return err({ path: 'entry', kind: 'missing' });
  const extra = sets[1];
  if (extra !== undefined) return err({ path: `entry[${extra.index}]`, kind: 'invalid' });
  return link(envelope.data.entry.length, set, sheets, binaries, patches);
}

function link(
  size: number,
  set: Submission['set'],
  sheets: readonly Omit<SubmittedDocument, 'binary'>[],
  binaries: readonly { index: number; fullUrl: string; resource: Binary }[],
  patches: readonly SubmittedPatch[],
): Result<Submission, SchemaFault> {
  if (sheets.length === 0) return err({ path: 'entry', kind: 'missing' });
  const names = new Set<string>();
  for (const { index, fullUrl } of [...sheets, ...binaries]) {
    if (names.has(fullUrl)) return err({ path: `entry[${index}].fullUrl`, kind: 'invalid' });
    names.add(fullUrl);
  }
  const unused = new Map(binaries.map((binary) => [binary.fullUrl, binary]));
  const documents: SubmittedDocument[] = [];
  for (const sheet of sheets) {
    const url = sheet.resource.content[0]?.attachment.url ?? '';
    const binary = unused.get(url);
    if (binary === undefined) {
      return err({ path: `entry[${sheet.index}].resource.content[0].attachment.url`, kind: 'invalid' });
    }
    unused.delete(url);
    documents.push({ ...sheet, binary });
  }
  const orphan = unused.values().next().value;
  if (orphan !== undefined) return err({ path: `entry[${orphan.index}]`, kind: 'invalid' });

  const listed = new Set(set.resource.entry.map(({ item }) => item.reference));
  const stray = set.resource.entry.findIndex(
    ({ item }) => !documents.some(({ fullUrl }) => fullUrl === item.reference),
  );
  if (stray >= 0) {
    return err({ path: `entry[${set.index}].resource.entry[${stray}].item.reference`, kind: 'invalid' });
  }
  const unlisted = documents.find(({ fullUrl }) => !listed.has(fullUrl));
  if (unlisted !== undefined) return err({ path: `entry[${unlisted.index}].fullUrl`, kind: 'invalid' });
  return ok({ size, set, documents, patches });
}

function inside(index: number, fault: SchemaFault): SchemaFault {
  return { ...fault, path: `entry[${index}]${fault.path === '' ? '' : `.${fault.path}`}` };
}
