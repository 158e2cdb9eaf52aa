import { z } from '../../schema/zod.ts';
import { SpaceState } from './session.ts';

export const spaceRecordCalls = {
  'own.record.close': { input: z.strictObject({ erase: z.boolean() }), output: SpaceState },
  'own.record.reopen': { input: z.strictObject({}), output: SpaceState },
  'own.record.oppose': { input: z.strictObject({}), output: SpaceState },
  /** Everything that this person sees, as one archive; false: the person gave up. */
  'own.record.download': { input: z.strictObject({}), output: z.strictObject({ saved: z.boolean() }) },
} as const;
