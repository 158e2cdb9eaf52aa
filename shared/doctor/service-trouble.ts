import { z } from '../schema/zod.ts';

/** Why the embedded service does not start. */
export const ServiceTrouble = z.strictObject({
  why: z.enum([
    /** Its data were written by a newer version. */
    'newer',
    /** Its data do not open, and nothing of them could be read. */
    'unreadable',
    /** What opens its data is gone or damaged. */
    'keyLost',
    'full',
    'diskFailed',
    /** Another program uses its folder or its address. */
    'inUse',
    'unknown',
  ]),
  /** Version that opens its data, where a newer one is needed and the data say which. */
  needs: z.string().max(32).nullable(),
});
export type ServiceTrouble = z.infer<typeof ServiceTrouble>;
