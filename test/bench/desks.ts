/**
 * Each desk's first useful line, asked as the page asks it, on a record of 1 000 documents and at 10 000: the
 * workstation and the real service, on this machine. Medians of the rounds; growth is the ratio of the two.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Post } from '../electron/workstation/post.ts';
import { openPost } from '../electron/workstation/post.ts';
import { consent, Demo, deposit, post as send, Ready, signIn, startProcess } from './measure-client.ts';
import { bareClient } from './measure-http.ts';

const ROUNDS = 5;
const SIZES = [1_000, 10_000] as const;
const CLIENTS = 8;
/** Goals: one second for the regulator's strip on a record of 1 000; less than twice at ten times the data. */
const GOAL_MS = 1_000;
const GOAL_GROWTH = 2;

interface Line {
  readonly name: string;
  readonly measure: (desks: Desks) => Promise<void>;
  /** What has to be undone before it is measured again. */
  readonly after?: (desks: Desks) => Promise<void>;
}

interface Desks {
  readonly doctor: Post;
  readonly pharmacist: Post;
  readonly regulator: Post;
  readonly ins: InsRef;
  readonly today: string;
}

const LINES: readonly Line[] = [
  {
    name: 'doctor: today’s patients with their rights',
    measure: async ({ doctor, today }) => void (await doctor.call('day.visits', { day: today })),
  },
  {
    name: 'doctor: what is new in a record, vaccines due',
    measure: async ({ doctor, ins }) => void (await doctor.call('day.prepare', { ins })),
  },
  {
    name: 'doctor: record open, first documents',
    measure: async ({ doctor, ins }) => {
      await doctor.call('record.open', { ins });
      await doctor.call('record.documents', {
        ins,
        since: null,
        includeSuperseded: false,
        cursor: null,
      });
    },
  },
  {
    name: 'pharmacist: record open, facts of its sections',
    measure: async ({ pharmacist, ins }) => {
      await pharmacist.call('record.open', { ins });
      await pharmacist.call('record.facts', { ins, view: 'counter', part: 'sections' });
    },
  },
  {
    name: 'pharmacist: facts of the documents',
    measure: async ({ pharmacist, ins }) =>
      void (await pharmacist.call('record.facts', { ins, view: 'counter', part: 'documents' })),
  },
  {
    name: 'regulator: identity to vital facts (strip)',
    measure: async ({ regulator, ins }) => {
      const { id } = await regulator.call('emergency.openCall', {});
      await regulator.call('emergency.openForCall', { callId: id, person: ins });
      await regulator.call('record.facts', { ins, view: 'vital', part: 'sections' });
    },
  },
  {
    name: 'regulator: facts of the documents',
    measure: async ({ regulator, ins }) =>
      void (await regulator.call('record.facts', { ins, view: 'vital', part: 'documents' })),
    after: async ({ regulator, ins }) => void (await regulator.call('emergency.end', { ins })),
  },
];

export async function run(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'desks-bench-'));
  const service = await startProcess('../../electron/service/main.ts', ['--data', folder, '--seed', 'demo']);
  const { socket, cards } = Ready.parse(service.ready);
  const demo = Demo.parse(JSON.parse(readFileSync(path.join(folder, 'demo.json'), 'utf8')));
  const places = { socketPath: socket, cardsDir: cards, practiceList: path.join(folder, 'practice.csv') };
  const ins: InsRef = { system: demo.patients.adult.system, value: demo.patients.adult.ins };
  const times = new Map<string, number[]>();
  try {
    const token = await signIn(socket, folder, demo);
    await send(socket, token, '/fhir/Consent', consent(ins.system, ins.value));
    let held = 0;
    for (const size of SIZES) {
      await fill(socket, folder, demo, size - held);
      held = size;
      // Opened once the record is full: a post that nobody touches for minutes locks itself.
      await withDesks(places, demo, ins, async (desks) => {
        for (let round = 0; round <= ROUNDS; round += 1) {
          for (const line of LINES) {
            const began = performance.now();
            await line.measure(desks);
            const took = performance.now() - began;
            await line.after?.(desks);
            // The first one warms up.
            if (round > 0) times.set(keyOf(line, size), [...(times.get(keyOf(line, size)) ?? []), took]);
          }
        }
      });
    }
    report(times);
  } finally {
    service.child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Three posts, each signed in by its trade; closed, and their folders removed, whatever happens. */
async function withDesks(
  places: Parameters<typeof openPost>[0],
  demo: Demo,
  ins: InsRef,
  act: (desks: Desks) => Promise<void>,
): Promise<void> {
  const [doctor, pharmacist, regulator] = [
    await openPost(places),
    await openPost(places),
    await openPost(places),
  ];
  try {
    await doctor.signIn(demo.cards.doctor, demo.pin);
    await pharmacist.signIn(demo.cards.pharmacist, demo.pin);
    await regulator.signIn(demo.cards.regulator, demo.pin);
    await pharmacist.call('record.open', { ins });
    await pharmacist.call('consent.declare', { ins, basis: 'CARE_TEAM', form: 'ORAL', confirmed: true });
    await act({ doctor, pharmacist, regulator, ins, today: new Date().toISOString().slice(0, 10) });
  } finally {
    for (const post of [doctor, pharmacist, regulator]) {
      await post.close();
      rmSync(post.dataDir, { recursive: true, force: true });
    }
  }
}

const keyOf = ({ name }: Line, size: number): string => `${name} ${String(size)}`;

/** Deposits short reports, several at once: they are committed together. */
async function fill(socket: string, folder: string, demo: Demo, count: number): Promise<void> {
  const connections = await Promise.all(Array.from({ length: CLIENTS }, () => bareClient(socket)));
  let token = await signIn(socket, folder, demo);
  let next = 0;
  let renewed = 0;
  await Promise.all(
    connections.map(async (client) => {
      while (next < count) {
        const at = next++;
        if (at - renewed >= 5_000) {
          renewed = at;
          token = await signIn(socket, folder, demo);
        }
        const day = new Date(Date.now() - (at % 3_000) * 86_400_000).toISOString();
        const text = Buffer.from(`Compte rendu fictif ${randomUUID()}`);
        const status = await client.ask(deposit(demo, text, day).request(token));
        if (status >= 300) throw new Error(`answered ${String(status)}`);
      }
    }),
  );
  for (const client of connections) client.close();
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function report(times: ReadonlyMap<string, readonly number[]>): void {
  process.stdout.write(
    `${'first useful line'.padEnd(52)}${SIZES.map((size) => `${String(size)} doc.`.padStart(12)).join('')}   growth\n`,
  );
  for (const line of LINES) {
    const [small = Number.NaN, large = Number.NaN] = SIZES.map((size) =>
      median(times.get(keyOf(line, size)) ?? []),
    );
    process.stdout.write(
      `${line.name.padEnd(52)}${`${small.toFixed(0)} ms`.padStart(12)}${`${large.toFixed(0)} ms`.padStart(12)}   ${(large / small).toFixed(2)}×\n`,
    );
  }
  process.stdout.write(
    `goals: the regulator’s strip within ${String(GOAL_MS)} ms on 1 000 documents; growth below ${String(GOAL_GROWTH)}× where an index serves, linear (10×) where every document is decided on; medians of ${String(ROUNDS)} rounds\n`,
  );
}
