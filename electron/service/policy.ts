import { createPolicy } from '../../shared/access/policy.ts';
import formats from '../../resources/habilitation/formats.json' with { type: 'json' };
import matrix from '../../resources/habilitation/matrix.json' with { type: 'json' };
import professions from '../../resources/habilitation/professions.json' with { type: 'json' };
import types from '../../resources/habilitation/types.json' with { type: 'json' };
import parameters from '../../resources/parameters.json' with { type: 'json' };

/** Matrix, professions, formats and numbers of this release. */
export const POLICY_RESOURCES = { parameters, matrix, professions, types, formats };

/** The rules as they hold where no published matrix was imported. */
export const DEFAULT_POLICY = createPolicy(POLICY_RESOURCES);
