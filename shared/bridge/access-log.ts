import { MODES } from '../access/vocabulary.ts';
import { z } from '../schema/zod.ts';
import { ACT_GROUPS } from '../traces/acts.ts';
import { InsRef, IsoDate, IsoInstant } from './identity.ts';

/** What is asked of the journal; an absent criterion (null, empty) lets everything through. */
export const AccessFilter = z.strictObject({
  /** Beginnings of the words of a name. */
  person: z.string().max(100),
  group: z.enum(ACT_GROUPS).nullable(),
  mode: z.enum(MODES).nullable(),
  outcome: z.enum(['permit', 'refused']).nullable(),
  /** First and last day, inclusive, where the reader is. */
  from: IsoDate.nullable(),
  to: IsoDate.nullable(),
});
export type AccessFilter = z.infer<typeof AccessFilter>;

export const AccessEntry = z.strictObject({
  id: z.string(),
  at: IsoInstant,
  /** Code of the act (`shared/traces/acts.ts`); one that we do not know is shown as such. */
  action: z.string(),
  outcome: z.enum(['permit', 'refused']),
  /** Code of the reason, as far as the reader may know it. */
  reason: z.string().nullable(),
  mode: z.enum(MODES),
  /** Done in a minor's secret session. */
  secret: z.boolean(),
  who: z.strictObject({
    kind: z.enum(['professional', 'patient', 'representative', 'carer', 'nobody']),
    id: z.string().nullable(),
    name: z.string().nullable(),
    /** Label of the profession. */
    role: z.string().nullable(),
    structure: z.string().nullable(),
    self: z.boolean(),
  }),
  /** The professional in whose name a secretary acted. */
  inNameOf: z.string().nullable(),
  document: z.strictObject({ uniqueId: z.string(), title: z.string().nullable() }).nullable(),
  /** Whom or what a right was about, by name where the directory knows it. */
  target: z.string().nullable(),
  /** What was written down: basis and form of a consent, a justification. */
  basis: z.string().nullable(),
  form: z.string().nullable(),
  right: z.string().nullable(),
  justification: z.string().nullable(),
  /** When something was shown without the service, which was told of it later. */
  openedAt: IsoInstant.optional(),
});
export type AccessEntry = z.infer<typeof AccessEntry>;

export const AccessPage = z.strictObject({
  ins: InsRef,
  /** A médecin traitant with a right reads all accesses, anybody else his own. */
  scope: z.enum(['all', 'own']),
  entries: z.array(AccessEntry),
  total: z.int(),
  cursor: z.string().nullable(),
});
export type AccessPage = z.infer<typeof AccessPage>;

export const accessLogCalls = {
  'access.list': {
    input: z.strictObject({ ins: InsRef, filter: AccessFilter, cursor: z.string().max(2000).nullable() }),
    output: AccessPage,
  },
  /** Asks the host where to save what the filter lets through; the name carries no patient data. */
  'access.export': {
    input: z.strictObject({ ins: InsRef, filter: AccessFilter, format: z.enum(['csv', 'json']) }),
    output: z.strictObject({ saved: z.boolean(), entries: z.int() }),
  },
} as const;
