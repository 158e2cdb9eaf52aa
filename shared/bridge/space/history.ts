import { z } from '../../schema/zod.ts';
import { AccessEntry, AccessFilter } from '../access-log.ts';

/** What is asked of the history: emergencies are one thing to a patient, and his own acts are left out unless asked for. */
export const SpaceAccessFilter = AccessFilter.omit({ mode: true }).extend({
  emergency: z.boolean(),
  /** Acts of the person at the keyboard too. */
  own: z.boolean(),
});
export type SpaceAccessFilter = z.infer<typeof SpaceAccessFilter>;

/** One line of the access history, as this person may see it; the page knows the titles of the documents. */
export const SpaceAccess = AccessEntry.omit({ document: true, who: true }).extend({
  who: AccessEntry.shape.who.omit({ self: true, id: true }),
  documentId: z.string().nullable(),
});
export type SpaceAccess = z.infer<typeof SpaceAccess>;

export const spaceHistoryCalls = {
  'own.history.list': {
    input: z.strictObject({ filter: SpaceAccessFilter, cursor: z.string().max(4000).nullable() }),
    output: z.strictObject({
      entries: z.array(SpaceAccess),
      total: z.int(),
      cursor: z.string().nullable(),
      /** Lines that this person reported. */
      reported: z.array(z.string()),
    }),
  },
  /** Reports an access that this person finds strange; reporting it again changes nothing. */
  'own.history.report': {
    input: z.strictObject({
      id: z.string().regex(/^[0-9a-f]{32}$/),
      text: z.string().trim().min(1).max(1000),
    }),
    output: z.null(),
  },
} as const;
