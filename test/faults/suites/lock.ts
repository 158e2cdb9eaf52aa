import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { watchMachine } from '../../../electron/hosts/machine-signals.ts';
import type { LockCause } from '../../../shared/bridge/session.ts';
import { memoryKeychain } from '../../electron/vault/memory-keychain.ts';
import type { Post } from '../../electron/workstation/post.ts';
import { openPost } from '../../electron/workstation/post.ts';
import type { ServiceProcess } from '../../electron/workstation/service-process.ts';
import { startServiceProcess } from '../../electron/workstation/service-process.ts';
import type { PrivateBus } from '../../fixtures/private-bus.ts';
import { missingForPrivateBus, startPrivateBus } from '../../fixtures/private-bus.ts';
import { chanceFrom } from '../../fixtures/random.ts';
import type { FaultSuite } from '../suite.ts';

/** From the machine's word to a screen that shows nothing: one second (goal G19). */
const LIMIT_MS = 1_000;
/** A machine that is busy with other things is no late lock: the short form only asks that it comes. */
const PATIENCE_MS = 10_000;
const MINUTE_MS = 60_000;
const WHO = 'treatingDoctor';

interface Trigger {
  readonly name: string;
  readonly because: LockCause;
  pull(machine: Machine): void;
  /** Puts back what was taken away. */
  after?(machine: Machine): void;
}

interface Machine {
  readonly bus: PrivateBus;
  readonly card: string;
  /** Lets the clock that counts sleep go on; no timer runs meanwhile. */
  sleep(ms: number): void;
}

const TRIGGERS: readonly Trigger[] = [
  { name: 'no act', because: 'idle', pull: (machine) => machine.sleep(5 * MINUTE_MS) },
  { name: 'a night of sleep', because: 'idle', pull: (machine) => machine.sleep(12 * 60 * MINUTE_MS) },
  { name: 'the session of the machine', because: 'osLock', pull: ({ bus }) => bus.lockSession() },
  { name: 'the screen saver', because: 'osLock', pull: ({ bus }) => bus.screenSaver() },
  { name: 'suspend', because: 'suspend', pull: ({ bus }) => bus.suspend() },
  {
    name: 'the card pulled',
    because: 'cardPulled',
    pull: ({ card }) => renameSync(card, `${card}.away`),
    after: ({ card }) => renameSync(`${card}.away`, card),
  },
];

/** Whatever locks, the post is blank in time, serves nothing more, and gives back what was being typed. */
export const suite: FaultSuite = {
  name: 'lock',
  goal: 'G19',
  missing: missingForPrivateBus,
  run: async (options) => {
    const runs = options.full ? 1_000 : TRIGGERS.length;
    const chance = chanceFrom(options.seed);
    const service = await startServiceProcess();
    const bus = await startPrivateBus();
    const bench = await makeBench(service, bus, options.full ? LIMIT_MS : PATIENCE_MS);
    try {
      const failures: string[] = [];
      const times: number[] = [];
      for (let run = 0; run < runs; run += 1) {
        const trigger = options.full ? chance.pick(TRIGGERS) : TRIGGERS[run];
        if (trigger === undefined) continue;
        const { problems, tookMs } = await bench.once(trigger, `typed in run ${run}`);
        if (tookMs !== null) times.push(tookMs);
        failures.push(...problems.map((problem) => `run ${run}, ${trigger.name}: ${problem}`));
      }
      const sorted = times.toSorted((a, b) => a - b);
      options.log(
        `from trigger to blank: median ${(sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(0)} ms, worst ${(sorted.at(-1) ?? 0).toFixed(0)} ms`,
      );
      const deaf: Trigger = { name: 'suspend, unheard', because: 'suspend', pull: () => undefined };
      const control = await bench.once(deaf, 'typed', LIMIT_MS);
      return [
        {
          what: 'locks missed, late, still open, or with typing lost',
          cases: runs,
          failures,
          control: { fault: 'a trigger that nobody hears', seen: control.problems.length > 0 },
        },
      ];
    } finally {
      bench.end();
      await bus.stop();
      await service.stop();
    }
  },
};

async function makeBench(service: ServiceProcess, bus: PrivateBus, usualLimitMs: number) {
  let current: Post | undefined;
  const heard = new Set<LockCause>();
  const stop = watchMachine(
    (because) => {
      heard.add(because);
      current?.workstation.lock(because);
    },
    { ...process.env, ...bus.env },
  );
  await heardOn(bus, heard);
  const keychain = memoryKeychain();
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'lock-'));
  const card = path.join(service.cardsDir, `${service.card(WHO)}.json`);
  const draft = { kind: 'message', about: 'the thread' };
  const begin = async (sinceBoot: () => number): Promise<Post> => {
    const post = await openPost(service, { dataDir, keychain, practiceList: null, sinceBoot });
    await post.signIn(service.card(WHO), service.pin);
    return post;
  };

  /** One session that is locked, and the one after it. */
  async function once(trigger: Trigger, typed: string, limitMs = usualLimitMs) {
    const problems: string[] = [];
    let clock = 0;
    const machine: Machine = { bus, card, sleep: (ms) => void (clock += ms) };
    const post = await begin(() => clock);
    current = post;
    await post.call('drafts.keep', { ...draft, text: typed, file: null });
    const began = performance.now();
    trigger.pull(machine);
    const blankMs = await blank(post, began, limitMs);
    if (blankMs === null) problems.push('not blank in time');
    const state = await post.call('session.state', {});
    if (state.status !== 'locked' || state.because !== trigger.because)
      problems.push(`says ${JSON.stringify(state)}`);
    if (post.restarts.length !== 1)
      problems.push(`the shell was asked ${post.restarts.length} times to end it`);
    const served = await post.call('drafts.read', draft).then(
      () => 'served',
      (cause: unknown) => (cause instanceof Error ? cause.message : 'failed'),
    );
    if (served !== 'LOCKED') problems.push(`a call after the lock: ${served}`);
    current = undefined;
    await post.close();
    trigger.after?.(machine);
    const next = await begin(() => 0);
    if ((await next.call('drafts.read', draft))?.text !== typed) problems.push('what was typed is lost');
    await next.close();
    return { problems, tookMs: blankMs };
  }
  return {
    once,
    end: () => {
      stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** When the page was told that the post is locked, at which it is blank; null: not in time. */
async function blank(post: Post, began: number, limitMs: number): Promise<number | null> {
  for (;;) {
    const isTold = post.events.some(
      ({ event, payload }) =>
        event === 'session.changed' && (payload as { status: string }).status === 'locked',
    );
    const took = performance.now() - began;
    if (isTold && took <= limitMs) return took;
    if (took > limitMs) return null;
    await pause(2);
  }
}

/** The watchers of the buses start as programs do: the machine speaks until both of them are heard to listen. */
async function heardOn(bus: PrivateBus, heard: Set<LockCause>): Promise<void> {
  for (const [speak, because] of [
    [() => bus.suspend(), 'suspend'],
    [() => bus.screenSaver(), 'osLock'],
  ] as const) {
    for (let tries = 0; !heard.has(because); tries += 1) {
      if (tries === 40) throw new Error('nobody listens to the private bus');
      speak();
      await pause(500);
    }
  }
  await pause(500);
}
