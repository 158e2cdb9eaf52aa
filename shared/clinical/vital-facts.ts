/**
 * What is known of a patient in a few lines, each with its date and its source. Nothing here says that something
 * does not exist: a record tells what was written in it, and to this reader, nothing more (docs/rules.md 2).
 */

/** What an emergency asks first, in the order in which it is shown. */
export const VITAL_TOPICS = [
  'allergies',
  'treatments',
  'problems',
  'implants',
  'pregnancy',
  'dialysis',
  'weight',
  'directives',
  'contacts',
] as const;

/** What a pharmacist's counter asks first. */
export const COUNTER_TOPICS = [
  'prescriptions',
  'dispensations',
  'renal',
  'inr',
  'weight',
  'allergies',
  'vaccinesDue',
  'vaccinations',
] as const;

/** Each topic once: some are asked at both desks. */
export const FACT_TOPICS = [
  ...VITAL_TOPICS,
  'prescriptions',
  'dispensations',
  'renal',
  'inr',
  'vaccinesDue',
  'vaccinations',
] as const;
export type FactTopic = (typeof FACT_TOPICS)[number];

/** Where a fact may be written. */
export const FACT_PLACES = ['profile', 'measures', 'entourage', 'vaccinations', 'care', 'documents'] as const;
export type FactPlace = (typeof FACT_PLACES)[number];

export interface FactDocument {
  readonly uniqueId: string;
  readonly title: string;
  readonly author: string;
}

export interface ClinicalFact {
  readonly topic: FactTopic;
  /** In the words of whoever wrote it. */
  readonly text: string;
  /** Dose, reference values, telephone…; null: nothing more was written. */
  readonly detail: string | null;
  /** Day or instant to which the source dates it; null: it does not say. */
  readonly date: string | null;
  readonly place: FactPlace;
  /** The document that says so; null for a section of the space. */
  readonly document: FactDocument | null;
}

/** Documents that were not opened, and may hold more. */
export interface Unopened {
  /** Their format is not read here, or they are more than are opened at once. */
  readonly left: number;
  /** Older ones of the types that were read. */
  readonly older: number;
  /** There are older ones still, which were not counted. */
  readonly hasMore: boolean;
}

/** How much of a place could be read. */
export type PlaceReading =
  | { readonly status: 'pending' }
  | { readonly status: 'read' }
  /** Some of it was not opened. */
  | ({ readonly status: 'partly' } & Unopened)
  /** The patient shares it with no professional. */
  | { readonly status: 'notShared' }
  /** The habilitation matrix gives this reader nothing of it. */
  | { readonly status: 'notPermitted' }
  /** It could not be asked: no answer, or an access that ended. */
  | { readonly status: 'failed' };

export type PlaceReadings = Readonly<Record<FactPlace, PlaceReading>>;

/**
 * What a line may say. `notFound` is said only where everything that could hold it was read; `partial` where
 * some of it was; `notReadable` where none of it was. None of the three means that there is none.
 */
type LineOutcome = 'found' | 'pending' | 'notFound' | 'partial' | 'notReadable';

export interface FactLine {
  readonly topic: FactTopic;
  readonly outcome: LineOutcome;
  /** The latest first; those without a date last. */
  readonly facts: readonly ClinicalFact[];
  /** Places that may hold more of it and were not read whole. */
  readonly unread: readonly FactPlace[];
}

const PLACES_OF: Readonly<Record<FactTopic, readonly FactPlace[]>> = {
  allergies: ['profile', 'documents'],
  treatments: ['profile', 'documents'],
  problems: ['profile', 'documents'],
  implants: ['profile', 'documents'],
  pregnancy: ['profile', 'documents'],
  dialysis: ['profile', 'documents'],
  weight: ['measures', 'documents'],
  directives: ['entourage', 'documents'],
  contacts: ['entourage', 'documents'],
  prescriptions: ['documents'],
  dispensations: ['documents', 'care'],
  renal: ['documents'],
  inr: ['documents'],
  vaccinesDue: ['vaccinations'],
  vaccinations: ['vaccinations'],
};

/** A pregnancy written down longer ago than this is over, and is not told as a vital fact. */
const PREGNANCY_DAYS = 300;

export interface FactQuestion {
  readonly topics: readonly FactTopic[];
  readonly facts: readonly ClinicalFact[];
  readonly readings: PlaceReadings;
  readonly gender: 'female' | 'male' | 'unknown';
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** One line a topic, in the order asked for; a question that the patient's sex rules out has no line. */
export function factLines({ topics, facts, readings, gender, today }: FactQuestion): readonly FactLine[] {
  return topics
    .filter((topic) => topic !== 'pregnancy' || gender !== 'male')
    .map((topic) => {
      const known = facts.filter((fact) => fact.topic === topic && isOfNow(fact, today));
      const places = PLACES_OF[topic];
      return {
        topic,
        outcome: known.length > 0 ? 'found' : outcomeOf(places.map((place) => readings[place])),
        facts: withoutRepeats(known.toSorted(latestFirst)),
        unread: places.filter((place) => readings[place].status !== 'read'),
      };
    });
}

function outcomeOf(readings: readonly PlaceReading[]): LineOutcome {
  const all = (...statuses: readonly PlaceReading['status'][]): boolean =>
    readings.every(({ status }) => statuses.includes(status));
  if (readings.some(({ status }) => status === 'pending')) return 'pending';
  if (all('read')) return 'notFound';
  return all('notShared', 'notPermitted', 'failed') ? 'notReadable' : 'partial';
}

function isOfNow({ topic, date }: ClinicalFact, today: string): boolean {
  if (topic !== 'pregnancy' || date === null) return true;
  return Date.parse(today) - Date.parse(date.slice(0, 10)) <= PREGNANCY_DAYS * 86_400_000;
}

/** In an order of its own whatever the order in which the sources answered. */
function latestFirst(a: ClinicalFact, b: ClinicalFact): number {
  const days = (b.date ?? '').localeCompare(a.date ?? '');
  return days === 0 ? keyOf(a).localeCompare(keyOf(b)) : days;
}

const keyOf = ({ text, detail, place, document }: ClinicalFact): string =>
  [text, detail ?? '', place, document?.uniqueId ?? ''].join('\n');

/** The same words written twice are told once, by the latest that wrote them. */
function withoutRepeats(sorted: readonly ClinicalFact[]): readonly ClinicalFact[] {
  const told = new Set<string>();
  return sorted.filter(({ text }) => {
    const words = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ').trim();
    if (told.has(words)) return false;
    told.add(words);
    return true;
  });
}
