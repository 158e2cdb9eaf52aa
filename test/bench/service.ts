/**
 * The service over its private socket, for one client and for eight. Lists of 20 documents, with the access
 * rules and the durable trace, against a bare node:http server that answers the same bytes over the same kind
 * of socket. Deposits of 300 kB, durable and encrypted, against one writer that writes and syncs as many bytes.
 * Rounds are interleaved in one run; ratios are medians of the rounds.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { call, consent, Demo, deposit, post, Ready, signIn, startProcess } from './measure-client.ts';
import { bareClient, requestBytes } from './measure-http.ts';

const ROUNDS = 7;
const LISTS = 400;
const DEPOSITS = 40;
const CLIENTS = [1, 8] as const;
const DOCUMENT_BYTES = 300_000;
const GOALS = { list: { 1: 0.6, 8: 0.4 }, deposit: { 1: 0.8, 8: 2 } } as const;

export async function run(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'service-bench-'));
  const service = await startProcess('../../electron/service/main.ts', ['--data', folder, '--seed', 'demo']);
  try {
    const { socket } = Ready.parse(service.ready);
    const demo = Demo.parse(JSON.parse(readFileSync(path.join(folder, 'demo.json'), 'utf8')));
    const token = await signIn(socket, folder, demo);
    process.stdout.write('what                      clients   ours/s    peer/s   ratio [min–max]     goal\n');
    await compareLists(socket, folder, demo, token);
    await compareDeposits(socket, folder, demo, token);
  } finally {
    service.child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compareLists(socket: string, folder: string, demo: Demo, token: string): Promise<void> {
  const { system, ins } = demo.patients.adult;
  await post(socket, token, '/fhir/Consent', consent(system, ins));
  for (let at = 0; at < 20; at += 1) {
    const { body } = deposit(demo, Buffer.from(`Compte rendu fictif ${at}`), '2030-01-01T00:00:00Z');
    await post(socket, token, '/fhir/DocumentReference', body);
  }
  const target = `/fhir/DocumentReference?patient.identifier=${encodeURIComponent(`${system}|${ins}`)}&date=ge2029&_count=20`;
  const answer = await call(socket, 'GET', target, { authorization: `Bearer ${token}` });
  if (JSON.parse(answer.toString()).entry.length !== 20) throw new Error('the list has not its 20 documents');
  const peerSocket = path.join(folder, 'peer.sock');
  const peer = await startProcess('./measure-bare-server.ts', [peerSocket], answer);
  const request = requestBytes('GET', target, { authorization: `Bearer ${token}` });
  try {
    for (const clients of CLIENTS) {
      const rounds = await interleave(
        () => rate(socket, clients, () => request, LISTS),
        () => rate(peerSocket, clients, () => request, LISTS),
      );
      report(`list of 20 (${Math.round(answer.length / 1_000)} kB)`, clients, rounds, GOALS.list[clients]);
    }
  } finally {
    peer.child.kill('SIGKILL');
  }
}

async function compareDeposits(socket: string, folder: string, demo: Demo, token: string): Promise<void> {
  for (const clients of CLIENTS) {
    const rounds = await interleave(
      async () => {
        const bodies = Array.from({ length: DEPOSITS }, () =>
          deposit(demo, randomPdf(), '2026-01-01T00:00:00Z').request(token),
        );
        return rate(socket, clients, (at) => bodies[at] ?? Buffer.alloc(0), DEPOSITS);
      },
      async () => diskRate(path.join(folder, 'disk')),
    );
    report('deposit of 300 kB', clients, rounds, GOALS.deposit[clients]);
  }
}

interface Round {
  readonly ours: number;
  readonly peer: number;
}

async function interleave(ours: () => Promise<number>, peer: () => Promise<number>): Promise<Round[]> {
  const rounds: Round[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const order = round % 2 === 0 ? (['ours', 'peer'] as const) : (['peer', 'ours'] as const);
    const done = { ours: 0, peer: 0 };
    for (const who of order) done[who] = await (who === 'ours' ? ours() : peer());
    // The first one warms up.
    if (round > 0) rounds.push(done);
  }
  return rounds;
}

/** Requests a second, with so many clients at once. */
async function rate(
  socket: string,
  clients: number,
  request: (at: number) => Buffer,
  count: number,
): Promise<number> {
  const connections = await Promise.all(Array.from({ length: clients }, () => bareClient(socket)));
  let next = 0;
  const started = performance.now();
  await Promise.all(
    connections.map(async (client) => {
      while (next < count) {
        const status = await client.ask(request(next++));
        if (status >= 300) throw new Error(`answered ${status}`);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1_000;
  for (const client of connections) client.close();
  return count / seconds;
}

/** Documents a second that the disk itself writes durably, one after the other. */
function diskRate(file: string): number {
  const bytes = randomPdf();
  const handle = openSync(file, 'w');
  const started = performance.now();
  for (let at = 0; at < DEPOSITS; at += 1) {
    writeSync(handle, bytes);
    fdatasyncSync(handle);
  }
  const seconds = (performance.now() - started) / 1_000;
  closeSync(handle);
  return DEPOSITS / seconds;
}

function report(what: string, clients: number, rounds: readonly Round[], goal: number): void {
  const ratios = rounds.map(({ ours, peer }) => ours / peer).sort((a, b) => a - b);
  const cell = (value: number, width: number): string => value.toFixed(value < 10 ? 2 : 0).padStart(width);
  process.stdout.write(
    `${what.padEnd(26)}${String(clients).padStart(7)}${cell(median(rounds.map(({ ours }) => ours)), 9)}` +
      `${cell(median(rounds.map(({ peer }) => peer)), 10)}${cell(median(ratios), 8)}` +
      ` [${(ratios[0] ?? 0).toFixed(2)}–${(ratios.at(-1) ?? 0).toFixed(2)}]   ≥ ${goal}\n`,
  );
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** As many bytes as a scanned page; random, so that nothing can be compressed. */
function randomPdf(): Buffer {
  return Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(DOCUMENT_BYTES - 9)]);
}
