import { mkdtempSync, writeFileSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PageWindow, WindowListener, WindowName } from '../../../electron/hosts/page-window.ts';
import type { FromProcess, HostCall, ToProcess } from '../../../electron/hosts/process-messages.ts';
import type { Child, ProcessName } from '../../../electron/hosts/room-parts.ts';
import type { Shell } from '../../../electron/hosts/shell.ts';
import { socketPathOf } from '../../../electron/service/address.ts';
import { openRoom } from '../../../electron/hosts/room.ts';
import type { Supervisor } from '../../../electron/hosts/supervisor.ts';
import { readFailedStart } from '../../../electron/post/service-start.ts';
import { supervise } from '../../../electron/hosts/supervisor.ts';
import { decode, encode } from '../../../shared/bridge/wire.ts';

const INS = { system: 'urn:oid:1.2.250.1.213.1.4.11', value: '280024410990063' };

/** A process that does nothing but remember, driven by the test. */
interface FakeChild {
  readonly name: ProcessName;
  readonly received: ToProcess[];
  isRunning: boolean;
  readonly stdout: PassThrough;
  say(message: FromProcess): void;
  die(): void;
}

interface FakeWindow {
  readonly name: WindowName;
  readonly shown: string[];
  readonly listener: WindowListener;
  focused: number;
  fresh: number;
}

/** What a service says first; null: nothing yet. */
let serviceSays: object | null;
let dataFolder: string;
let children: FakeChild[];
let windows: FakeWindow[];
let supervisor: Supervisor;

const latest = (name: ProcessName): FakeChild => {
  const child = children.findLast((each) => each.name === name);
  if (child === undefined) throw new Error(`no process ${name}`);
  return child;
};
const windowOf = (name: WindowName): FakeWindow => {
  const window = windows.findLast((each) => each.name === name);
  if (window === undefined) throw new Error(`no window ${name}`);
  return window;
};
const settled = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 20);
  });

function spawn(name: ProcessName): Child {
  const stdout = new PassThrough();
  const listeners: ((message: FromProcess) => void)[] = [];
  const exits: (() => void)[] = [];
  const child: FakeChild = {
    name,
    received: [],
    isRunning: true,
    stdout,
    say: (message) => listeners.forEach((listener) => listener(message)),
    die: () => {
      child.isRunning = false;
      exits.forEach((listener) => listener());
    },
  };
  children.push(child);
  if (name === 'service' && serviceSays !== null) stdout.write(`${JSON.stringify(serviceSays)}\n`);
  return {
    stdout,
    send: (message) => {
      child.received.push(message);
      if (message.kind === 'start') setTimeout(() => child.say({ kind: 'ready' }), 0);
    },
    onMessage: (listener) => listeners.push(listener),
    onExit: (listener) => void (child.isRunning ? exits.push(listener) : listener()),
    kill: () => setTimeout(() => child.die(), 0),
  };
}

async function openWindow(name: WindowName, listener: WindowListener): Promise<PageWindow> {
  const window: FakeWindow = { name, listener, shown: [], focused: 0, fresh: 0 };
  windows.push(window);
  return {
    toPage: (text) => window.shown.push(text),
    freshPage: () => void (window.fresh += 1),
    focus: () => void (window.focused += 1),
    close: listener.onClosed,
    saveFile: async () => 'saved',
    print: async () => 'printed',
    notify: () => undefined,
  };
}

const start = async (): Promise<void> => {
  children = [];
  windows = [];
  dataFolder = mkdtempSync(path.join(os.tmpdir(), 'supervisor-'));
  mkdirSync(path.join(dataFolder, 'service'));
  writeFileSync(path.join(dataFolder, 'service', 'operator.token'), 'the-operator-secret\n');
  const shell: Shell = {
    kind: 'chromium',
    spawn,
    openRoom: (name, options) => openRoom({ spawn, openWindow }, name, options),
  };
  supervisor = await supervise(shell, dataFolder, {});
  await settled();
};
const LISTENS = { socket: '/run/service.sock', cards: '/cards' };
beforeEach(() => {
  serviceSays = LISTENS;
  return start();
});

let asked = 0;
const askedByProcess = (from: FakeChild, call: HostCall): void => {
  asked += 1;
  from.say({ kind: 'hostCall', id: asked, text: encode(call) });
};
const openSpace = async (ins: typeof INS | null = INS): Promise<void> => {
  askedByProcess(latest('workstation'), { method: 'openSpace', ins });
  await settled();
};
const reply = (to: FakeChild): string | undefined => {
  const replies = to.received.filter((message) => message.kind === 'hostReply');
  return replies.at(-1)?.value;
};
const pageTexts = (to: FakeChild): string[] =>
  to.received.filter((message) => message.kind === 'page').map(({ text }) => text);

