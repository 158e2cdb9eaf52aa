import { z } from '../schema/zod.ts';
import {
  CodeableConcept,
  FhirDateTime,
  FhirString,
  FullIdentifier,
  Id,
  Meta,
  Reference,
} from './datatypes.ts';
import { URI_SYSTEM } from './systems.ts';

/** Messages between a patient and a professional (J of the wire). */

const MESSAGE = /^(?:\S*\/)?Communication\/([A-Za-z0-9\-.]{1,64})$/;

const UUID_URN = /^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Base64 of the most that an attachment may weigh, and then some: the limit is on the decoded bytes. */
const DATA_MAX = 8_000_000;

const Attachment = z.strictObject({
  contentType: z.string().regex(/^[\w.+-]{1,64}\/[\w.+-]{1,64}$/),
  data: z.base64().min(1).max(DATA_MAX),
  title: FhirString.max(200).optional(),
  creation: FhirDateTime.optional(),
});

export const MessageBody = z.strictObject({
  resourceType: z.literal('Communication'),
  id: Id.optional(),
  meta: Meta.optional(),
  /** The name that its writer gave it: by it he knows his own again. */
  identifier: z
    .tuple([z.strictObject({ system: z.literal(URI_SYSTEM), value: z.string().regex(UUID_URN) })])
    .optional(),
  status: z.literal('completed'),
  topic: CodeableConcept.optional(),
  subject: Reference.extend({ identifier: FullIdentifier }),
  recipient: z.tuple([Reference.extend({ identifier: FullIdentifier })]),
  inResponseTo: z.tuple([Reference.extend({ reference: z.string().regex(MESSAGE) })]).optional(),
  payload: z
    .array(
      z.union([
        z.strictObject({ contentString: FhirString.max(20_000) }),
        z.strictObject({ contentAttachment: Attachment }),
      ]),
    )
    .min(1)
    .max(8),
});
export type MessageBody = z.infer<typeof MessageBody>;

/** Identifier of the message that this one answers. */
export const answeredMessage = ({ inResponseTo }: MessageBody): string | undefined =>
  inResponseTo === undefined ? undefined : MESSAGE.exec(inResponseTo[0].reference)?.[1];

/** Just enough of a Communication to tell a message from a report. */
export const AnyCommunication = z.looseObject({ category: z.unknown().optional() });
