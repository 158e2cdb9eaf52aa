import { trustedClock } from '../../../electron/cache/trusted-clock.ts';
import { verify } from '../../../electron/journal/chain.ts';
import type { Machine } from '../../../electron/service/clock.ts';
import { startClock } from '../../../electron/service/clock.ts';
import { watchIdleness } from '../../../electron/session/idle.ts';
import { z } from '../../../shared/schema/zod.ts';
import { consented, deposited, named } from '../../blackbox/acts.ts';
import type { Client } from '../../blackbox/client.ts';
import { tokenOf } from '../../blackbox/client.ts';
import type { Draw } from '../../rules/draw.ts';
import { draws } from '../../rules/draw.ts';
import type { InProcessService } from '../in-process.ts';
import { openInProcess } from '../in-process.ts';
import { addPerson } from '../people.ts';
import type { FaultSuite, Measure } from '../suite.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
const FAULT = 'time is what the machine’s own clock says';

/** A machine whose time anybody may set; how long it has run is nobody's to set. */
interface Settable extends Machine {
  /** Time goes by, awake or asleep. */
  pass(ms: number): void;
  /** Somebody, or the network, sets the clock. */
  jump(ms: number): void;
  /** How much time really went by. */
  truly(): number;
}

function settableMachine(start: number): Settable {
  let wall = start;
  let boot = 0;
  return {
    wall: () => wall,
    sinceBoot: () => boot,
    truly: () => boot,
    pass: (ms) => {
      wall += ms;
      boot += ms;
    },
    jump: (ms) => {
      wall += ms;
    },
  };
}

/** From a second to ten years, back or forth; changes of summer time and leap days among them. */
function jumpOf(random: Draw): number {
  const usual = Math.round(SECOND * 10 ** (random.below(8_500) / 1_000));
  const size = random.pick([usual, usual, usual, HOUR, DAY, 12 * HOUR, 10 * YEAR]);
  return random.one(2) ? size : -Math.min(size, 10 * YEAR);
}

const NO_FACTS = { get: () => undefined, set: () => undefined };

type Clocks = (machine: Machine, start: number) => () => number;
const OURS: Clocks = (machine) => {
  const clock = startClock(null, NO_FACTS, { machine });
  return () => clock.now();
};
const NAIVE: Clocks = (machine) => machine.wall;

interface Tally {
  readonly cases: number;
  readonly failures: readonly string[];
}

/** Each right is taken, the clock is set about while it lasts, and its end is waited for: nothing may be given after. */
async function rights(clocks: Clocks, count: number, seed: number): Promise<Tally> {
  const random = draws(seed);
  let machine = settableMachine(0);
  const service = await openInProcess({
    clock: (start) => {
      machine = settableMachine(start);
      return clocks(machine, start);
    },
  });
  const failures: string[] = [];
  try {
    const { client } = service;
    addPerson(service, { key: 'somebody', birthDate: '1980-02-03', treatingDoctors: [] });
    await deposited(client, { about: 'somebody', by: 'doctor' });
    for (let index = 0; index < count; index += 1) {
      const kind = random.pick(['session', 'emergency', 'consent'] as const);
      const token = kind === 'emergency' ? await broken(client) : await client.token('doctor');
      if (kind === 'consent') await consented(client, 'nurse', 'somebody', 'EXPLICIT');
      const life = { session: SESSION_LIFE_MS, emergency: HOUR, consent: DAY }[kind];
      // Before, in the middle, and just before it is asked.
      machine.jump(jumpOf(random));
      const first = random.below(life);
      machine.pass(first);
      machine.jump(jumpOf(random));
      machine.pass(life - first + 1 + random.pick([0, MINUTE, 12 * HOUR]));
      machine.jump(jumpOf(random));
      // A consent is asked for in a session of its own time.
      const asking = kind === 'consent' ? await client.token('nurse') : token;
      const answer = await client.send('GET', `/fhir/DocumentReference?${named(client, 'somebody')}`, {
        token: asking,
      });
      if (answer.status < 300) failures.push(`${kind} ${index}: something was given after its end`);
    }
    failures.push(...journalFailures(service));
    return { cases: count, failures };
  } finally {
    await service.close();
  }
}

