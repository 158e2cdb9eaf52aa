import { createHabilitation, type Habilitation } from '../habilitation/habilitation.ts';
import { Formats } from '../habilitation/matrix.ts';
import { Parameters } from './parameters.ts';

/** What the rules are judged with: the same for every question, whoever asks. */
export interface Policy {
  readonly parameters: Parameters;
  readonly habilitation: Habilitation;
  /** Codes of the formats in which a document may be deposited. */
  readonly formats: ReadonlySet<string>;
}

/** JSON of the resources of the same name; each is checked against its schema. */
export interface PolicyResources {
  readonly parameters: unknown;
  readonly matrix: unknown;
  readonly professions: unknown;
  readonly types: unknown;
  readonly formats: unknown;
}

/** A signature travels with a submission; it is no document of its own. */
const DETACHED_SIGNATURE = 'urn:ihe:iti:dsg:detached:2014';

/** @throws ZodError when a resource has not the expected shape, Error when two of them disagree. */
export function createPolicy(resources: PolicyResources): Policy {
  const formats = Formats.parse(resources.formats).filter(
    ({ code, level }) => level !== null && code !== DETACHED_SIGNATURE,
  );
  return {
    parameters: Parameters.parse(resources.parameters),
    habilitation: createHabilitation(resources),
    formats: new Set(formats.map(({ code }) => code)),
  };
}
