import { z } from '../schema/zod.ts';
import { Contained } from './contained.ts';
import {
  CodeableConcept,
  CodedConcept,
  Coding,
  Extension,
  FhirDateTime,
  FhirInstant,
  FhirString,
  FullIdentifier,
  Id,
  Identifier,
  Meta,
  Narrative,
  Period,
  Reference,
  Uri,
} from './datatypes.ts';
import { EXTENSION_BASE } from './systems.ts';

/**
 * DocumentReference as it may be deposited (IHE MHD profiled by PDSm). Which elements are required depends on
 * the way of depositing: ITI-65 brings complete metadata, ITI-105 the simplified ones with the bytes inside.
 */

export const ARCHIVED_EXTENSION =
  'https://interop.esante.gouv.fr/ig/fhir/pdsm/StructureDefinition/pdsm-ext-is-archived';
export const MASKED_BY_EXTENSION = `${EXTENSION_BASE}dmp-masked-by`;
export const DEPOSITED_EXTENSION = `${EXTENSION_BASE}dmp-deposited-at`;

/** State that the service alone writes: a deposit that brings it contradicts itself. */
const SERVICE_EXTENSIONS: ReadonlySet<string> = new Set([MASKED_BY_EXTENSION, DEPOSITED_EXTENSION]);

const element = { id: FhirString.optional(), extension: z.array(Extension).min(1).optional() };
const concepts = z.array(CodeableConcept).min(1).optional();

const RelatesTo = z.strictObject({
  ...element,
  code: z.enum(['replaces', 'transforms', 'signs', 'appends']),
  target: Reference,
});

const attachment = {
  ...element,
  contentType: z.string().regex(/^[a-z]+\/[a-z0-9.+-]+(\s*;\s*\S+)*$/i),
  language: FhirString.max(32).optional(),
  size: z.int().nonnegative().optional(),
  /** SHA-1 of the bytes, base64. */
  hash: z.base64().optional(),
  title: FhirString.max(255).optional(),
  creation: FhirDateTime.optional(),
};
const LinkedAttachment = z.strictObject({ ...attachment, url: Uri });
const InlineAttachment = z.strictObject({ ...attachment, data: z.string() });

const context = {
  ...element,
  encounter: z.array(Reference).min(1).optional(),
  event: concepts,
  related: z.array(Reference).min(1).optional(),
};
const CompleteContext = z.strictObject({
  ...context,
  period: Period.required({ start: true }),
  facilityType: CodedConcept,
  practiceSetting: CodedConcept,
  sourcePatientInfo: Reference,
});
const SimplifiedContext = z.strictObject({
  ...context,
  period: Period.optional(),
  facilityType: CodedConcept.optional(),
  practiceSetting: CodedConcept.optional(),
  sourcePatientInfo: Reference.optional(),
});

const sheet = {
  resourceType: z.literal('DocumentReference'),
  id: Id.optional(),
  meta: Meta.optional(),
  language: FhirString.optional(),
  text: Narrative.optional(),
  contained: z.array(Contained).min(1),
  extension: z
    .array(Extension)
    .min(1)
    .refine((all) => all.every(({ url }) => !SERVICE_EXTENSIONS.has(url)), { error: 'set by the service' })
    .refine((all) => all.every((one) => one.url !== ARCHIVED_EXTENSION || one['valueBoolean'] === false), {
      error: 'a document is archived after its deposit',
    })
    .optional(),
  masterIdentifier: FullIdentifier,
  identifier: z.array(Identifier).min(1).optional(),
  status: z.literal('current'),
  type: CodedConcept,
  subject: Reference,
  date: FhirInstant,
  /** May be absent: what that means depends on who deposits (docs/rules.md 3, step 1). */
  author: z.array(Reference).default([]),
  authenticator: Reference.optional(),
  custodian: Reference.optional(),
  relatesTo: z.array(RelatesTo).min(1).optional(),
  description: FhirString.optional(),
  /** May be absent or empty of codes: judging it is a rule (docs/rules.md 3, step 7). */
  securityLabel: z.array(CodeableConcept).optional(),
};

/** The sheet of an ITI-65 transaction: complete metadata, the bytes in a Binary of their own. */
export const CompleteDocumentReference = z.strictObject({
  ...sheet,
  category: z.array(CodedConcept).length(1),
  content: z
    .array(
      z.strictObject({ ...element, attachment: LinkedAttachment, format: Coding.required({ code: true }) }),
    )
    .length(1),
  context: CompleteContext,
});

/** The sheet of a simplified publication (ITI-105): the bytes inside, the rest derived where it is absent. */
export const SimplifiedDocumentReference = z.strictObject({
  ...sheet,
  category: z.array(CodedConcept).length(1).optional(),
  content: z
    .array(
      z.strictObject({ ...element, attachment: InlineAttachment, format: Coding.required({ code: true }) }),
    )
    .length(1),
  context: SimplifiedContext.optional(),
});

export type CompleteDocumentReference = z.infer<typeof CompleteDocumentReference>;
export type SimplifiedDocumentReference = z.infer<typeof SimplifiedDocumentReference>;
export type SubmittedDocumentReference = CompleteDocumentReference | SimplifiedDocumentReference;
