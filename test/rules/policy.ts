import { createPolicy, type Policy } from '../../shared/access/policy.ts';
import type { Parameters } from '../../shared/access/parameters.ts';
import formats from '../../resources/habilitation/formats.json' with { type: 'json' };
import matrix from '../../resources/habilitation/matrix.json' with { type: 'json' };
import professions from '../../resources/habilitation/professions.json' with { type: 'json' };
import types from '../../resources/habilitation/types.json' with { type: 'json' };
import parameters from '../../resources/parameters.json' with { type: 'json' };

export const resources = { parameters, matrix, professions, types, formats };

/** The policy that the product ships with. */
export const policy: Policy = createPolicy(resources);

/** The same but for some of its numbers. */
export const policyWith = (changed: Partial<Parameters>): Policy =>
  createPolicy({ ...resources, parameters: { ...parameters, ...changed } });
