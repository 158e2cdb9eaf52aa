import { z } from '../schema/zod.ts';
import { InsRef, IsoInstant } from './identity.ts';
import { RecordView } from './record.ts';

/** What a professional once wrote down of the patient's consent. */
export const Declaration = z.strictObject({
  basis: z.enum(['CARE_TEAM', 'EXPLICIT']).nullable(),
  form: z.enum(['ORAL', 'WRITTEN']).nullable(),
  since: IsoInstant,
  /** When it ends, or ended: by its term, taken back, or declared anew. */
  until: IsoInstant.nullable(),
  status: z.enum(['running', 'ended']),
});
export type Declaration = z.infer<typeof Declaration>;

export const TreatingDoctor = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Since when he holds the role; null where the reader may not know. */
  since: IsoInstant.nullable(),
  self: z.boolean(),
});
export type TreatingDoctor = z.infer<typeof TreatingDoctor>;

export const Block = z.strictObject({
  /** By which it is ended. */
  blockId: z.string(),
  kind: z.enum(['professional', 'structure']),
  id: z.string(),
  name: z.string(),
  since: IsoInstant.nullable(),
});
export type Block = z.infer<typeof Block>;

/** Who has which right on the open record, as far as the one at the keyboard may know. */
export const RecordRights = z.strictObject({
  ins: InsRef,
  /** His own, last first. */
  declarations: z.array(Declaration),
  treatingDoctors: z.array(TreatingDoctor),
  /** null: only a médecin traitant with a right reads who is blocked. */
  blocks: z.array(Block).nullable(),
  /** Whether he may take the role of médecin traitant now: a physician with a right, who has it not. */
  mayTakeRole: z.boolean(),
});
export type RecordRights = z.infer<typeof RecordRights>;

/** Somebody at one of his places, or a place, as the national directory knows them. */
export const DirectoryHit = z.strictObject({
  kind: z.enum(['professional', 'structure']),
  id: z.string(),
  name: z.string(),
  /** Profession of a professional. */
  profession: z.string().nullable(),
  /** Where: the places of a professional, the town of a structure. */
  places: z.array(z.string()),
});
export type DirectoryHit = z.infer<typeof DirectoryHit>;

export const rightsCalls = {
  'rights.read': { input: z.strictObject({ ins: InsRef }), output: RecordRights },
  'rights.takeRole': {
    /** The physician ticked the patient's request himself: nothing but his act sets it. */
    input: z.strictObject({ ins: InsRef, confirmed: z.literal(true) }),
    output: RecordView,
  },
  'rights.leaveRole': { input: z.strictObject({ ins: InsRef }), output: RecordView },
  'rights.block': {
    input: z.strictObject({
      ins: InsRef,
      target: DirectoryHit.pick({ kind: true, id: true }),
    }),
    output: RecordRights,
  },
  'rights.unblock': {
    input: z.strictObject({ ins: InsRef, blockId: z.string().max(64) }),
    output: RecordRights,
  },
  'directory.search': {
    input: z.strictObject({
      kind: z.enum(['professional', 'structure']),
      name: z.string().max(100),
      place: z.string().max(100),
      cursor: z.string().max(2000).nullable(),
    }),
    output: z.strictObject({
      hits: z.array(DirectoryHit),
      total: z.int(),
      cursor: z.string().nullable(),
    }),
  },
} as const;
