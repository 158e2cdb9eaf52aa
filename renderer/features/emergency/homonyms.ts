import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import { normaliseTrait } from '../../../shared/identity/traits.ts';

/** A trait that tells somebody from another of the same name. */
export type Telling = 'givenNames' | 'birthDate' | 'birthPlace' | 'gender';

/**
 * What tells each person of a list from those of the same family and first given name in it; nothing for who
 * has no homonym there.
 */
export function tellingTraits(people: readonly PatientIdentity[]): readonly ReadonlySet<Telling>[] {
  return people.map((person) => {
    const homonyms = people.filter((other) => other !== person && nameOf(other) === nameOf(person));
    return new Set(
      (['givenNames', 'birthDate', 'birthPlace', 'gender'] as const).filter((trait) =>
        homonyms.some((other) => valueOf(other, trait) !== valueOf(person, trait)),
      ),
    );
  });
}

const nameOf = ({ birthFamilyName, givenNames }: PatientIdentity): string =>
  `${normaliseTrait(birthFamilyName)} ${normaliseTrait(givenNames[0] ?? '')}`;

function valueOf(person: PatientIdentity, trait: Telling): string {
  switch (trait) {
    case 'givenNames':
      return person.givenNames.map(normaliseTrait).join(' ');
    case 'birthDate':
      return person.birthDate;
    case 'birthPlace':
      return person.birthPlace?.code ?? '';
    case 'gender':
      return person.gender;
  }
}
