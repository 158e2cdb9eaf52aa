import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ServiceClient } from '../../../electron/gateway/client.ts';
import { createClient } from '../../../electron/gateway/client.ts';
import type { Connection, WireRequest } from '../../../electron/gateway/connection.ts';
import { connect } from '../../../electron/gateway/connection.ts';
import type { NewAct, Outbox } from '../../../electron/outbox/outbox.ts';
import { askForReview } from '../../../electron/store/acts.ts';
import type { WritableDatabase } from '../../../electron/store/open.ts';
import type { ActProgress } from '../../../shared/bridge/outbox.ts';
import { err, ok } from '../../../shared/result.ts';
import { consented } from '../../blackbox/acts.ts';
import type { Client } from '../../blackbox/client.ts';
import type { InProcessService } from '../../faults/in-process.ts';
import { openInProcess } from '../../faults/in-process.ts';
import { publication } from '../service/documents/bodies.ts';
import { memoryStore } from '../store/temporary-store.ts';
import { opened } from './opened.ts';

let service: InProcessService;
let asking: Client;
let connection: Connection;
let real: ServiceClient;
beforeAll(async () => {
  service = await openInProcess();
  asking = await service.listen();
  const token = await asking.token('doctor');
  await consented(asking, 'doctor', 'adult');
  connection = connect({ url: service.context.address.url });
  real = createClient({
    connection,
    session: { token: async () => ok(token), renewAfter: async () => err('SESSION_ENDED') },
    onLight: () => undefined,
    onUnusual: () => undefined,
  });
}, 60_000);
afterAll(async () => {
  await connection.close();
  await service.close();
});

interface Opened {
  /** What is done with each request below the service's root before it leaves; true: it is lost. */
  readonly onWay?: (request: WireRequest) => Promise<boolean> | boolean;
  readonly onProgress?: (progress: ActProgress) => void;
}

const open = (db: WritableDatabase, { onWay = () => false, onProgress = () => undefined }: Opened): Outbox =>
  opened(
    {
      client: {
        ...real,
        ask: async (request) => ((await onWay(request)) ? err('SERVICE_UNREACHABLE') : real.ask(request)),
      },
    },
    db,
    { onProgress },
  );

/** A deposit of more than a megabyte on its way: it takes several parts. */
function report(): NewAct & { readonly uniqueId: string } {
  const uniqueId = `urn:uuid:${randomUUID()}`;
  const patient = asking.patient('adult');
  const resource = publication({
    patient,
    author: asking.card('doctor'),
    uniqueId,
    text: `${uniqueId} `.repeat(20_000),
  });
  return {
    actId: randomUUID(),
    kind: 'deposit',
    onBehalfOf: null,
    secret: false,
    ins: { system: patient.system, value: patient.ins },
    title: 'Imagerie',
    objects: [uniqueId],
    uniqueId,
    replaces: null,
    sha256: 'ab',
    request: {
      method: 'POST',
      path: 'DocumentReference',
      headers: { 'content-type': 'application/fhir+json' },
      body: Buffer.from(JSON.stringify(resource), 'utf8'),
    },
  };
}

const atService = (uniqueId: string) => {
  const { db } = service.context;
  return {
    documents: db
      .prepare<[string], number>('SELECT count(*) FROM document WHERE unique_value = ?')
      .pluck()
      .get(uniqueId),
    parts: db.prepare<[], number>('SELECT count(*) FROM upload_part').pluck().get(),
  };
};

const isLast = ({ headers }: WireRequest): boolean => headers?.['upload-complete'] === '?1';

