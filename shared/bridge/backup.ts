import { z } from '../schema/zod.ts';

/** Who has the file may guess without end: it is long, and a guess costs half a second. */
export const PASSPHRASE = { min: 12, max: 200 } as const;

const Passphrase = z.string().min(PASSPHRASE.min).max(PASSPHRASE.max);
const MAX_BYTES = 512 * 1024 * 1024;

/** What went into a file, or came out of it. */
const Counts = z.strictObject({
  /** Acts of the outbox, whatever became of them. */
  acts: z.int(),
  /** Of these, those that the service has not received. */
  undelivered: z.int(),
  templates: z.int(),
  announcements: z.int(),
  oppositions: z.int(),
});
export type BackupCounts = z.infer<typeof Counts>;

export const RestoreOutcome = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('restored'), madeAt: z.iso.datetime(), counts: Counts }),
  z.strictObject({ outcome: z.literal('notABackup') }),
  /** Another passphrase, another professional's, or a damaged file; which one cannot be told. */
  z.strictObject({ outcome: z.literal('notOpened') }),
  z.strictObject({ outcome: z.literal('fromNewerVersion') }),
]);
export type RestoreOutcome = z.infer<typeof RestoreOutcome>;

export const backupCalls = {
  /** Seals what is the professional's own into a file that he saves where he wants. */
  'backup.save': {
    input: z.strictObject({ passphrase: Passphrase }),
    output: z.strictObject({ saved: z.boolean(), counts: Counts }),
  },
  /** Brings in what he took from another post; whoever is signed in signs in again to find it. */
  'backup.restore': {
    input: z.strictObject({
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= MAX_BYTES),
      passphrase: Passphrase,
    }),
    output: RestoreOutcome,
  },
} as const;
