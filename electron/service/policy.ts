import { createPolicy } from '../../shared/access/policy.ts';
import formats from '../../resources/habilitation/formats.json' with { type: 'json' };
import matrix from '../../resources/habilitation/matrix.json' with { type: 'json' };
import professions from '../../resources/habilitation/professions.json' with { type: 'json' };
import types from '../../resources/habilitation/types.json' with { type: 'json' };
import parameters from '../../resources/parameters.json' with { type: 'json' };

/** The rules as the service enforces them: matrix, professions, formats and numbers of this release. */
export const POLICY = createPolicy({ parameters, matrix, professions, types, formats });
