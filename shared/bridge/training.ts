import { z } from '../schema/zod.ts';
import { InsRef } from './identity.ts';

export const trainingCalls = {
  /**
   * Opens the patient's space in a window beside this one, or brings it forward; only where every patient is
   * fictitious.
   */
  'training.openSpace': {
    /** Whose space is suggested; null for nobody's. */
    input: z.strictObject({ ins: InsRef.nullable() }),
    output: z.null(),
  },
} as const;
