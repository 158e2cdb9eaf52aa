import { z } from '../schema/zod.ts';
import { IsoInstant } from './identity.ts';

/** What a store holds, in the words of whoever works with it. */
const StoreMatter = z.enum(['acts', 'patients', 'announcements', 'journal', 'drafts', 'settings']);
export type StoreMatter = z.infer<typeof StoreMatter>;

/** What a professional must know of his data on this post before he goes on. */
export const StoreNotice = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('recovered'),
    /** `replaced`: the files are sound, but they are not the ones that this post left. */
    why: z.enum(['damaged', 'missing', 'replaced']),
    at: IsoInstant,
    /** Name of the file that was set aside; null: there was none. */
    setAside: z.string().nullable(),
    /** Acts that wait to be sent, whatever copy they were found in. */
    waiting: z.int().nonnegative(),
    patients: z.int().nonnegative(),
    journal: z.int().nonnegative(),
    /** Of what a part could not be read any more. */
    lost: z.array(StoreMatter),
  }),
  /** A newer program made the store: it lies there untouched, and nothing of it is shown. */
  z.strictObject({ kind: z.literal('newer'), needs: z.string().nullable() }),
  /** The store is left as it is; this session lives in memory. */
  z.strictObject({
    kind: z.literal('unopened'),
    because: z.enum(['NO_ROOM', 'DISK_FAILED', 'MIGRATION_FAILED']),
  }),
]);
export type StoreNotice = z.infer<typeof StoreNotice>;

export const recoveryCalls = {
  'recovery.notice': {
    input: z.strictObject({}),
    output: z.strictObject({ notice: StoreNotice.nullable() }),
  },
  /** The professional has read it. */
  'recovery.told': { input: z.strictObject({}), output: z.strictObject({}) },
} as const;
