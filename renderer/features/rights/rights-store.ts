import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { RecordView } from '../../../shared/bridge/record.ts';
import type { Block, RecordRights } from '../../../shared/bridge/rights.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns } from '../../platform/turns.ts';

type Rights =
  | { readonly status: 'loading' }
  | { readonly status: 'known'; readonly rights: RecordRights }
  | { readonly status: 'failed'; readonly failure: Failure };

export type RightsBridge = Pick<
  Bridge,
  'rights.read' | 'rights.takeRole' | 'rights.leaveRole' | 'rights.block' | 'rights.unblock'
>;

export interface RightsStore {
  readonly state: StoreApi<Rights>;
  readonly load: () => Promise<void>;
  /** Each act ends with what is wrong, or null: the caller's dialog then closes. */
  readonly takeRole: () => Promise<Failure | null>;
  readonly leaveRole: () => Promise<Failure | null>;
  readonly block: (target: Pick<Block, 'kind' | 'id'>) => Promise<Failure | null>;
  readonly unblock: (blockId: string) => Promise<Failure | null>;
  readonly end: () => void;
}

/**
 * The rights on one record. A store serves one record: an answer that names another one is dropped.
 *
 * @param onView a newer view of the record, after an act that changes it
 */
export function createRightsStore(
  bridge: RightsBridge,
  ins: InsRef,
  onView: (view: RecordView) => void,
): RightsStore {
  const state = createStore<Rights>(() => ({ status: 'loading' }));
  const turns = createTurns();

  const know = (rights: RecordRights): void => {
    if (rights.ins.value === ins.value) state.setState({ status: 'known', rights }, true);
  };
  const load = async (): Promise<void> => {
    const turn = turns.next();
    const answer = await bridge['rights.read']({ ins });
    if (!turn.isCurrent()) return;
    if (answer.ok) know(answer.value);
    else state.setState({ status: 'failed', failure: answer.error }, true);
  };
  const viewed = async (answer: Awaited<ReturnType<Bridge['rights.leaveRole']>>): Promise<Failure | null> => {
    if (!answer.ok) return answer.error;
    onView(answer.value);
    return null;
  };
  const known = async (asked: ReturnType<Bridge['rights.block']>): Promise<Failure | null> => {
    const turn = turns.next();
    const answer = await asked;
    if (!answer.ok) return answer.error;
    if (turn.isCurrent()) know(answer.value);
    return null;
  };

  return {
    state,
    load,
    takeRole: async () => viewed(await bridge['rights.takeRole']({ ins, confirmed: true })),
    leaveRole: async () => viewed(await bridge['rights.leaveRole']({ ins })),
    block: (target) => known(bridge['rights.block']({ ins, target })),
    unblock: (blockId) => known(bridge['rights.unblock']({ ins, blockId })),
    end: turns.end,
  };
}
