import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../shared/bridge/failure.ts';
import type { SessionState } from '../../shared/bridge/session.ts';
import type { SetupState } from '../../shared/bridge/setup.ts';
import type { SystemInfo, SystemStatus } from '../../shared/bridge/system.ts';
import type { Bridge } from '../platform/bridge.ts';
import { clearCopied } from '../platform/clipboard.ts';
import { followClock } from '../platform/clock.ts';
import { flushDrafts } from '../platform/drafts.ts';
import { createTurns } from '../platform/turns.ts';

type PostState =
  | { readonly status: 'starting' }
  | { readonly status: 'failed'; readonly failure: Failure }
  | {
      readonly status: 'ready';
      readonly session: SessionState;
      readonly info: SystemInfo;
      /** What the first start asks, where nobody went through it on this post yet. */
      readonly firstStart: Pick<SetupState, 'config' | 'cards'> | null;
      /** null until the workstation has said how things are: no light is guessed. */
      readonly system: SystemStatus | null;
    }
  /**
   * The post was locked or left: this page saw patients, and is about to be replaced by another process. It
   * takes nothing more, so that no key typed here is lost with it.
   */
  | { readonly status: 'leaving'; readonly to: 'locked' | 'signedOut'; readonly info: SystemInfo };

export interface SessionStore {
  readonly state: StoreApi<PostState>;
  readonly start: () => Promise<void>;
  /** The workstation answered with a new session state (sign-in, unlock). */
  readonly become: (session: SessionState) => void;
  readonly lock: () => Promise<void>;
  readonly signOut: () => Promise<void>;
  readonly stop: () => void;
}

type SessionBridge = Pick<
  Bridge,
  | 'setup.state'
  | 'session.state'
  | 'session.lock'
  | 'session.signOut'
  | 'system.info'
  | 'system.status'
  | 'on'
>;

/** Who is at the post, and how the post is; the source of every change is the workstation. */
export function createSessionStore(bridge: SessionBridge): SessionStore {
  const state = createStore<PostState>(() => ({ status: 'starting' }));

  const turns = createTurns();
  /** The last that the workstation said, also before the page is ready for it. */
  let heard: SystemStatus | null = null;
  const system = (status: SystemStatus): void => {
    const wasStarting = heard?.service === 'starting';
    heard = status;
    followClock(status.clockOffsetMs);
    state.setState((last) => (last.status === 'ready' ? { ...last, system: status } : last));
    if (wasStarting && status.service !== 'starting') void askAgain();
  };
  /** Once the post's own service has started, the cards of a first start are there; where it has not, why. */
  const askAgain = async (): Promise<void> => {
    const [info, setup] = await Promise.all([bridge['system.info']({}), bridge['setup.state']({})]);
    state.setState((last) => {
      if (last.status !== 'ready') return last;
      const found = setup.ok && !setup.value.configured ? setup.value : null;
      return {
        ...last,
        info: info.ok ? info.value : last.info,
        firstStart: last.firstStart === null ? null : (found ?? last.firstStart),
      };
    });
  };
  /** Another session is another truth for the lights: they are asked for again, not guessed. */
  const askSystem = async (): Promise<void> => {
    const turn = turns.next();
    const answer = await bridge['system.status']({});
    if (turn.isCurrent() && answer.ok) system(answer.value);
  };
  const become = (session: SessionState): void => {
    const last = state.getState();
    if (last.status !== 'ready') return;
    const wasOpen = last.session.status === 'open' || last.session.status === 'choosingPlace';
    if (wasOpen && (session.status === 'locked' || session.status === 'signedOut')) {
      leave(session.status);
      void clearCopied();
    } else {
      state.setState({ session });
      void askSystem();
    }
  };
  function leave(to: 'locked' | 'signedOut'): void {
    const last = state.getState();
    if (last.status === 'ready') state.setState({ status: 'leaving', to, info: last.info }, true);
  }
  const stops = [bridge.on('session.changed', become), bridge.on('system.status', system)];

  return {
    state,
    start: async () => {
      const [session, info, setup] = await Promise.all([
        bridge['session.state']({}),
        bridge['system.info']({}),
        bridge['setup.state']({}),
        bridge['system.status']({}).then((answer) => {
          if (answer.ok) system(answer.value);
        }),
      ]);
      if (!session.ok) return state.setState({ status: 'failed', failure: session.error }, true);
      if (!info.ok) return state.setState({ status: 'failed', failure: info.error }, true);
      if (!setup.ok) return state.setState({ status: 'failed', failure: setup.error }, true);
      state.setState(
        {
          status: 'ready',
          session: session.value,
          info: info.value,
          firstStart: setup.value.configured ? null : setup.value,
          system: heard,
        },
        true,
      );
    },
    become,
    lock: async () => {
      // The screen goes first: whatever the workstation answers, nothing of a patient stays in sight.
      leave('locked');
      // What was being typed reaches its author's store while that is still open.
      await Promise.all([flushDrafts(), clearCopied()]);
      await bridge['session.lock']({});
    },
    signOut: async () => {
      await Promise.all([flushDrafts(), clearCopied()]);
      const answer = await bridge['session.signOut']({});
      if (answer.ok) become(answer.value);
    },
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}
