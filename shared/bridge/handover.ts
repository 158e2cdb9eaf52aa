import { z } from '../schema/zod.ts';
import { InsRef } from './identity.ts';

export const handoverCalls = {
  /** One page for the crew, of a record opened for a call. Each of these calls is written down before it answers. */
  'handover.prepare': {
    input: z.strictObject({ ins: InsRef }),
    output: z.strictObject({ ins: InsRef, bytes: z.instanceof(Uint8Array) }),
  },
  /** The page holds the sheet as it is to be printed. */
  'handover.print': {
    input: z.strictObject({ ins: InsRef }),
    output: z.strictObject({ printed: z.boolean() }),
  },
  'handover.save': {
    input: z.strictObject({ ins: InsRef }),
    output: z.strictObject({ saved: z.boolean() }),
  },
} as const;
