import path from 'node:path';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { LockCause } from '../../shared/bridge/session.ts';
import { encode } from '../../shared/bridge/wire.ts';
import { readPostConfig } from '../post/config.ts';
import { forgetFailedStart, keepFailedStart } from '../post/service-start.ts';
import { privateFolder } from './data-folder.ts';
import type { KeptService } from './embedded-service.ts';
import { keepService } from './embedded-service.ts';
import type { ToldToWorkstation, WorkstationSettings } from './process-messages.ts';
import type { Room } from './room.ts';
import type { Shell } from './shell.ts';

export interface Supervisor {
  /** Brings the professional's window forward. */
  focus(): void;
  /** The machine locks, sleeps, or goes to somebody else: the professional's post is locked. */
  lock(because: LockCause): void;
  /** The professional closed his window: the application is to end. */
  readonly closed: Promise<void>;
  stop(): Promise<void>;
}

export interface SupervisorOptions {
  /** Further arguments of the embedded service (`--now`). */
  readonly serviceArgs?: readonly string[];
  /** A socket by which the service is reached instead of its own: a line that is bad on purpose. */
  readonly line?: string | undefined;
  /** Time in which an act can be taken back, in milliseconds. */
  readonly undoMs?: number | undefined;
}

type ServiceWays = Pick<
  WorkstationSettings,
  'service' | 'serviceStart' | 'cardsDir' | 'operatorSecret' | 'practiceList'
>;

/**
 * Keeps the application together: the embedded service, the professional's window with its workstation, and
 * beside it, where somebody trains, the window of the patient's space. Each process may die at any moment
 * and is started again; the workstation is ended on purpose at each lock, which touches no other window.
 *
 * @param dataFolder folder of this post's data
 */
export async function supervise(
  shell: Shell,
  dataFolder: string,
  options: SupervisorOptions,
): Promise<Supervisor> {
  const postFolder = privateFolder(path.join(dataFolder, 'post'));
  let service: KeptService | undefined;
  let desk: Promise<Room> | undefined;
  const embedded = (): KeptService => {
    // Whoever asks again for one that did not start has it tried again.
    if (service?.start().status === 'failed') service = undefined;
    service ??= keepService(
      shell,
      path.join(dataFolder, 'service'),
      options.serviceArgs ?? [],
      (serviceStart) => {
        if (serviceStart.status === 'failed')
          keepFailedStart(postFolder, { at: Date.now(), trouble: serviceStart.trouble });
        else if (serviceStart.status === 'listening') forgetFailedStart(postFolder);
        const told: ToldToWorkstation = { serviceStart };
        void desk?.then((room) => room.tell(encode(told)));
      },
    );
    return service;
  };
  let space: Promise<Room> | undefined;
  let leave: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => {
    leave = resolve;
  });

  const showSpace = async (ins: InsRef | null): Promise<string> => {
    const open = space;
    if (open !== undefined) {
      const room = await open;
      room.tell(encode({ suggested: ins }));
      room.focus();
      return 'opened';
    }
    const opening = shell.openRoom('space', {
      settings: async () => {
        const { socket, operatorSecret } = embedded().place;
        if (operatorSecret === null) throw new Error('the embedded service does not run');
        const dataDir = privateFolder(path.join(dataFolder, 'space'));
        return { dataDir, socketPath: socket, operatorSecret, suggested: ins };
      },
      onHostCall: async () => null,
      onClosed: () => {
        if (space === opening) space = undefined;
        void opening.then((room) => room.end());
      },
    });
    space = opening;
    try {
      await opening;
      return 'opened';
    } catch {
      space = undefined;
      return 'refused';
    }
  };

  /** Where this post was told that the national service is; read anew at each start of the workstation. */
  const ways = async (): Promise<ServiceWays> => {
    const chosen = readPostConfig(postFolder)?.service;
    if (chosen?.kind === 'remote') {
      await service?.stop();
      service = undefined;
      return {
        service: { url: chosen.url },
        serviceStart: { status: 'listening' },
        cardsDir: path.join(postFolder, 'cards'),
        operatorSecret: null,
        practiceList: path.join(postFolder, 'practice.csv'),
      };
    }
    const { place, start } = embedded();
    const { socket, cards, practiceList, operatorSecret } = place;
    return {
      service: { socketPath: options.line ?? socket },
      serviceStart: start(),
      cardsDir: cards,
      operatorSecret,
      practiceList,
    };
  };

  desk = shell.openRoom('desk', {
    settings: async (handover) => ({
      dataDir: postFolder,
      hostKind: shell.kind,
      handover,
      ...(options.undoMs === undefined ? {} : { undoMs: options.undoMs }),
      ...(await ways()),
    }),
    onHostCall: async (call) => (call.method === 'openSpace' ? showSpace(call.ins) : null),
    onClosed: leave,
  });
  const room = await desk;

  return {
    focus: () => room.focus(),
    lock: (because) => room.lock(because),
    closed,
    async stop() {
      const training = await space?.catch(() => undefined);
      training?.close();
      await Promise.all([room.end(), training?.end(), service?.stop()]);
    },
  };
}

/** A number of milliseconds as it stands on the command line; undefined where none does. */
export function milliseconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