/** Longer than any session of the service, less than a day. */
const SESSION_LIFE_MS = 13 * HOUR;

async function broken(client: Client): Promise<string> {
  const { system, ins, family, given, birthdate } = client.patient('somebody');
  const answer = await client.exchange(await client.token('pharmacist'), {
    purpose_of_use: 'BTG',
    patient: `${system}|${ins}`,
    family,
    given,
    birthdate,
    justification: 'Patient inconscient, seul',
  });
  return tokenOf(answer);
}

const TracedAt = z.object({ at: z.number() });

function journalFailures({ context }: InProcessService): readonly string[] {
  const walked = verify(context.stores.traces.all());
  if (!walked.ok) return [`the journal does not hold: ${walked.error.code}`];
  let last = 0;
  for (const { seq, entry } of context.stores.traces.all()) {
    const { at } = TracedAt.parse(JSON.parse(entry));
    if (at < last) return [`trace ${seq} is older than the one before it`];
    last = at;
  }
  return [];
}

/** A post that is left alone locks, whatever its clock says; one that is at work does not. */
function locks(count: number, seed: number, isNaive: boolean): Tally {
  const random = draws(seed);
  const failures: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const machine = settableMachine(1_790_000_000_000);
    const limit = random.pick([1, 5, 15]) * MINUTE;
    const idle = watchIdleness(limit, isNaive ? machine.wall : machine.sinceBoot, () => undefined);
    machine.jump(jumpOf(random));
    machine.pass(limit - SECOND);
    if (!isNaive && idle.over()) failures.push(`case ${index}: locked a second early`);
    machine.jump(jumpOf(random));
    machine.pass(random.pick([SECOND, MINUTE, 12 * HOUR]));
    if (!idle.over()) failures.push(`case ${index}: not locked`);
    idle.stop();
  }
  return { cases: count, failures };
}

/** What lies on the post is judged by a clock of its own while the service is away. */
function leases(count: number, seed: number, isNaive: boolean): Tally {
  const random = draws(seed);
  const failures: string[] = [];
  const life = 15 * MINUTE;
  for (let index = 0; index < count; index += 1) {
    const machine = settableMachine(1_790_000_000_000);
    let mark: { at: number; offsetMs: number } | undefined;
    const open = () =>
      trustedClock({
        marks: { read: () => mark, write: (next) => void (mark = next) },
        machineNow: machine.wall,
        service: { isKnown: () => false, offsetMs: () => 0 },
        ticks: machine.sinceBoot,
      });
    let clock = open();
    const now = (): number => (isNaive ? machine.wall() : clock.now());
    const endsAt = now() + life;
    machine.jump(jumpOf(random));
    machine.pass(life / 3);
    now();
    clock.mark();
    // Sometimes the post is started again in between.
    if (random.one(3)) clock = open();
    machine.jump(jumpOf(random));
    machine.pass((life / 3) * 2 + 1);
    if (now() < endsAt) failures.push(`case ${index}: a lease went on for longer than it lasts`);
  }
  return { cases: count, failures };
}

/** Clocks that are set back and forth, summer time, leap days, sleep: nothing ends later than it does (G10). */
export const suite: FaultSuite = {
  name: 'clock',
  goal: 'G10',
  run: async ({ full, seed, log }) => {
    const measure = (what: string, found: Tally, control: Tally): Measure => {
      log(`${what}: the control fails in ${control.failures.length} of ${control.cases}`);
      return { what, ...found, control: { fault: FAULT, seen: control.failures.length > 0 } };
    };
    const count = full ? 10_000 : 150;
    return [
      measure(
        'sessions, emergencies and consents that gave something after their end, or traces out of order',
        await rights(OURS, count, seed),
        await rights(NAIVE, 40, seed),
      ),
      measure(
        'idle posts that did not lock, or locked early',
        locks(full ? 10_000 : 1_000, seed, false),
        locks(200, seed, true),
      ),
      measure(
        'leases that outlived their time',
        leases(full ? 10_000 : 1_000, seed, false),
        leases(200, seed, true),
      ),
    ];
  },
};