/** What the workstation was told of the service: as it started, then unasked. */
const heard = (): unknown[] =>
  latest('workstation').received.flatMap((message) => {
    if (message.kind === 'start')
      return 'serviceStart' in message.settings ? [message.settings.serviceStart] : [];
    return message.kind === 'told' ? [(decode(message.text) as { serviceStart: unknown }).serviceStart] : [];
  });
const services = (): number => children.filter(({ name }) => name === 'service').length;
const line = (told: object): void => void latest('service').stdout.write(`${JSON.stringify(told)}\n`);
const STARTING = { status: 'starting', preparing: null };

describe('an embedded service that starts', () => {
  it('is waited for by nobody: window and workstation are there before it listens', async () => {
    serviceSays = null;
    await start();
    expect(latest('workstation').received).toEqual([
      expect.objectContaining({
        kind: 'start',
        settings: expect.objectContaining({
          service: { socketPath: socketPathOf(path.join(dataFolder, 'service')) },
          serviceStart: STARTING,
        }),
      }),
    ]);
    expect(windows.map(({ name }) => name)).toEqual(['desk']);
  });

  it('says how far it is, in whatever pieces its words come, until it listens', async () => {
    serviceSays = null;
    await start();
    latest('service').stdout.write('{"prepar');
    latest('service').stdout.write('ing":[12,100]}\n{"preparing":"?"}\nno json\n');
    line(LISTENS);
    await settled();
    expect(heard()).toEqual([
      STARTING,
      { status: 'starting', preparing: { done: 12, of: 100 } },
      { status: 'listening' },
    ]);
    // Whoever starts afterwards knows it from the beginning.
    latest('workstation').say({ kind: 'restart', handover: null });
    await settled();
    expect(heard()).toEqual([{ status: 'listening' }]);
  });

  it('is started again where it ends later on', async () => {
    latest('service').die();
    await expect.poll(services, { timeout: 2_000 }).toBe(2);
    expect(JSON.stringify(heard())).not.toContain('failed');
  });
});

describe('an embedded service that does not start', () => {
  const trouble = { why: 'newer', needs: '0.4.0' };

  it('is told to the workstation, which opens all the same, and is not started again by itself', async () => {
    serviceSays = { cannotStart: trouble };
    await start();
    expect(heard().at(-1)).toEqual({ status: 'failed', trouble });
    latest('service').die();
    await new Promise((resolve) => {
      setTimeout(resolve, 500);
    });
    expect(services()).toBe(1);
    expect(heard().at(-1)).toEqual({ status: 'failed', trouble });
    // For whoever examines the post once it is closed.
    expect(readFailedStart(path.join(dataFolder, 'post'))?.trouble).toEqual(trouble);
  });

  it('is tried again when the workstation is asked to start anew', async () => {
    serviceSays = { cannotStart: trouble };
    await start();
    serviceSays = LISTENS;
    latest('workstation').say({ kind: 'restart', handover: null });
    await settled();
    expect(services()).toBe(2);
    expect(heard().at(-1)).toEqual({ status: 'listening' });
    expect(JSON.stringify(heard())).not.toContain('failed');
    expect(readFailedStart(path.join(dataFolder, 'post'))).toBeNull();
  });

  it.each([null, {}, { cannotStart: { why: 'something else' } }])(
    'is told where it gives no reason: %o',
    async (said) => {
      serviceSays = said;
      await start();
      latest('service').die();
      await expect
        .poll(() => heard().at(-1))
        .toEqual({ status: 'failed', trouble: { why: 'unknown', needs: null } });
    },
  );
});

