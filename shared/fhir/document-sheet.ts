import type { ConfidentialityCode } from '../access/vocabulary.ts';
import type { SourcePatient } from './contained.ts';
import { containedOf, sourcePatientOf } from './contained.ts';
import { z } from '../schema/zod.ts';
import type { Reference } from './datatypes.ts';
import { codeOf, Extension, FullIdentifier, Meta } from './datatypes.ts';
import type { SubmittedDocumentReference } from './document-reference.ts';
import { ARCHIVED_EXTENSION, DEPOSITED_EXTENSION, MASKED_BY_EXTENSION } from './document-reference.ts';
import type { LabelReading } from './security-label.ts';
import { readLabels, writeLabels } from './security-label.ts';
import { canonicalSystem } from './systems.ts';

/** Who is named by a sheet or a submission set: by identifier, or by the logical id of a resource. */
export type Named =
  | { readonly by: 'identifier'; readonly system: string; readonly value: string }
  | { readonly by: 'id'; readonly id: string };

interface NamedAuthor {
  readonly kind: 'professional' | 'patient';
  readonly system: string;
  readonly value: string;
  /** Structure that the author names as his, when he does. */
  readonly organization: string | undefined;
}

/** What the rules and the storage need to know of a submitted sheet. */
export interface SheetReading {
  readonly uniqueId: FullIdentifier;
  readonly logicalId: FullIdentifier | undefined;
  readonly subject: Named | undefined;
  readonly authors: readonly NamedAuthor[];
  readonly sourcePatient: SourcePatient | undefined;
  readonly typeSystem: string | undefined;
  readonly type: string;
  readonly class: string | undefined;
  readonly labels: LabelReading;
  readonly contentType: string;
  readonly format: string;
  readonly size: number | undefined;
  readonly hash: string | undefined;
  readonly replaces: Named | undefined;
}

/** Reads a sheet whose shape is right. `subject` and `replaces` are absent where they name nothing usable. */
export function readSheet(sheet: SubmittedDocumentReference): SheetReading {
  const type = codeOf(sheet.type);
  const content = sheet.content[0];
  const replaces = sheet.relatesTo?.find(({ code }) => code === 'replaces');
  return {
    uniqueId: sheet.masterIdentifier,
    logicalId: logicalIdOf(sheet),
    subject: namedBy(sheet.subject, 'Patient'),
    authors: sheet.author.flatMap((author) => authorOf(sheet, author)),
    sourcePatient: sourcePatient(sheet),
    typeSystem: type?.system,
    type: type?.code ?? '',
    class: codeOf(sheet.category?.[0])?.code,
    labels: readLabels(sheet.securityLabel),
    contentType: mediaTypeOf(content?.attachment.contentType ?? ''),
    format: content?.format.code ?? '',
    size: content?.attachment.size,
    hash: content?.attachment.hash,
    replaces: replaces === undefined ? undefined : namedBy(replaces.target, 'DocumentReference'),
  };
}

/** The first identifier that identifies; others are kept beside it. */
function logicalIdOf({ identifier }: SubmittedDocumentReference): FullIdentifier | undefined {
  return identifier?.map((each) => FullIdentifier.safeParse(each)).find((parsed) => parsed.success)?.data;
}

/** `Patient/x`, `Patient?identifier=system|value`, or a logical reference by identifier. */
export function namedBy(reference: Reference, resourceType: string): Named | undefined {
  const { system, value } = reference.identifier ?? {};
  if (system !== undefined && value !== undefined) return { by: 'identifier', system, value };
  const target = reference.reference;
  if (target?.startsWith(`${resourceType}?identifier=`)) {
    return splitToken(target.slice(resourceType.length + '?identifier='.length));
  }
  const id = new RegExp(String.raw`(?:^|/)${resourceType}/([A-Za-z0-9\-.]{1,64})(?:/_history/\w+)?$`).exec(
    target ?? '',
  )?.[1];
  return id === undefined ? undefined : { by: 'id', id };
}

function splitToken(token: string): Named | undefined {
  let text = token;
  try {
    text = decodeURIComponent(token);
  } catch {
    return undefined;
  }
  const bar = text.indexOf('|');
  if (bar < 1 || bar === text.length - 1) return undefined;
  return { by: 'identifier', system: text.slice(0, bar), value: text.slice(bar + 1) };
}

/** `text/xml; charset=utf-8` is `text/xml`. */
export function mediaTypeOf(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase();
}

function authorOf(sheet: SubmittedDocumentReference, author: Reference): NamedAuthor[] {
  const contained = containedOf(sheet.contained, author);
  if (contained === undefined) {
    const named = namedBy(author, 'Practitioner');
    return named?.by === 'identifier' ? [{ kind: 'professional', ...named, organization: undefined }] : [];
  }
  if (contained.resourceType === 'Organization') return [];
  const identifier =
    contained.resourceType === 'PractitionerRole'
      ? (contained.identifier?.[0] ?? practitionerOf(sheet, contained.practitioner))
      : contained.identifier?.[0];
  if (identifier?.system === undefined || identifier.value === undefined) return [];
  return [
    {
      kind: contained.resourceType === 'Patient' ? 'patient' : 'professional',
      system: identifier.system,
      value: identifier.value,
      organization:
        contained.resourceType === 'PractitionerRole' ? contained.organization?.identifier?.value : undefined,
    },
  ];
}

function practitionerOf(sheet: SubmittedDocumentReference, reference: Reference | undefined) {
  return containedOf(sheet.contained, reference)?.identifier?.[0] ?? reference?.identifier;
}

