import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Log } from '../../../electron/log/log.ts';
import type { OpenedStore } from '../../../electron/session/unlock.ts';
import { pendingActs, storeAct } from '../../../electron/store/acts.ts';
import { WORKSTATION_SCHEMA } from '../../../electron/store/schema.ts';
import type { Keychain, KeychainTrouble } from '../../../electron/vault/keychain.ts';
import type { KeysWay } from '../../../electron/vault/ways.ts';
import { openDeskStore } from '../../../electron/workstation/desk-store.ts';
import { patient } from '../../fixtures/patient.ts';
import type { Chance } from '../../fixtures/random.ts';
import { chanceFrom } from '../../fixtures/random.ts';
import type { MemoryKeychain } from '../../electron/vault/memory-keychain.ts';
import { CHEAP, memoryKeychain } from '../../electron/vault/memory-keychain.ts';
import { STATES } from '../../electron/vault/keychain-states.ts';
import { missingForPrivateBus, onPrivateBus } from '../../fixtures/private-bus.ts';
import type { FaultSuite, Measure } from '../suite.ts';

const PRO = '899900000017';
const CODE = Buffer.alloc(18, 5);
const silent: Log = { write: () => undefined, close: () => undefined };

/** The keychain fails in every way that a desktop's does: nothing is laid down without a sound one, no act is lost. */
export const suite: FaultSuite = {
  name: 'keychain',
  goal: 'G24',
  run: async (options) => {
    const chance = chanceFrom(options.seed);
    const measures = [
      await laidDown(options.full ? 3_000 : 60, chance),
      await lost(options.full ? 1_000 : 12, chance),
    ];
    const missing = missingForPrivateBus();
    if (missing === undefined) measures.push(await realStates());
    else options.log(`the real keyring was not tried: ${missing}`);
    return measures;
  },
};

/** A post of one professional, and his keychain. */
interface Desk {
  readonly dataDir: string;
  readonly keychain: MemoryKeychain;
  /** The code of his card, and the one that it had before. */
  pin: string;
  formerPin: string;
  /** Writes of the keychain until the process ends; null: it does not. */
  writesLeft: number | null;
}

const newDesk = (): Desk => ({
  dataDir: mkdtempSync(join(tmpdir(), 'keychain-')),
  keychain: memoryKeychain(),
  pin: '1234',
  formerPin: '1234',
  writesLeft: null,
});

class Ended extends Error {}

/** The keychain of a process that ends, at times, before one of its writes. */
function mortal(desk: Desk): Keychain {
  const count = (): void => {
    if (desk.writesLeft === null) return;
    desk.writesLeft -= 1;
    if (desk.writesLeft < 0) throw new Ended();
  };
  return {
    read: (account) => desk.keychain.read(account),
    write: async (account, secret) => {
      count();
      return desk.keychain.write(account, secret);
    },
    remove: async (account) => {
      count();
      return desk.keychain.remove(account);
    },
  };
}

/** Does something, cut short at times: whatever was not written by then never will be. */
async function perhapsCut(desk: Desk, chance: Chance, what: () => Promise<unknown>): Promise<void> {
  desk.writesLeft = chance.happens(0.5) ? chance.below(5) : null;
  try {
    await what();
  } catch (cause) {
    if (!(cause instanceof Ended)) throw cause;
  } finally {
    desk.writesLeft = null;
  }
}

const open = (desk: Desk, way: KeysWay = { kind: 'usual' }) =>
  openDeskStore(
    {
      dataDir: desk.dataDir,
      keychain: mortal(desk),
      keyCost: CHEAP,
      migrations: WORKSTATION_SCHEMA,
      log: silent,
      now: Date.now,
    },
    PRO,
    Buffer.from(desk.pin),
    way,
  );

const filesOf = ({ dataDir }: Desk): ReadonlySet<string> =>
  new Set(
    existsSync(join(dataDir, 'stores'))
      ? readdirSync(join(dataDir, 'stores'), { recursive: true, encoding: 'utf8' })
      : [],
  );