describe('a window and the process behind it', () => {
  it('opens the patient’s space beside the professional’s, with a process of its own', async () => {
    await openSpace();
    expect(windows.map(({ name }) => name)).toEqual(['desk', 'space']);
    expect(reply(latest('workstation'))).toBe('opened');
    windowOf('space').listener.onMessage('from the patient’s page');
    windowOf('desk').listener.onMessage('from the professional’s page');
    expect(pageTexts(latest('space'))).toEqual(['from the patient’s page']);
    expect(pageTexts(latest('workstation'))).toEqual(['from the professional’s page']);
    latest('space').say({ kind: 'page', text: 'to the patient’s page' });
    expect(windowOf('space').shown).toEqual(['to the patient’s page']);
    expect(windowOf('desk').shown).toEqual([]);
  });

  it('tells the space’s process nothing of the post: no cards, no practice list, no folder of its', async () => {
    await openSpace();
    const [start] = latest('space').received;
    expect(start).toMatchObject({
      kind: 'start',
      settings: {
        socketPath: socketPathOf(path.join(dataFolder, 'service')),
        operatorSecret: 'the-operator-secret',
        suggested: INS,
      },
    });
    expect(JSON.stringify(start)).not.toMatch(/cards|practice|\/post/);
    // The control: the workstation is told of all three.
    expect(JSON.stringify(latest('workstation').received[0])).toMatch(/cards.*practice|practice.*cards/);
  });

  it('brings an open space forward instead of opening a second one, and says whose is asked for', async () => {
    await openSpace(null);
    await openSpace();
    expect(windows.filter(({ name }) => name === 'space')).toHaveLength(1);
    expect(windowOf('space').focused).toBe(1);
    const told = latest('space').received.filter((message) => message.kind === 'told');
    expect(told.map(({ text }) => decode(text))).toEqual([{ suggested: INS }]);
  });

  it('keeps what the page asks until its process is there', async () => {
    await openSpace();
    const before = latest('space');
    before.die();
    windowOf('space').listener.onMessage('asked while it starts again');
    await new Promise((resolve) => {
      setTimeout(resolve, 300);
    });
    expect(latest('space')).not.toBe(before);
    expect(windowOf('space').fresh).toBe(1);
    windowOf('space').listener.onMessage('asked of the new one');
    expect(pageTexts(latest('space'))).toEqual(['asked of the new one']);
  });

  it('is not touched by the lock of the professional, whose own process and page are replaced', async () => {
    await openSpace();
    const [space, locked] = [latest('space'), latest('workstation')];
    locked.say({ kind: 'restart', handover: null });
    await settled();
    expect(locked.isRunning).toBe(false);
    expect(latest('workstation')).not.toBe(locked);
    expect(windowOf('desk').fresh).toBe(1);
    expect(space.isRunning).toBe(true);
    expect(windowOf('space').fresh).toBe(0);
  });

  it('locks with the machine: the process is told, and ended by force where it does not answer', async () => {
    const professional = {
      id: '1',
      name: 'Dr A',
      profession: '10',
      professionLabel: 'Médecin',
      card: 'CPS',
      regulator: false,
    } as const;
    const handover = { professional, placeId: 'p', because: 'asked' } as const;
    const [space, told] = [await openSpace().then(() => latest('space')), latest('workstation')];
    supervisor.lock('osLock');
    expect(told.received.at(-1)).toEqual({ kind: 'lock', because: 'osLock' });
    // Nobody is at the post: there is nothing to end.
    await new Promise((resolve) => {
      setTimeout(resolve, 1_000);
    });
    expect(latest('workstation')).toBe(told);
    told.say({ kind: 'standing', handover });
    supervisor.lock('suspend');
    await expect.poll(() => windowOf('desk').fresh, { timeout: 1_000 }).toBe(1);
    expect(latest('workstation')).not.toBe(told);
    expect(latest('workstation').received[0]).toMatchObject({
      settings: { handover: { ...handover, because: 'suspend' } },
    });
    expect(space.isRunning).toBe(true);
  });

  it('ends its process when it is closed, and can be opened again', async () => {
    await openSpace();
    const space = latest('space');
    windowOf('space').listener.onClosed();
    await settled();
    expect(space.isRunning).toBe(false);
    expect(latest('workstation').isRunning).toBe(true);
    await openSpace();
    expect(windows.filter(({ name }) => name === 'space')).toHaveLength(2);
    expect(latest('space').isRunning).toBe(true);
  });

  it('lets the patient’s process open no window', async () => {
    await openSpace();
    askedByProcess(latest('space'), { method: 'openSpace', ins: null });
    await settled();
    expect(reply(latest('space'))).toBe('refused');
    expect(windows).toHaveLength(2);
  });

  it('ends everything when the application is left', async () => {
    await openSpace();
    windowOf('desk').listener.onClosed();
    await supervisor.closed;
    await supervisor.stop();
    expect(children.filter(({ isRunning }) => isRunning)).toEqual([]);
  });
});
