import type {
  ClinicalFact,
  FactLine,
  FactPlace,
  FactTopic,
  PlaceReadings,
} from '../../../shared/clinical/vital-facts.ts';
import { shortDate } from '../../i18n/format.ts';
import { words } from './messages.ts';

export const topicName = (topic: FactTopic): string => words[topic];

const PLACES: Readonly<Record<FactPlace, string>> = {
  profile: words.profile,
  measures: words.measures,
  contacts: words.contactsPlace,
  wishes: words.wishes,
  vaccinations: words.vaccinationsPlace,
  care: words.care,
  documents: words.documents,
};

/** Where a fact comes from, and of when it is. */
export function sourceWords({ date, place, document }: ClinicalFact): string {
  const when = date === null ? words.undated : shortDate(date);
  return `${when} · ${document === null ? PLACES[place] : document.title}`;
}

/** What an empty line says: never that there is none. */
export function absenceWords({ outcome }: FactLine): string {
  switch (outcome) {
    case 'found':
      return '';
    case 'pending':
      return words.reading;
    case 'notFound':
      return words.notFound;
    case 'partial':
      return words.partial;
    case 'notReadable':
      return words.notReadable;
  }
}

/** Why a line may miss something, one sentence a place. */
export function gapWords(places: readonly FactPlace[], readings: PlaceReadings): readonly string[] {
  return places.flatMap((place) => {
    const reading = readings[place];
    const name = PLACES[place];
    switch (reading.status) {
      case 'pending':
      case 'read':
        return [];
      case 'partly':
        return [words.partly({ count: reading.left })];
      case 'notShared':
        return [words.notShared({ place: name })];
      case 'notPermitted':
        return [words.notPermitted({ place: name })];
      case 'failed':
        return [words.failed({ place: name })];
    }
  });
}
