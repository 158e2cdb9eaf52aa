import { z } from '../../schema/zod.ts';
import { IsoInstant } from '../identity.ts';

/** One line of the access history, as this person may see it. */
export const AccessLine = z.strictObject({
  id: z.string(),
  at: IsoInstant,
  who: z.strictObject({
    name: z.string(),
    side: z.enum(['professional', 'holder', 'representative', 'carer', 'unknown']),
    professionLabel: z.string().nullable(),
    structure: z.string().nullable(),
  }),
  action: z.string(),
  mode: z.enum(['NORMAL', 'BTG', 'ETREAT']),
  secret: z.boolean(),
  /** `permit`, or why it was refused. */
  outcome: z.string(),
  /** The document's own identifier, where this person sees it. */
  documentId: z.string().nullable(),
  /** What was written down with it: the reason of an emergency, the form of a consent. */
  justification: z.string().nullable(),
});
export type AccessLine = z.infer<typeof AccessLine>;

export const spaceHistoryCalls = {
  'own.history.list': {
    input: z.strictObject({ cursor: z.string().max(4000).nullable() }),
    output: z.strictObject({
      lines: z.array(AccessLine),
      total: z.int(),
      cursor: z.string().nullable(),
    }),
  },
} as const;
