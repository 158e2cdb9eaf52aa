import { z } from '../../schema/zod.ts';
import { Catalogue } from '../catalogue.ts';

const Id = z.string().max(64);

export const spaceServiceCalls = {
  'own.services.list': { input: z.strictObject({}), output: Catalogue },
  /** Links a service, or replaces what was approved. */
  'own.services.link': {
    input: z.strictObject({
      id: Id,
      exchanges: z.array(z.string().max(64)).min(1).max(16),
      /** Professionals with a right on the record see the link. */
      shown: z.boolean(),
    }),
    output: Catalogue,
  },
  'own.services.unlink': { input: z.strictObject({ id: Id }), output: Catalogue },
} as const;
