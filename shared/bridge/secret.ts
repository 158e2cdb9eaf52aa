import { z } from '../schema/zod.ts';
import { InsRef } from './identity.ts';
import { RecordView } from './record.ts';

export const secretCalls = {
  /** Asks a minor's record anew by a session whose traces his representatives do not see (docs/rules.md 2.4). */
  'secret.begin': { input: z.strictObject({ ins: InsRef }), output: RecordView },
  /** Ends it: the record is asked by the ordinary session again. */
  'secret.end': { input: z.strictObject({ ins: InsRef }), output: RecordView },
} as const;
