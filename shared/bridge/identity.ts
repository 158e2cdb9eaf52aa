import { z } from '../schema/zod.ts';

/** Identifies a patient on the bridge: the INS and the authority that gave it. */
export const InsRef = z.strictObject({
  system: z.string().regex(/^urn:oid:[0-9.]+$/),
  /** 13 characters and the key. */
  value: z.string().regex(/^[0-9AB]{15}$/),
});
export type InsRef = z.infer<typeof InsRef>;

/** A number says who somebody is only together with the authority that gave it. */
export const sameIns = (a: InsRef, b: InsRef): boolean => a.system === b.system && a.value === b.value;

export const IsoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const IsoInstant = z.iso.datetime({ offset: true });

/** The five qualified traits (identitovigilance) and what helps to recognise the person. */
export const PatientIdentity = z.strictObject({
  ins: InsRef,
  birthFamilyName: z.string().min(1).max(100),
  /** Nom utilisé, when it is not the birth name. */
  usedFamilyName: z.string().max(100).nullable(),
  givenNames: z.array(z.string().max(100)).min(1),
  birthDate: IsoDate,
  gender: z.enum(['female', 'male', 'unknown']),
  /** INSEE code (COG) and its label when known. */
  birthPlace: z.strictObject({ code: z.string().max(5), label: z.string().max(100).nullable() }).nullable(),
  qualified: z.boolean(),
});
export type PatientIdentity = z.infer<typeof PatientIdentity>;
