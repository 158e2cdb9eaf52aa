import { z } from '../../schema/zod.ts';
import { InsRef, IsoDate } from '../identity.ts';

const Related = z.strictObject({ id: z.string(), name: z.string() });

/** Who acts for the holder. */
export const FamilyView = z.strictObject({
  /** Of a minor, until he is of age. */
  representatives: z.array(Related),
  carers: z.array(Related),
});
export type FamilyView = z.infer<typeof FamilyView>;

export const spaceFamilyCalls = {
  'own.family.view': { input: z.strictObject({}), output: FamilyView },
  /** `INVALID` whatever does not fit: it is nobody's way to learn who has a space. */
  'own.family.nameCarer': {
    input: z.strictObject({ ins: InsRef, familyName: z.string().min(1).max(100), birthDate: IsoDate }),
    output: FamilyView,
  },
  'own.family.removeCarer': { input: z.strictObject({ id: z.string().max(100) }), output: FamilyView },
} as const;