/** Openings with a keychain that is not sound, on a post with and without data: what they leave on the disk. */
async function laidDown(openings: number, chance: Chance): Promise<Measure> {
  const failures: string[] = [];
  for (let opening = 0; opening < openings; opening += 1) {
    const trouble = chance.pick(['absent', 'locked', 'weak'] as const);
    const withData = chance.happens(0.5);
    const what = await leavesOnDisk(trouble, withData, false);
    if (what !== null) failures.push(`${trouble}, ${withData ? 'with' : 'without'} data: ${what}`);
  }
  return {
    what: 'openings without a sound keychain laid something down, or offered a place to',
    cases: openings,
    failures,
    control: {
      fault: 'a weak keychain counts as a sound one',
      seen: (await leavesOnDisk('weak', false, true)) !== null,
    },
  };
}

async function leavesOnDisk(
  trouble: KeychainTrouble,
  withData: boolean,
  isTrusted: boolean,
): Promise<string | null> {
  const desk = newDesk();
  try {
    if (withData) closed(await open(desk));
    const before = filesOf(desk);
    if (!isTrusted) desk.keychain.trouble = trouble;
    const first = await open(desk);
    const opened = first.ok ? first : await open(desk, { kind: 'memory' });
    if (!opened.ok) return 'no way to go on';
    const { folder, storage } = opened.value;
    opened.value.close();
    if (folder !== null || storage !== 'memory') return `a place on the disk (${storage})`;
    const added = [...filesOf(desk)].filter((file) => !before.has(file));
    return added.length === 0 ? null : added.join(', ');
  } finally {
    rmSync(desk.dataDir, { recursive: true });
  }
}

function closed(opened: Awaited<ReturnType<typeof open>>): void {
  if (!opened.ok) throw new Error(opened.error.trouble);
  opened.value.close();
}

const EVENTS = [
  'locked',
  'absent',
  'weak',
  'emptied',
  'older',
  'otherSecret',
  'renewed',
  'pin',
  'code',
] as const;

/** Histories of a keychain, each step of them cut short at times; the acts that wait are counted after each. */
async function lost(histories: number, chance: Chance): Promise<Measure> {
  const failures: string[] = [];
  let steps = 0;
  for (let history = 0; history < histories; history += 1) {
    const outcome = await play(chance, true);
    steps += outcome.steps;
    if (outcome.failure !== null) failures.push(`history ${history}: ${outcome.failure}`);
  }
  return {
    what: `steps of ${histories} histories of a keychain (locked, lost, emptied, older, replaced, renewed key, other PIN, each cut short at times) lost an act that waited`,
    cases: steps,
    failures,
    control: {
      fault: 'the keychain is emptied and no code was ever printed',
      seen: (await play(chance, false)).failure !== null,
    },
  };
}

async function play(
  chance: Chance,
  withCode: boolean,
): Promise<{ readonly steps: number; readonly failure: string | null }> {
  const desk = newDesk();
  try {
    const first = await open(desk);
    if (!first.ok) return { steps: 0, failure: first.error.trouble };
    if (withCode) await first.value.vault?.keepCode(CODE);
    const told: string[] = [deposit(first.value, 0)];
    first.value.close();
    const length = withCode ? 4 + chance.below(5) : 1;
    for (let step = 1; step <= length; step += 1) {
      const event = withCode ? chance.pick(EVENTS) : 'emptied';
      await happen(desk, event, chance);
      const failure = await stillThere(desk, told, step);
      if (failure !== null) return { steps: step, failure: `${event}: ${failure}` };
    }
    return { steps: length, failure: null };
  } finally {
    rmSync(desk.dataDir, { recursive: true });
  }
}

