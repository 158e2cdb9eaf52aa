import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { MyRecord, RecordNews } from '../../../shared/bridge/my-records.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns } from '../../platform/turns.ts';

type Mine =
  | { readonly status: 'loading' }
  | { readonly status: 'listed'; readonly records: readonly MyRecord[] }
  | { readonly status: 'failed'; readonly failure: Failure };

/** What was found in a record since the last look; null: it was asked for and not answered. */
type News = ReadonlyMap<string, RecordNews | null>;

interface MyRecordsState {
  readonly mine: Mine;
  readonly news: News;
  /** The search for news under way. */
  readonly asking: { readonly done: number; readonly total: number } | null;
}

export interface MyRecordsStore {
  readonly state: StoreApi<MyRecordsState>;
  readonly load: () => Promise<void>;
  /** Asks the records for what came since the last look, in this order, two at a time, until it is stopped. */
  readonly askNews: (records: readonly MyRecord[]) => Promise<void>;
  readonly stopNews: () => void;
  readonly end: () => void;
}

/** How many records are asked at the same moment: the service has others to answer. */
const AT_ONCE = 2;

/** The professional's own records. What is new in one is asked for only when he says so: it is traced there. */
export function createMyRecordsStore(bridge: Pick<Bridge, 'records.mine' | 'records.news'>): MyRecordsStore {
  const state = createStore<MyRecordsState>(() => ({
    mine: { status: 'loading' },
    news: new Map(),
    asking: null,
  }));
  const lists = createTurns();
  const searches = createTurns();

  const stopNews = (): void => {
    searches.end();
    state.setState({ asking: null });
  };

  return {
    state,
    load: async () => {
      const turn = lists.next();
      const answer = await bridge['records.mine']({});
      if (!turn.isCurrent()) return;
      state.setState({
        mine: answer.ok
          ? { status: 'listed', records: answer.value.records }
          : { status: 'failed', failure: answer.error },
      });
    },
    askNews: async (records) => {
      // Never without a right, nor where one has not looked yet: there is no "since".
      const asked = records.filter(({ status, lastSeenAt }) => status === 'running' && lastSeenAt !== null);
      const turn = searches.next();
      let next = 0;
      let done = 0;
      state.setState({ asking: asked.length === 0 ? null : { done, total: asked.length } });
      const ask = async (): Promise<void> => {
        for (let record = asked[next++]; record !== undefined; record = asked[next++]) {
          const { ins } = record.patient;
          const answer = await bridge['records.news']({ ins, since: record.lastSeenAt ?? '' });
          if (!turn.isCurrent()) return;
          done += 1;
          const found = answer.ok ? answer.value : null;
          state.setState(({ news }) => ({
            news: new Map([...news, [ins.value, found]]),
            asking: { done, total: asked.length },
          }));
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, ask));
      if (turn.isCurrent()) state.setState({ asking: null });
    },
    stopNews,
    end: () => {
      lists.end();
      stopNews();
    },
  };
}
