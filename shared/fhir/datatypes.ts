import { z } from '../schema/zod.ts';

/**
 * FHIR R4 datatypes as this interface accepts them: an unknown field is refused with its path, an extension of
 * unknown URL is kept as it came.
 */

export const FhirString = z.string().min(1).max(1_048_576);
export const Id = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/);
export const Uri = z.string().regex(/^\S+$/).max(2_048);
const Code = z.string().regex(/^\S+( \S+)*$/);

const DAY = String.raw`\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])`;
const TIME = String.raw`([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-](0\d|1[0-4]):[0-5]\d)`;

/** A point in time: seconds and offset are required. */
export const FhirInstant = z
  .string()
  .regex(new RegExp(`^${DAY}T${TIME}$`))
  .refine(isRealDay);
/** Year, month, day, or a point in time with its offset. */
export const FhirDateTime = z
  .string()
  .regex(new RegExp(String.raw`^\d{4}(-(0[1-9]|1[0-2]))?$|^${DAY}(T${TIME})?$`))
  .refine(isRealDay);
export const FhirDate = z
  .string()
  .regex(new RegExp(String.raw`^\d{4}(-(0[1-9]|1[0-2]))?$|^${DAY}$`))
  .refine(isRealDay);

/** The 31st of a month that has 30 days passes a pattern, not a calendar. */
function isRealDay(text: string): boolean {
  if (text.length < 10) return true;
  const [year, month, day] = [text.slice(0, 4), text.slice(5, 7), text.slice(8, 10)].map(Number);
  const last = new Date(Date.UTC(year ?? 0, month ?? 0, 0)).getUTCDate();
  return day !== undefined && day <= last;
}

export const Extension = z
  .looseObject({ url: Uri, id: FhirString.optional() })
  .refine(
    (extension) =>
      Object.keys(extension).every(
        (key) => key === 'url' || key === 'id' || key === 'extension' || /^_?value[A-Z]/.test(key),
      ),
    { error: 'not an extension' },
  );
export type Extension = z.infer<typeof Extension>;

const element = { id: FhirString.optional(), extension: z.array(Extension).min(1).optional() };

export const Coding = z.strictObject({
  ...element,
  system: Uri.optional(),
  version: FhirString.optional(),
  code: Code.optional(),
  display: FhirString.optional(),
  userSelected: z.boolean().optional(),
});
export type Coding = z.infer<typeof Coding>;

export const CodeableConcept = z.strictObject({
  ...element,
  coding: z.array(Coding).min(1).optional(),
  text: FhirString.optional(),
});
export type CodeableConcept = z.infer<typeof CodeableConcept>;

/** A concept that carries at least one code: what the rules judge by. */
export const CodedConcept = CodeableConcept.refine((concept) => codeOf(concept) !== undefined, {
  error: 'a code is required',
});

export const Period = z.strictObject({
  ...element,
  start: FhirDateTime.optional(),
  end: FhirDateTime.optional(),
});
export type Period = z.infer<typeof Period>;

export const Identifier = z.strictObject({
  ...element,
  use: z.enum(['usual', 'official', 'temp', 'secondary', 'old']).optional(),
  type: CodeableConcept.optional(),
  system: Uri.optional(),
  value: FhirString.max(256).optional(),
  period: Period.optional(),
  assigner: z
    .strictObject({ ...element, reference: FhirString.optional(), display: FhirString.optional() })
    .optional(),
});
export type Identifier = z.infer<typeof Identifier>;

/** An identifier that identifies: with its system and its value. */
export const FullIdentifier = Identifier.required({ system: true, value: true });
export type FullIdentifier = z.infer<typeof FullIdentifier>;

export const Reference = z.strictObject({
  ...element,
  reference: FhirString.optional(),
  type: Uri.optional(),
  identifier: Identifier.optional(),
  display: FhirString.optional(),
});
export type Reference = z.infer<typeof Reference>;

export const HumanName = z.strictObject({
  ...element,
  use: z.enum(['usual', 'official', 'temp', 'nickname', 'anonymous', 'old', 'maiden']).optional(),
  text: FhirString.optional(),
  family: FhirString.optional(),
  given: z.array(FhirString).min(1).optional(),
  prefix: z.array(FhirString).min(1).optional(),
  suffix: z.array(FhirString).min(1).optional(),
  period: Period.optional(),
});
export type HumanName = z.infer<typeof HumanName>;

export const ContactPoint = z.strictObject({
  ...element,
  system: z.enum(['phone', 'fax', 'email', 'pager', 'url', 'sms', 'other']).optional(),
  value: FhirString.optional(),
  use: z.enum(['home', 'work', 'temp', 'old', 'mobile']).optional(),
  rank: z.int().positive().optional(),
  period: Period.optional(),
});

export const Address = z.strictObject({
  ...element,
  use: z.enum(['home', 'work', 'temp', 'old', 'billing']).optional(),
  type: z.enum(['postal', 'physical', 'both']).optional(),
  text: FhirString.optional(),
  line: z.array(FhirString).min(1).optional(),
  city: FhirString.optional(),
  district: FhirString.optional(),
  state: FhirString.optional(),
  postalCode: FhirString.optional(),
  country: FhirString.optional(),
  period: Period.optional(),
});

export const Narrative = z.strictObject({
  ...element,
  status: z.enum(['generated', 'extensions', 'additional', 'empty']),
  div: FhirString,
});

export const Meta = z.strictObject({
  ...element,
  versionId: Id.optional(),
  lastUpdated: FhirInstant.optional(),
  source: Uri.optional(),
  profile: z.array(Uri).min(1).optional(),
  security: z.array(Coding).min(1).optional(),
  tag: z.array(Coding).min(1).optional(),
});

/** First code of a concept, with its system when it has one. */
export function codeOf(
  concept: CodeableConcept | undefined,
): { readonly system: string | undefined; readonly code: string } | undefined {
  const coding = concept?.coding?.find((candidate) => candidate.code !== undefined);
  return coding?.code === undefined ? undefined : { system: coding.system, code: coding.code };
}
