import { z } from '../../schema/zod.ts';
import { IsoInstant } from '../identity.ts';
import { DocumentSummary, OpenedDocument } from '../record.ts';

const Title = z.string().trim().min(1).max(255);
const UniqueId = z.string().max(256);

const SPACE_DOCUMENT_ACTS = ['mask', 'show', 'delete'] as const;
export type SpaceDocumentAct = (typeof SPACE_DOCUMENT_ACTS)[number];

/** Types of what a patient writes himself (class 90). */
export const OWN_DOCUMENT_TYPES = ['EXPPAT_2', 'EXPPAT_3', 'EXPPAT_1', '74465-6'] as const;
export type OwnDocumentType = (typeof OWN_DOCUMENT_TYPES)[number];

export const spaceDocumentCalls = {
  /** Everything that this person sees of this space; what is hidden from him is not there. */
  'own.documents.list': {
    input: z.strictObject({}),
    output: z.strictObject({ documents: z.array(DocumentSummary), asOf: IsoInstant }),
  },
  'own.documents.open': { input: z.strictObject({ uniqueId: UniqueId }), output: OpenedDocument },
  /** Adds an own document, or with `replaces` gives an own one a new title or content. */
  'own.documents.add': {
    input: z.strictObject({
      title: Title,
      type: z.enum(OWN_DOCUMENT_TYPES),
      fileName: z.string().max(255),
      /** Absent in an edition that changes the title alone. */
      bytes: z.instanceof(Uint8Array).nullable(),
      masked: z.boolean(),
      replaces: z.strictObject({ uniqueId: UniqueId, seenVersion: z.int() }).nullable(),
    }),
    output: z.null(),
  },
  /** One act on one document or several, in their order; it stops at the first that is refused. */
  'own.documents.act': {
    input: z.strictObject({
      act: z.enum(SPACE_DOCUMENT_ACTS),
      documents: z
        .array(z.strictObject({ uniqueId: UniqueId, seenVersion: z.int() }))
        .min(1)
        .max(500),
    }),
    output: z.strictObject({ count: z.int() }),
  },
  /** Asks the host where to save. false: the person gave up. */
  'own.documents.save': {
    input: z.strictObject({ uniqueId: UniqueId }),
    output: z.strictObject({ saved: z.boolean() }),
  },
  'own.documents.print': {
    input: z.strictObject({ uniqueId: UniqueId }),
    output: z.strictObject({ printed: z.boolean() }),
  },
  /** Masks or shows all; with `future`, those to come as well. */
  'own.documents.maskAll': {
    input: z.strictObject({ mask: z.boolean(), future: z.boolean() }),
    output: z.strictObject({ count: z.int() }),
  },
} as const;