it('tells how many bytes are on their way, and can be taken back until its last part leaves', async () => {
  const act = report();
  const told: ActProgress[] = [];
  const couldUndo: boolean[] = [];
  const outbox = open(memoryStore(), {
    onProgress: (progress) => void told.push(progress),
    onWay: (request) => {
      if (isLast(request)) couldUndo.push(...outbox.entries().map(({ canUndo }) => canUndo));
      return false;
    },
  });
  outbox.enqueue(act);
  await outbox.tried(act.actId);
  expect(outbox.entries()).toMatchObject([{ status: { status: 'received' }, canUndo: false }]);
  expect(couldUndo).toEqual([true]);
  expect(atService(act.uniqueId)).toEqual({ documents: 1, parts: 0 });
  const sent = told.filter(({ step }) => step === 'sending');
  const bytes = sent.map(({ sentBytes }) => sentBytes);
  expect(bytes).toEqual([...bytes].sort((a, b) => a - b));
  expect(new Set(bytes).size).toBeGreaterThan(5);
  const firstLast = sent.findIndex(({ canUndo }) => !canUndo);
  expect(sent[firstLast - 1]?.sentBytes).toBeGreaterThan(act.request.body.length / 4);
  expect(outbox.undo(act.actId)).toEqual(err('ALREADY_LEFT'));
  outbox.close();
});

it('taken back midway is nowhere: neither in the record nor in parts', async () => {
  const act = report();
  let parts = 0;
  let forgotten: () => void = () => undefined;
  const isForgotten = new Promise<void>((resolve) => {
    forgotten = resolve;
  });
  const outbox = open(memoryStore(), {
    onWay: async (request) => {
      if (request.method === 'DELETE') queueMicrotask(forgotten);
      if (request.method !== 'PATCH') return false;
      parts += 1;
      if (parts < 3) return false;
      expect(atService(act.uniqueId).parts).toBeGreaterThan(0);
      expect(outbox.undo(act.actId)).toEqual(ok(null));
      return true;
    },
  });
  outbox.enqueue(act);
  expect(await outbox.tried(act.actId)).toEqual({ entry: undefined, answer: undefined });
  await isForgotten;
  await expect.poll(() => atService(act.uniqueId)).toEqual({ documents: 0, parts: 0 });
  expect(outbox.entries()).toEqual([]);
  outbox.close();
});

it('cut off, says what the service holds, and goes on from there', async () => {
  const act = report();
  let isCut = false;
  let parts = 0;
  const outbox = open(memoryStore(), {
    onWay: ({ method }) => {
      if (method === 'PATCH') parts += 1;
      isCut ||= parts === 3;
      return isCut;
    },
  });
  outbox.enqueue(act);
  const { entry } = await outbox.tried(act.actId);
  const totalBytes = act.request.body.length;
  expect(entry).toMatchObject({
    status: { status: 'waiting', because: 'SERVICE_UNREACHABLE', held: { totalBytes } },
    canUndo: true,
  });
  const held = entry?.status.status === 'waiting' ? entry.status.held?.heldBytes : undefined;
  expect(held).toBe(256 * 1024 + 512 * 1024);
  isCut = false;
  parts = 100;
  await outbox.release([act.actId]);
  expect(outbox.entries()).toMatchObject([{ status: { status: 'received' } }]);
  expect(atService(act.uniqueId)).toEqual({ documents: 1, parts: 0 });
  outbox.close();
});

it('left by its session midway, it can be taken back in the next, and its parts are forgotten', async () => {
  const act = report();
  const db = memoryStore();
  let parts = 0;
  let isCut = false;
  const first = open(db, {
    onWay: ({ method }) => {
      if (method === 'PATCH') parts += 1;
      isCut ||= parts === 2;
      return isCut;
    },
  });
  first.enqueue(act);
  await first.tried(act.actId);
  first.close();
  expect(atService(act.uniqueId).parts).toBe(1);
  askForReview(db);
  const next = open(db, {});
  expect(next.entries()).toMatchObject([
    { status: { status: 'toReview', mayHaveLeft: false }, canUndo: true },
  ]);
  expect(next.undo(act.actId)).toEqual(ok(null));
  await expect.poll(() => atService(act.uniqueId)).toEqual({ documents: 0, parts: 0 });
  next.close();
});
