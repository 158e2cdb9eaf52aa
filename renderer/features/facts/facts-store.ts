import { createStore, type StoreApi } from 'zustand/vanilla';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { FactView } from '../../../shared/clinical/fact-documents.ts';
import type { ClinicalFact, FactPlace, PlaceReadings } from '../../../shared/clinical/vital-facts.ts';
import { FACT_PLACES } from '../../../shared/clinical/vital-facts.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns, type Turns } from '../../platform/turns.ts';

export interface FactsState {
  readonly facts: readonly ClinicalFact[];
  readonly readings: PlaceReadings;
  /** When the service last answered; null: it has not yet. */
  readonly asOf: string | null;
  /** The post kept some of it: the service does not answer. */
  readonly isKept: boolean;
}

export interface FactsStore {
  readonly state: StoreApi<FactsState>;
  /** Asks the sections and the documents at once; each is shown as it comes. */
  readonly load: () => Promise<void>;
  /** The record changed: what its sections say is asked again. Documents are not opened a second time for it. */
  readonly refresh: () => Promise<void>;
  /** Forgets everything: an answer under way is dropped. */
  readonly end: () => void;
}

type Part = 'sections' | 'documents';

const PENDING = { status: 'pending' } as const;
const nothing = (): FactsState => ({
  facts: [],
  readings: Object.fromEntries(FACT_PLACES.map((place) => [place, PENDING])) as PlaceReadings,
  asOf: null,
  isKept: false,
});

const partOf = (place: FactPlace): Part => (place === 'documents' ? 'documents' : 'sections');

/** What one record tells at a glance. A store serves one record: an answer that names another is dropped. */
export function createFactsStore(
  bridge: Pick<Bridge, 'record.facts'>,
  ins: InsRef,
  view: FactView,
): FactsStore {
  const state = createStore<FactsState>(nothing);
  const turns: Readonly<Record<Part, Turns>> = { sections: createTurns(), documents: createTurns() };

  async function ask(part: Part): Promise<void> {
    const turn = turns[part].next();
    const answer = await bridge['record.facts']({ ins, view, part });
    if (!turn.isCurrent()) return;
    state.setState((before) => {
      const others = before.facts.filter(({ place }) => partOf(place) !== part);
      if (!answer.ok) {
        const failed = FACT_PLACES.filter((place) => partOf(place) === part);
        return { ...before, facts: others, readings: withReadings(before.readings, failed) };
      }
      const { value } = answer;
      if (value.ins.value !== ins.value) return before;
      return {
        facts: [...others, ...value.facts],
        readings: {
          ...before.readings,
          ...Object.fromEntries(value.readings.map(({ place, reading }) => [place, reading])),
        },
        asOf: value.asOf,
        isKept: value.kept !== undefined,
      };
    });
  }

  return {
    state,
    load: async () => {
      await Promise.all([ask('sections'), ask('documents')]);
    },
    refresh: () => ask('sections'),
    end: () => {
      turns.sections.end();
      turns.documents.end();
      state.setState(nothing(), true);
    },
  };
}

const withReadings = (readings: PlaceReadings, failed: readonly FactPlace[]): PlaceReadings => ({
  ...readings,
  ...Object.fromEntries(failed.map((place) => [place, { status: 'failed' }])),
});