/** One thing that happens to a keychain or to the keys. */
async function happen(desk: Desk, event: (typeof EVENTS)[number], chance: Chance): Promise<void> {
  const { keychain } = desk;
  switch (event) {
    case 'locked':
    case 'absent':
    case 'weak': {
      keychain.trouble = event;
      // Somebody signs in meanwhile, and goes on without keeping anything.
      const meanwhile = await open(desk);
      closed(meanwhile.ok ? meanwhile : await open(desk, { kind: 'memory' }));
      keychain.trouble = null;
      return;
    }
    case 'emptied':
      return keychain.secrets.clear();
    case 'older': {
      const before = new Map(keychain.secrets);
      closed(await open(desk));
      keychain.secrets.clear();
      for (const [account, secret] of before) keychain.secrets.set(account, secret);
      return;
    }
    case 'otherSecret': {
      for (const [account] of keychain.secrets) {
        if (!account.endsWith('.anchor')) keychain.secrets.set(account, Buffer.alloc(32, chance.below(256)));
      }
      return;
    }
    case 'renewed':
    case 'pin':
    case 'code':
      return act(desk, event, chance);
  }
}

/** Something that the professional does about his keys, cut short at times. */
async function act(desk: Desk, event: 'renewed' | 'pin' | 'code', chance: Chance): Promise<void> {
  const opened = await open(desk);
  if (!opened.ok) return;
  const { vault } = opened.value;
  if (event === 'pin') {
    // The card first, as the product does.
    desk.formerPin = desk.pin;
    desk.pin = `${4_000 + chance.below(900)}`;
  }
  await perhapsCut(desk, chance, async () => {
    if (event === 'pin') await vault?.sealUnder(Buffer.from(desk.pin));
    if (event === 'code') await vault?.keepCode(CODE);
    if (event === 'renewed') await vault?.renew(Buffer.from(desk.pin), CODE);
  });
  opened.value.close();
  // The opening that copies everything under the new key may be cut short as well.
  if (event === 'renewed') await perhapsCut(desk, chance, async () => closed(await open(desk)));
}

/** Opens by whatever way there is, counts the acts that wait, and leaves one more. */
async function stillThere(desk: Desk, told: string[], step: number): Promise<string | null> {
  let opened = await open(desk);
  if (!opened.ok && opened.error.trouble === 'otherPin') {
    opened = await open(desk, { kind: 'formerPin', pin: Buffer.from(desk.formerPin) });
  }
  if (!opened.ok) opened = await open(desk, { kind: 'recoveryCode', code: CODE });
  if (!opened.ok) return `does not open: ${opened.error.trouble}`;
  const waiting = new Set(pendingActs(opened.value.database).map(({ actId }) => actId));
  const gone = told.filter((actId) => !waiting.has(actId));
  told.push(deposit(opened.value, step));
  opened.value.close();
  return gone.length === 0 ? null : `lost ${gone.join(', ')}`;
}

function deposit({ database }: OpenedStore, step: number): string {
  const actId = `act-${step}`;
  const body = Buffer.from(actId);
  storeAct(database, {
    actId,
    key: actId,
    kind: 'deposit',
    authorId: PRO,
    onBehalfOf: null,
    secret: false,
    ins: patient().ins,
    title: 'Compte rendu',
    objects: [],
    uniqueId: null,
    replaces: null,
    sha256: createHash('sha256').update(body).digest('hex'),
    storedAt: '2026-11-26T10:00:00.000Z',
    request: { method: 'POST', path: '', headers: {}, body },
  });
  return actId;
}

/** A real gnome-keyring on a bus of its own. */
async function realStates(): Promise<Measure> {
  const script = resolve(import.meta.dirname, '../../electron/vault/keychain-process.ts');
  const met = (await onPrivateBus(script, 120_000)) as Record<string, string>;
  const differing = (expected: Readonly<Record<string, string>>): readonly string[] =>
    Object.entries(expected).flatMap(([state, as]) =>
      met[state] === as ? [] : [`${state}: ${met[state] ?? 'not met'} instead of ${as}`],
    );
  return {
    what: 'states of a real gnome-keyring were taken for another',
    cases: Object.keys(STATES).length,
    failures: differing(STATES),
    control: {
      fault: 'a locked keyring expected to be an emptied one, as its own answer says',
      seen: differing({ ...STATES, locked: 'emptied' }).length > 0,
    },
  };
}
