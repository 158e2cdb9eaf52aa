import { gapWords as gapOf, PLACE_NAMES } from '../../../shared/clinical/fact-words.ts';
import type { ClinicalFact, FactPlace, PlaceReadings } from '../../../shared/clinical/vital-facts.ts';
import { shortDate, timeOfDay } from '../../i18n/format.ts';
import { words } from './messages.ts';

/** Where a fact comes from, and of when it is. */
export function sourceWords({ date, place, document }: ClinicalFact): string {
  const when = date === null ? words.undated : shortDate(date);
  return `${when} · ${document === null ? PLACE_NAMES[place] : document.title}`;
}

/** Of when the facts are, and whether as the post kept them. */
export const asOfWords = (asOf: string, isKept: boolean): string =>
  (isKept ? words.asOfKept : words.asOf)({ time: timeOfDay(asOf) });

/** Why a line may miss something, one sentence a place. */
export const gapWords = (places: readonly FactPlace[], readings: PlaceReadings): readonly string[] =>
  places.flatMap((place) => gapOf(place, readings[place]) ?? []);
