import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import type { DemoPerson } from '../../shared/bridge/space/session.ts';

/** The name by which the list of the demonstration shows somebody. */
export const demoPersonName = ({ familyName, givenName }: DemoPerson): string => `${givenName} ${familyName}`;

/** Who somebody without a record is: the service tells nobody, the demonstration knows. */
export function identityOf(person: DemoPerson): PatientIdentity {
  return {
    ins: person.ins,
    birthFamilyName: person.familyName,
    usedFamilyName: null,
    givenNames: [person.givenName],
    birthDate: person.birthDate,
    gender: person.gender,
    birthPlace: null,
    qualified: true,
  };
}
