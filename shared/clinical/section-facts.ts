import type {
  Care,
  Contact,
  Entourage,
  Measure,
  MedicalProfile,
  VaccinationNotebook,
} from '../bridge/sections.ts';
import type { ClinicalFact, FactPlace, FactTopic } from './vital-facts.ts';

/** What the sections of a space tell, as facts. A section that may not be read tells nothing: that is said apart. */

/** A problem that is a line of its own too. */
const PROBLEM_TOPICS: readonly (readonly [RegExp, FactTopic])[] = [
  [/dialys/i, 'dialysis'],
  [/grossesse|enceinte/i, 'pregnancy'],
  [/proth[eè]se|stimulateur|pacemaker|d[ée]fibrillateur|stent|implant/i, 'implants'],
];

export const factsOfProfile = ({ allergies, conditions, treatments }: MedicalProfile): ClinicalFact[] => [
  ...allergies.map(({ name, since, note, reactions }) =>
    fact('profile', 'allergies', name, since, joined([...reactions, note])),
  ),
  ...conditions
    .filter(({ active }) => active)
    .flatMap(({ name, since, note }) => {
      const own = PROBLEM_TOPICS.filter(([form]) => form.test(name)).map(([, topic]) => topic);
      return (['problems', ...own] as const).map((topic) => fact('profile', topic, name, since, note));
    }),
  ...treatments
    .filter(({ active }) => active)
    .map(({ name, since, dosage, note }) => fact('profile', 'treatments', name, since, dosage ?? note)),
];

export const factsOfMeasures = (measures: readonly Measure[]): ClinicalFact[] =>
  measures
    .filter(({ kind }) => kind === 'weight')
    .map(({ value, unit, date }) =>
      fact('measures', 'weight', `${String(value).replace('.', ',')} ${unit}`, date, null),
    );

const ROLES: Readonly<Record<Contact['kind'], string>> = {
  trusted: 'personne de confiance',
  emergency: 'à prévenir',
  kin: 'proche',
  carer: 'aidant',
  representative: 'représentant légal',
};

export const factsOfEntourage = ({ contacts, directives }: Entourage): ClinicalFact[] => [
  ...contacts.map(({ kind, name, relation, phones }) =>
    // A number that breaks over two lines is misread.
    fact(
      'entourage',
      'contacts',
      name,
      null,
      joined([relation ?? ROLES[kind], ...phones.map((phone) => phone.replaceAll(' ', '\u00a0'))]),
    ),
  ),
  ...(directives === null
    ? []
    : [
        fact(
          'entourage',
          'directives',
          'Directives anticipées rédigées',
          directives.statedAt,
          directives.keptAt,
        ),
      ]),
];

/** What is in the notebook, and what the schedule suggests for the age: a hint, with the day since which it is due. */
export const factsOfNotebook = ({ vaccinations, hints }: VaccinationNotebook): ClinicalFact[] => [
  ...(vaccinations.outcome === 'read' ? vaccinations.content : []).map(({ name, date, dose, doses, lot }) =>
    fact(
      'vaccinations',
      'vaccinations',
      name,
      date,
      joined([
        dose === null ? null : `dose ${String(dose)}${doses === null ? '' : ` sur ${String(doses)}`}`,
        lot === null ? null : `lot ${lot}`,
      ]),
    ),
  ),
  ...hints
    .filter(({ status }) => status !== 'soon')
    .map(({ label, status, from }) =>
      fact('vaccinations', 'vaccinesDue', label, from, status === 'late' ? 'en retard' : 'à faire'),
    ),
];

export const factsOfCare = (care: readonly Care[]): ClinicalFact[] =>
  care
    .filter(({ kind }) => kind === 'drug')
    .map(({ label, provider, date }) =>
      fact('care', 'dispensations', label, date, joined(['remboursé', provider])),
    );

const joined = (parts: readonly (string | null)[]): string | null =>
  parts.filter((part) => part !== null && part !== '').join(' · ') || null;

const fact = (
  place: FactPlace,
  topic: FactTopic,
  text: string,
  date: string | null,
  detail: string | null,
): ClinicalFact => ({ topic, text, detail, date, place, document: null });
