import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Channel, EventName } from '../../../shared/bridge/channels.ts';
import type { Input, Output } from '../../../shared/bridge/contract.ts';
import { contract } from '../../../shared/bridge/contract.ts';
import type { DesktopNotice } from '../../../shared/notices/desktop.ts';
import type { SessionState } from '../../../shared/bridge/session.ts';
import { createDispatch } from '../../../electron/bridge/dispatch.ts';
import { createWorkstation } from '../../../electron/workstation/create-workstation.ts';
import type { Workstation, WorkstationOptions } from '../../../electron/workstation/workstation.ts';
import type { LockHandover } from '../../../electron/hosts/host.ts';
import type { ServiceProcess } from './service-process.ts';
import { CHEAP, memoryKeychain } from '../vault/memory-keychain.ts';

/** A workstation as the shell runs it, with the page's side of the bridge in our hands. */
export interface Post {
  readonly workstation: Workstation;
  readonly dataDir: string;
  readonly events: { readonly event: EventName; readonly payload: unknown }[];
  readonly restarts: (LockHandover | null)[];
  readonly notified: DesktopNotice[];
  readonly saved: { readonly name: string; readonly bytes: Uint8Array }[];
  /** Calls as the page does, through the dispatch; a failure throws its code. */
  call<C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>>;
  /** From the PIN to the open post, at the first place of practice where there are several. */
  signIn(cardId: string, pin: string): Promise<SessionState>;
  close(): Promise<void>;
}

export async function openPost(
  service: Pick<ServiceProcess, 'socketPath' | 'cardsDir' | 'practiceList'>,
  options: Partial<WorkstationOptions> = {},
): Promise<Post> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'post-'));
  const events: Post['events'] = [];
  const restarts: Post['restarts'] = [];
  const saved: Post['saved'] = [];
  const notified: Post['notified'] = [];
  const workstation = await createWorkstation({
    dataDir,
    service: { socketPath: service.socketPath },
    cardsDir: service.cardsDir,
    practiceList: service.practiceList,
    host: {
      kind: 'chromium',
      saveFile: async (name, bytes) => {
        saved.push({ name, bytes });
        return 'saved';
      },
      print: async () => 'printed',
      notify: (notice) => void notified.push(notice),
      openSpace: async () => 'opened',
      standing: () => undefined,
      restart: (handover) => void restarts.push(handover),
    },
    handover: null,
    now: Date.now,
    keychain: memoryKeychain(),
    keyCost: CHEAP,
    // What can be taken back leaves at once, but where a test is about that.
    undoMs: 0,
    ...options,
  });
  workstation.onEvent((event, payload) => events.push({ event, payload }));
  const dispatch = createDispatch(contract, workstation.handlers, workstation.logFailure);
  const call = async <C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>> => {
    const result = await dispatch(channel, input);
    if (!result.ok) throw new Error(result.error.code);
    return result.value as Output<C>;
  };
  return {
    workstation,
    dataDir,
    events,
    restarts,
    saved,
    notified,
    call,
    signIn: async (cardId, pin) => {
      const signedIn = await call('session.signIn', { cardId, pin });
      if (signedIn.outcome !== 'signedIn') throw new Error(signedIn.outcome);
      const { state } = signedIn;
      const [place] = state.status === 'choosingPlace' ? state.places : [];
      return place === undefined ? state : call('session.choosePlace', { placeId: place.id });
    },
    close: () => workstation.close(),
  };
}
