import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/bridge/failure.ts';
import { isServiceUrl, type PostConfig } from '../../../shared/bridge/setup.ts';
import type { Finding } from '../../../shared/doctor/findings.ts';
import { structureIdOf } from '../../../shared/identity/structure.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns } from '../../platform/turns.ts';

/** What the person has filled in; the address stays when the other choice is looked at. */
export interface SetupForm {
  readonly kind: PostConfig['service']['kind'];
  readonly url: string;
  readonly name: string;
  /** FINESS or SIRET as typed; empty: none. */
  readonly place: string;
  readonly lockAfterMinutes: number;
  readonly draftDays: number;
  readonly notifications: boolean;
}

type Probe =
  | { readonly status: 'none' }
  | { readonly status: 'probing' }
  | { readonly status: 'probed'; readonly findings: readonly Finding[] };

interface SetupState {
  readonly form: SetupForm;
  readonly probe: Probe;
  readonly failure: Failure | null;
  readonly isSaving: boolean;
}

export interface SetupStore {
  readonly state: StoreApi<SetupState>;
  readonly change: (change: Partial<SetupForm>) => void;
  readonly probe: () => Promise<void>;
  /** Answers whether it is kept; the post then starts afresh by itself. */
  readonly save: () => Promise<boolean>;
  readonly end: () => void;
}

type SetupBridge = Pick<Bridge, 'setup.probe' | 'setup.save'>;

export function createSetupStore(bridge: SetupBridge, config: PostConfig): SetupStore {
  const { service, name, place, lockAfterMinutes, draftDays, notifications } = config;
  const state = createStore<SetupState>(() => ({
    form: {
      kind: service.kind,
      url: service.kind === 'remote' ? service.url : '',
      name,
      place: place ?? '',
      lockAfterMinutes,
      draftDays,
      notifications,
    },
    probe: { status: 'none' },
    failure: null,
    isSaving: false,
  }));
  const turns = createTurns();
  return {
    state,
    change: (change) => {
      const addressChanged = 'url' in change || 'kind' in change;
      if (addressChanged) turns.end();
      state.setState(({ form, probe }) => ({
        form: { ...form, ...change },
        probe: addressChanged ? { status: 'none' } : probe,
        failure: null,
      }));
    },
    probe: async () => {
      const turn = turns.next();
      state.setState({ probe: { status: 'probing' }, failure: null });
      const answer = await bridge['setup.probe']({ url: state.getState().form.url.trim() });
      if (!turn.isCurrent()) return;
      state.setState(
        answer.ok
          ? { probe: { status: 'probed', findings: answer.value } }
          : { probe: { status: 'none' }, failure: answer.error },
      );
    },
    save: async () => {
      if (state.getState().isSaving) return false;
      state.setState({ isSaving: true, failure: null });
      const answer = await bridge['setup.save'](configOf(state.getState().form));
      if (!answer.ok) state.setState({ isSaving: false, failure: answer.error });
      return answer.ok;
    },
    end: turns.end,
  };
}

const configOf = ({ kind, url, name, place, ...numbers }: SetupForm): PostConfig => ({
  version: 1,
  name: name.trim(),
  service: kind === 'embedded' ? { kind } : { kind, url: url.trim() },
  place: place.trim() === '' ? null : place.replaceAll(/\s/g, '').toUpperCase(),
  ...numbers,
});

export const hasService = ({ kind, url }: SetupForm): boolean =>
  kind === 'embedded' || isServiceUrl(url.trim());

export const hasName = ({ name }: SetupForm): boolean => name.trim() !== '';

/** None, or a number of the form of a FINESS or a SIRET. */
export const hasPlace = ({ place }: SetupForm): boolean =>
  place.trim() === '' || structureIdOf(place) !== undefined;

/** What the post is called and where it stands: whether all of it can be kept. */
export const isPost = (form: SetupForm): boolean => hasName(form) && hasPlace(form);
