import type { FactLine, FactPlace, FactTopic, PlaceReading, Unopened } from './vital-facts.ts';

/** The French words of facts, the same on the screen and on paper. */

export const TOPIC_NAMES: Readonly<Record<FactTopic, string>> = {
  allergies: 'Allergies',
  treatments: 'Traitements',
  problems: 'Problèmes majeurs',
  implants: 'Implants',
  pregnancy: 'Grossesse',
  dialysis: 'Dialyse',
  weight: 'Poids',
  directives: 'Directives anticipées',
  contacts: 'À prévenir',
  prescriptions: 'Dernières ordonnances',
  dispensations: 'Délivré',
  renal: 'Fonction rénale',
  inr: 'INR',
  vaccinesDue: 'Vaccins à faire, selon l’âge',
  vaccinations: 'Vaccins',
};

export const PLACE_NAMES: Readonly<Record<FactPlace, string>> = {
  profile: 'profil médical',
  measures: 'mesures',
  entourage: 'entourage et volontés',
  vaccinations: 'carnet de vaccination',
  care: 'remboursements',
  documents: 'documents',
};

/** What a line without facts says. It never says that there is none (docs/rules.md 2). */
const ABSENCES: Readonly<Record<FactLine['outcome'], string>> = {
  found: '',
  pending: 'Lecture…',
  notFound: 'Non trouvé',
  partial: 'Non trouvé dans ce qui a été lu',
  notReadable: 'Non lisible par vous',
};

export const absenceWords = ({ outcome }: Pick<FactLine, 'outcome'>): string => ABSENCES[outcome];

/** Why a place may hold more than was told; null: it was read whole, or is being read. */
export function gapWords(place: FactPlace, reading: PlaceReading): string | null {
  const name = PLACE_NAMES[place];
  switch (reading.status) {
    case 'pending':
    case 'read':
      return null;
    case 'partly':
      return unopenedWords(reading);
    case 'notShared':
      return `${name}\u202f: non partagé par le patient`;
    case 'notPermitted':
      return `${name}\u202f: non ouvert à votre profession`;
    case 'failed':
      return `${name}\u202f: pas de réponse du service`;
  }
}

function unopenedWords({ left, older, hasMore }: Unopened): string {
  const others =
    left === 0
      ? []
      : left === 1
        ? ['1 document non lu ici (PDF, image)\u202f: à ouvrir']
        : [`${String(left)} documents non lus ici (PDF, images)\u202f: à ouvrir`];
  const before = hasMore
    ? [older === 0 ? 'd’autres documents non lus' : `plus de ${String(older)} documents plus anciens non lus`]
    : older === 0
      ? []
      : older === 1
        ? ['1 document plus ancien non lu']
        : [`${String(older)} documents plus anciens non lus`];
  return [...others, ...before].join(', ');
}