/** The patient as known at the time of the act: named by the context, else the only one contained. */
function sourcePatient(sheet: SubmittedDocumentReference): SourcePatient | undefined {
  const named = containedOf(sheet.contained, sheet.context?.sourcePatientInfo);
  const patient = named ?? sheet.contained.find(({ resourceType }) => resourceType === 'Patient');
  return patient?.resourceType === 'Patient' ? sourcePatientOf(patient) : undefined;
}

/** State that the service adds to a sheet, and changes while the submitted metadata stay as they came. */
export interface SheetState {
  /** Changes with every change of metadata (entryUUID). */
  readonly id: string;
  readonly version: number;
  readonly lastUpdated: string;
  readonly status: 'current' | 'superseded' | 'entered-in-error';
  readonly archived: boolean;
  readonly confidentiality: readonly ConfidentialityCode[];
  readonly maskedBy: 'patient' | 'professional' | null;
  /** Deposit of the first version of the document. */
  readonly depositedAt: string;
}

/** What the service fills in once, at the deposit. */
export interface SheetCompletion {
  readonly logicalId: FullIdentifier;
  readonly custodian: FullIdentifier | null;
  readonly category: { readonly system: string; readonly code: string; readonly display: string } | null;
  readonly subject: FullIdentifier;
  readonly attachment: { readonly url: string; readonly size: number; readonly hash: string };
  /** uniqueId of the replaced document: its `id` has changed by the time anybody reads this. */
  readonly replaces: FullIdentifier | null;
}

/** A sheet as it is kept: what was submitted, completed, without the state that changes. */
export type StoredSheet = Readonly<Record<string, unknown>>;

/**
 * The part of a sheet that never changes again. What the client sent is kept as it came, with canonical code
 * systems; `id`, `meta.versionId` and `meta.lastUpdated` are the service's.
 */
export function completeSheet(sheet: SubmittedDocumentReference, completion: SheetCompletion): StoredSheet {
  const { id: _id, status: _status, securityLabel: _labels, extension, ...submitted } = sheet;
  const { versionId: _version, lastUpdated: _updated, ...meta } = sheet.meta ?? {};
  const content = sheet.content[0];
  const { data: _data, ...attachment } = { data: undefined, ...content?.attachment };
  const own = logicalIdOf(sheet);
  const otherIdentifiers = (sheet.identifier ?? []).filter(
    ({ system, value }) => system !== own?.system || value !== own?.value,
  );
  return withCanonicalSystems({
    ...submitted,
    meta,
    extension: (extension ?? []).filter(({ url }) => url !== ARCHIVED_EXTENSION),
    identifier: [completion.logicalId, ...otherIdentifiers],
    ...(sheet.category === undefined && completion.category !== null
      ? { category: [{ coding: [completion.category] }] }
      : {}),
    subject: { ...sheet.subject, identifier: completion.subject },
    ...(sheet.custodian === undefined && completion.custodian !== null
      ? { custodian: { identifier: completion.custodian } }
      : {}),
    ...(completion.replaces === null ? {} : { relatesTo: replacing(sheet, completion.replaces) }),
    content: [{ ...content, attachment: { ...attachment, ...completion.attachment } }],
  });
}

function replacing(sheet: SubmittedDocumentReference, replaced: FullIdentifier) {
  return (sheet.relatesTo ?? []).map((relation) =>
    relation.code === 'replaces'
      ? { ...relation, target: { type: 'DocumentReference', identifier: replaced } }
      : relation,
  );
}

/** `urn:oid:` forms of the code systems that have a URL become that URL, wherever they stand. */
function withCanonicalSystems(value: StoredSheet): StoredSheet {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, canonical(key, inner)]));
}

function canonical(key: string, value: unknown): unknown {
  if (key === 'system' && typeof value === 'string') return canonicalSystem(value);
  if (Array.isArray(value)) return value.map((item) => canonical('', item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, canonical(name, inner)]));
}

/** Elements of an answered sheet in the order of the standard; what is unlisted follows. */
const ORDER = [
  'resourceType',
  'id',
  'meta',
  'language',
  'text',
  'contained',
  'extension',
  'masterIdentifier',
];
const OWN_EXTENSIONS: ReadonlySet<string> = new Set([
  ARCHIVED_EXTENSION,
  DEPOSITED_EXTENSION,
  MASKED_BY_EXTENSION,
]);

/**
 * The resource as it is answered: the kept part with the state of the moment.
 *
 * @param stored the kept part, or an earlier answer: its state is replaced
 */
export function answeredSheet(stored: StoredSheet, state: SheetState): StoredSheet {
  const masked = state.confidentiality.includes('MASQUE_PS');
  const own: Extension[] = [
    { url: ARCHIVED_EXTENSION, valueBoolean: state.archived },
    { url: DEPOSITED_EXTENSION, valueInstant: state.depositedAt },
    ...(masked && state.maskedBy !== null ? [{ url: MASKED_BY_EXTENSION, valueCode: state.maskedBy }] : []),
  ];
  const kept = z.array(Extension).parse(stored['extension'] ?? []);
  const resource: Record<string, unknown> = {
    ...stored,
    id: state.id,
    meta: {
      ...Meta.parse(stored['meta'] ?? {}),
      versionId: String(state.version),
      lastUpdated: state.lastUpdated,
    },
    extension: [...own, ...kept.filter(({ url }) => !OWN_EXTENSIONS.has(url))],
    status: state.status,
    securityLabel: writeLabels(state.confidentiality),
  };
  const first = ORDER.filter((key) => key in resource).map((key) => [key, resource[key]] as const);
  return { ...Object.fromEntries(first), ...resource };
}
