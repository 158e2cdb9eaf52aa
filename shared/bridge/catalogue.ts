import { z } from '../schema/zod.ts';
import { InsRef, IsoInstant } from './identity.ts';

export const DIRECTIONS = ['read', 'write', 'both'] as const;

/** A service that the State refers to, and what of the space it may exchange. */
export const CatalogueService = z.strictObject({
  id: z.string(),
  name: z.string(),
  category: z.string(),
  comment: z.string(),
  exchanges: z.array(z.strictObject({ code: z.string(), direction: z.enum(DIRECTIONS) })),
  /** What the patient let it exchange; null: not linked, or not shown to the reader. */
  link: z
    .strictObject({
      since: IsoInstant,
      exchanges: z.array(z.string()),
      /** It asks for more by now than was approved. */
      asksMore: z.boolean(),
      /** Whether professionals see it; null: the reader is one. */
      shown: z.boolean().nullable(),
    })
    .nullable(),
});
export type CatalogueService = z.infer<typeof CatalogueService>;

export const Catalogue = z.strictObject({ services: z.array(CatalogueService), asOf: IsoInstant });
export type Catalogue = z.infer<typeof Catalogue>;

export const catalogueCalls = {
  /** The whole catalogue, with the links that the patient of the open record shows. */
  'catalogue.list': { input: z.strictObject({ ins: InsRef }), output: Catalogue },
  /** The page laid the sheet out: the host prints it, or makes a PDF of it. */
  'catalogue.print': {
    input: z.strictObject({ ins: InsRef }),
    output: z.strictObject({ printed: z.boolean() }),
  },
} as const;
