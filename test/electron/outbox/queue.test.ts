import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ServiceClient } from '../../../electron/gateway/client.ts';
import type { NewAct, Outbox } from '../../../electron/outbox/outbox.ts';
import { openSecondCopy } from '../../../electron/outbox/second-copy.ts';
import type { UndeliveredLog } from '../../../electron/outbox/undelivered.ts';
import { noUndelivered } from '../../../electron/outbox/undelivered.ts';
import type { WritableDatabase } from '../../../electron/store/open.ts';
import { openStore } from '../../../electron/store/open.ts';
import { WORKSTATION_SCHEMA } from '../../../electron/store/schema.ts';
import { ownerKeys } from '../../../electron/vault/owner-keys.ts';
import type { FailureCode } from '../../../shared/bridge/failure.ts';
import { err, ok } from '../../../shared/result.ts';
import { opened } from './opened.ts';

/** A service that keeps what it is sent by its name, and whose answers can be made to fail. */
function fakeService() {
  const sent: { readonly key: string; readonly path: string }[] = [];
  const kept = new Set<string>();
  let failure: { readonly code: FailureCode; readonly after: boolean } | undefined;
  let gate: Promise<void> = Promise.resolve();
  const client = {
    base: 'http://localhost/fhir',
    fhir: async (request: Parameters<ServiceClient['fhir']>[0]) => {
      await gate;
      const failing = failure;
      if (failing?.after === false) return err(failing.code);
      if (typeof request.body !== 'function') throw new Error('an act is sent as a stream');
      try {
        for await (const _piece of request.body());
      } catch {
        return err('SERVICE_UNREACHABLE');
      }
      const key = request.headers?.['idempotency-key'] ?? '';
      sent.push({ key, path: request.path });
      kept.add(key);
      if (failing?.after === true) return err(failing.code);
      return ok({ status: 201, headers: { etag: 'W/"2"' }, body: new Uint8Array() });
    },
  } as unknown as ServiceClient;
  return {
    client,
    sent,
    kept,
    fail: (code: FailureCode, after = false) => {
      failure = { code, after };
    },
    mend: () => {
      failure = undefined;
    },
    /** Holds what arrives until the way is open. */
    hold: () => {
      let open: () => void = () => undefined;
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return open;
    },
  };
}

