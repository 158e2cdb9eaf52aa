import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RecordFacts } from '../../../shared/bridge/facts.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { FactView } from '../../../shared/clinical/fact-documents.ts';
import type { ClinicalFact, FactPlace, PlaceReadings } from '../../../shared/clinical/vital-facts.ts';
import { FACT_PLACES } from '../../../shared/clinical/vital-facts.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns, type Turn, type Turns } from '../../platform/turns.ts';

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
    const asked = bridge['record.facts']({ ins, view, part });
    if (part === 'sections' && isPending(state.getState())) void glance(turn);
    const answer = await asked;
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
          ...readingsOf(value.readings),
        },
        asOf: value.asOf,
        isKept: value.kept !== undefined,
      };
    });
  }

  /** What the post kept of the sections, until the service has answered. */
  async function glance(turn: Turn): Promise<void> {
    const kept = await bridge['record.facts']({ ins, view, part: 'sections', kept: true });
    if (!turn.isCurrent() || !kept.ok || kept.value.ins.value !== ins.value) return;
    const { readings, facts, asOf } = kept.value;
    if (!isPending(state.getState())) return;
    state.setState((before) => ({
      ...before,
      facts: [...before.facts, ...facts],
      readings: { ...before.readings, ...readingsOf(readings) },
      asOf,
    }));
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

/** Nothing of the sections is known yet: the profile is in every view. */
const isPending = ({ readings }: FactsState): boolean => readings.profile.status === 'pending';

const readingsOf = (readings: RecordFacts['readings']): Partial<PlaceReadings> =>
  Object.fromEntries(readings.map(({ place, reading }) => [place, reading]));

const withReadings = (readings: PlaceReadings, failed: readonly FactPlace[]): PlaceReadings => ({
  ...readings,
  ...Object.fromEntries(failed.map((place) => [place, { status: 'failed' }])),
});
