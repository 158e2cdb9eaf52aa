import { z } from '../../schema/zod.ts';
import { IsoInstant } from '../identity.ts';

/** A professional, or an establishment with all who practise there. */
export const Actor = z.strictObject({
  kind: z.enum(['professional', 'establishment']),
  id: z.string().min(1).max(64),
});
export type Actor = z.infer<typeof Actor>;

export const NamedActor = Actor.extend({
  name: z.string(),
  /** Profession and place, or address. */
  detail: z.string().nullable(),
});
export type NamedActor = z.infer<typeof NamedActor>;

const SWITCH_CODES = ['ETREAT', 'BTG', 'MASKED'] as const;
const SHARED_SECTIONS = ['measures', 'care-history'] as const;

/** A right that somebody has, or a block: ended by its identifier. */
const Standing = z.strictObject({
  id: z.string(),
  who: NamedActor,
  since: IsoInstant.nullable(),
  until: IsoInstant.nullable(),
});

/** All that stands on this record (docs/rules.md 6). */
export const RightsView = z.strictObject({
  readers: z.array(Standing),
  treatingDoctors: z.array(Standing),
  blocks: z.array(Standing),
  switches: z.strictObject({ ETREAT: z.boolean(), BTG: z.boolean(), MASKED: z.boolean() }),
  sharing: z.strictObject({ measures: z.boolean(), 'care-history': z.boolean() }),
  /** Whether documents to come are masked from the start. */
  maskNew: z.boolean(),
});
export type RightsView = z.infer<typeof RightsView>;

export const RightDeclaration = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('block'), who: Actor }),
  z.strictObject({ kind: z.literal('treatingDoctor'), id: z.string().min(1).max(64) }),
  z.strictObject({ kind: z.literal('switch'), code: z.enum(SWITCH_CODES), on: z.boolean() }),
  z.strictObject({ kind: z.literal('sharing'), section: z.enum(SHARED_SECTIONS), on: z.boolean() }),
  z.strictObject({ kind: z.literal('maskNew'), on: z.boolean() }),
]);
export type RightDeclaration = z.infer<typeof RightDeclaration>;

export const spaceRightCalls = {
  'own.rights.view': { input: z.strictObject({}), output: RightsView },
  /** Professionals and establishments whose name holds these words. */
  'own.rights.find': {
    input: z.strictObject({ text: z.string().trim().min(2).max(100) }),
    output: z.strictObject({ found: z.array(NamedActor) }),
  },
  'own.rights.declare': { input: RightDeclaration, output: RightsView },
  'own.rights.end': { input: z.strictObject({ id: z.string().max(64) }), output: RightsView },
} as const;