const database = (path = ':memory:'): WritableDatabase => {
  const opened = openStore(path, Buffer.alloc(32, 1), WORKSTATION_SCHEMA);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outbox-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const storeAt = (db: WritableDatabase) => ({
  database: db,
  keys: ownerKeys(Buffer.alloc(32, 9)),
  folder,
});

const act = (title: string, change: Partial<NewAct> = {}): NewAct => ({
  actId: randomUUID(),
  kind: 'mask',
  onBehalfOf: null,
  secret: false,
  ins: { system: 's', value: '280024410990042' },
  title,
  objects: [title],
  uniqueId: null,
  replaces: null,
  sha256: 'ab',
  request: { method: 'PATCH', path: title, headers: {}, body: Buffer.from('[]') },
  ...change,
});

const stands = (outbox: Outbox): Record<string, string> =>
  Object.fromEntries(outbox.entries().map(({ title, status }) => [title, status.status]));

describe('the queue of acts', () => {
  it('sends in order, each under its own name, and keeps the receipts', async () => {
    const service = fakeService();
    const outbox = opened(service, database());
    const acts = ['a', 'b', 'c'].map((title) => act(title));
    for (const each of acts) expect(outbox.enqueue(each).ok).toBe(true);
    await Promise.all(acts.map(({ actId }) => outbox.tried(actId)));
    expect(service.sent.map(({ path }) => path)).toEqual(['a', 'b', 'c']);
    expect(service.kept.size).toBe(3);
    expect(stands(outbox)).toEqual({ a: 'received', b: 'received', c: 'received' });
    expect(outbox.receipts()).toHaveLength(3);
    outbox.close();
  });

  it('holds what changes the same document until the earlier act is over, and lets the others go', async () => {
    const service = fakeService();
    const outbox = opened(service, database());
    service.fail('INTERNAL');
    const first = act('first', { objects: ['doc'] });
    outbox.enqueue(first);
    await outbox.tried(first.actId);
    service.mend();
    const held = act('held', { objects: ['doc', 'other'] });
    const free = act('free', { objects: ['elsewhere'] });
    const open = service.hold();
    outbox.enqueue(held);
    outbox.enqueue(free);
    open();
    await Promise.all([outbox.tried(held.actId), outbox.tried(free.actId)]);
    expect(service.sent.map(({ path }) => path)).toEqual(['first', 'held', 'free']);
    outbox.close();
  });

  it('asks again by the same name after an answer that was lost: it happened once', async () => {
    const service = fakeService();
    const outbox = opened(service, database());
    service.fail('SERVICE_UNREACHABLE', true);
    const only = act('only');
    outbox.enqueue(only);
    const { entry } = await outbox.tried(only.actId);
    expect(entry).toMatchObject({ status: { status: 'left' }, canUndo: false });
    expect(outbox.undo(only.actId)).toEqual(err('ALREADY_LEFT'));
    service.mend();
    await outbox.release([only.actId]);
    expect(service.sent).toHaveLength(2);
    expect(service.kept.size).toBe(1);
    expect(stands(outbox)).toEqual({ only: 'received' });
    outbox.close();
  });

  it('can be taken back while the service is away, and then never leaves', async () => {
    const service = fakeService();
    const outbox = opened(service, database());
    service.fail('SERVICE_UNREACHABLE');
    const mistaken = act('mistaken');
    outbox.enqueue(mistaken);
    expect((await outbox.tried(mistaken.actId)).entry).toMatchObject({
      status: { status: 'waiting', because: 'SERVICE_UNREACHABLE' },
      canUndo: true,
    });
    expect(outbox.undo(mistaken.actId)).toEqual(ok(null));
    service.mend();
    await outbox.sendWaiting();
    expect(service.sent).toEqual([]);
    expect(outbox.entries()).toEqual([]);
    outbox.close();
  });

  it('waits the time in which it can be taken back, where nothing takes it back afterwards', async () => {
    const service = fakeService();
    const outbox = opened(service, database(), { undoMs: 3_600_000 });
    const deletion = act('deletion', { kind: 'deletion' });
    const mask = act('mask');
    outbox.enqueue(deletion);
    outbox.enqueue(mask);
    await outbox.tried(mask.actId);
    expect(stands(outbox)).toEqual({ deletion: 'waiting', mask: 'received' });
    const tried = outbox.tried(deletion.actId);
    expect(outbox.undo(deletion.actId)).toEqual(ok(null));
    expect(await tried).toEqual({ entry: undefined, answer: undefined });
    expect(service.sent.map(({ path }) => path)).toEqual(['mask']);
    outbox.close();
  });

  it('refuses for good what the service refuses, with the reason, and goes on with the next one', async () => {
    const service = fakeService();
    const outbox = opened(service, database());
    service.fail('STALE_VERSION');
    const stale = act('stale');
    outbox.enqueue(stale);
    expect((await outbox.tried(stale.actId)).entry?.status).toEqual({
      status: 'refused',
      code: 'STALE_VERSION',
    });
    outbox.forget(stale.actId);
    expect(outbox.entries()).toEqual([]);
    outbox.close();
  });

  it('keeps what is left from an earlier session until its author has read it again', async () => {
    const service = fakeService();
    const db = database();
    service.fail('SERVICE_UNREACHABLE');
    const earlier = opened(service, db, { secondCopy: openSecondCopy(storeAt(db), 0).log });
    const left = act('left');
    earlier.enqueue(left);
    await earlier.tried(left.actId);
    earlier.close();
    service.mend();

    const { log, acts } = openSecondCopy(storeAt(db), 0);
    const now = opened(service, db, { secondCopy: log });
    expect(acts).toBe(0);
    await now.sendWaiting();
    expect(service.sent).toEqual([]);
    expect(now.counts()).toEqual({ toReview: 1, waiting: 0, refused: 0 });
    await now.release([left.actId]);
    expect(stands(now)).toEqual({ left: 'received' });
    now.close();
  });

  it('sends nothing of somebody else, and no secret outside of a secret session', async () => {
    const service = fakeService();
    const db = database();
    const colleague = opened(service, db, { authorId: 'colleague' });
    service.fail('SERVICE_UNREACHABLE');
    const his = act('his');
    colleague.enqueue(his);
    await colleague.tried(his.actId);
    colleague.close();
    service.mend();
    const outbox = opened(service, db);
    const secret = act('secret', { secret: true });
    outbox.enqueue(secret);
    await outbox.tried(secret.actId);
    await outbox.sendWaiting();
    expect(service.sent).toEqual([]);
    outbox.close();
  });
});

describe('the two copies of what was not received', () => {
  const full = (): never => {
    throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  };

  it('acknowledges nothing that the disk did not keep', async () => {
    const service = fakeService();
    const db = database();
    const secondCopy: UndeliveredLog = { ...noUndelivered, keep: full };
    const outbox = opened(service, db, { secondCopy });
    expect(outbox.enqueue(act('lost'))).toEqual(err('DISK_FULL'));
    await outbox.sendWaiting();
    expect(outbox.entries()).toEqual([]);
    expect(service.sent).toEqual([]);
    outbox.close();
  });

  it('lets nothing leave that could not be written down before, and says why it waits', async () => {
    const service = fakeService();
    const db = database();
    const outbox = opened(service, db, { secondCopy: { ...noUndelivered, left: full } });
    const only = act('only');
    outbox.enqueue(only);
    expect((await outbox.tried(only.actId)).entry?.status).toMatchObject({ because: 'DISK_FULL' });
    expect(service.sent).toEqual([]);
    outbox.close();
  });

  it('gives every act back when the store is lost, and none that was received', async () => {
    const service = fakeService();
    const db = database();
    const { log } = openSecondCopy(storeAt(db), 0);
    const outbox = opened(service, db, { secondCopy: log });
    service.fail('SERVICE_UNREACHABLE');
    const acts = ['un', 'deux'].map((title) => act(title));
    for (const each of acts) outbox.enqueue(each);
    await Promise.all(acts.map(({ actId }) => outbox.tried(actId)));
    service.mend();
    const [first] = acts;
    await outbox.release([first?.actId ?? '']);
    service.fail('SERVICE_UNREACHABLE');
    const last = act('trois');
    outbox.enqueue(last);
    await outbox.tried(last.actId);
    outbox.close();

    const fresh = database();
    const recovered = openSecondCopy(storeAt(fresh), 0);
    const again = opened(service, fresh, { secondCopy: recovered.log });
    service.mend();
    const waiting = again.entries().filter(({ status }) => status.status === 'toReview');
    expect(recovered).toMatchObject({ acts: waiting.length, damaged: 0 });
    expect(waiting.map(({ title }) => title)).toContain('trois');
    await again.release(waiting.map(({ actId }) => actId));
    // Whatever was sent twice was sent by the same name: the service has each of the three once.
    expect(service.kept.size).toBe(3);
    again.close();
  });

  it('believes the second copy where an older store was put back', async () => {
    const service = fakeService();
    const path = join(folder, 'store.db');
    const db = database(path);
    const { log } = openSecondCopy(storeAt(db), 0);
    const outbox = opened(service, db, { secondCopy: log });
    service.fail('SERVICE_UNREACHABLE');
    const [taken, waits] = [act('taken'), act('waits')];
    outbox.enqueue(taken);
    outbox.enqueue(waits);
    await outbox.tried(waits.actId);
    const older = join(folder, 'older.db');
    db.exec(`VACUUM INTO '${older}'`);
    outbox.undo(taken.actId);
    outbox.close();
    db.close();

    const put = database(older);
    const back = openSecondCopy(storeAt(put), 0);
    const again = opened(service, put, { secondCopy: back.log });
    expect(stands(again)).toEqual({ waits: 'toReview' });
    again.close();
  });
});
