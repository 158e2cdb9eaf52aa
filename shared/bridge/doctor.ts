import { FINDING_CODES, PARTS } from '../doctor/findings.ts';
import { z } from '../schema/zod.ts';

export const Finding = z.strictObject({
  part: z.enum(PARTS),
  code: z.enum(FINDING_CODES),
  measure: z.number().nullable(),
});

/** The post's own examination; it may be asked before anybody signs in, for it says nothing of a patient. */
export const doctorCalls = {
  'doctor.examine': { input: z.strictObject({}), output: z.array(Finding) },
  /** Saves what support needs, without a word of a patient, where the person chooses. */
  'doctor.savePack': { input: z.strictObject({}), output: z.strictObject({ saved: z.boolean() }) },
} as const;
