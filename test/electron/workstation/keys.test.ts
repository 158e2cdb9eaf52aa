import { request } from 'node:http';
import type { Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KeysWay } from '../../../shared/bridge/keys.ts';
import type { MemoryKeychain } from '../vault/memory-keychain.ts';
import { memoryKeychain } from '../vault/memory-keychain.ts';
import type { Post } from './post.ts';
import { openPost } from './post.ts';
import type { ServiceProcess } from './service-process.ts';
import { startServiceProcess } from './service-process.ts';

let service: ServiceProcess;
let keychain: MemoryKeychain;
let dataDir: string;
let post: Post;

beforeAll(async () => {
  service = await startServiceProcess();
}, 240_000);
afterAll(() => service.stop());
beforeEach(() => {
  keychain = memoryKeychain();
  dataDir = mkdtempSync(join(tmpdir(), 'post-'));
});
afterEach(() => post.close());

/** A line to the service on which somebody hears the tokens. */
async function listenIn(servicePath: string) {
  const socketPath = join(mkdtempSync(join(tmpdir(), 'heard-')), 's');
  const tokens = new Set<string>();
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(servicePath);
    sockets.add(near).add(far);
    near.on('data', (chunk) => {
      for (const [, token = ''] of chunk.toString('latin1').matchAll(/authorization: Bearer (\S+)/gi))
        tokens.add(token);
    });
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  return {
    socketPath,
    tokens,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** A fresh process of the post on the same data: as after a lock, or on the next morning. */
async function reopened(practiceList: string | null = null): Promise<void> {
  post = await openPost(service, { dataDir, keychain, practiceList });
}
const signIn = (way?: KeysWay) =>
  post.call('session.signIn', {
    cardId: service.card('treatingDoctor'),
    pin: service.pin,
    ...(way === undefined ? {} : { way }),
  });
const patientsKept = async (): Promise<number> => (await post.call('patients.recent', { limit: 1 })).total;

const filesKept = (): ReadonlySet<string> =>
  new Set(readdirSync(join(dataDir, 'stores'), { recursive: true, encoding: 'utf8' }));

/** A post on which somebody worked, closed. */
async function worked(): Promise<number> {
  await reopened(service.practiceList);
  await signIn();
  const kept = await patientsKept();
  await post.close();
  return kept;
}

describe('the data of a professional, when his keychain is not what it was', () => {
  it.each(['absent', 'locked', 'weak'] as const)(
    'are not opened and not lost while it is %s, and open again when it is back',
    async (trouble) => {
      const kept = await worked();
      keychain.trouble = trouble;
      await reopened();
      expect(await signIn()).toEqual({
        outcome: 'keysNeeded',
        keys: { trouble, codeMadeAt: null, formerPinTries: 0, refused: null },
      });
      expect(await post.call('session.state', {})).toEqual({ status: 'signedOut' });
      keychain.trouble = null;
      expect(await signIn({ kind: 'usual' })).toMatchObject({
        outcome: 'signedIn',
        state: { storage: 'encrypted' },
      });
      expect(await patientsKept()).toBe(kept);
    },
  );

  it('may be left where they are: the session then keeps nothing, and they are there the next time', async () => {
    const kept = await worked();
    keychain.trouble = 'locked';
    await reopened();
    const before = filesKept();
    expect(await signIn({ kind: 'memory' })).toMatchObject({ state: { storage: 'memory' } });
    expect(await patientsKept()).toBe(0);
    expect(filesKept()).toEqual(before);
    await post.close();
    keychain.trouble = null;
    await reopened();
    await signIn();
    expect(await patientsKept()).toBe(kept);
  });

  it('ask nobody where nothing lies there yet: the session keeps nothing, and the light says why', async () => {
    keychain.trouble = 'locked';
    await reopened();
    expect(await signIn()).toMatchObject({ state: { storage: 'memory' } });
    expect(await post.call('system.status', {})).toMatchObject({ storage: 'memory', keychain: 'locked' });
    expect(existsSync(join(dataDir, 'stores'))).toBe(false);
  });

  it('are put aside, not deleted, when the professional begins anew', async () => {
    const kept = await worked();
    keychain.secrets.clear();
    await reopened(service.practiceList);
    expect(await signIn()).toMatchObject({ outcome: 'keysNeeded', keys: { trouble: 'emptied' } });
    expect(await signIn({ kind: 'fresh' })).toMatchObject({ state: { storage: 'encrypted' } });
    expect(await patientsKept()).toBe(kept);
    const folders = readdirSync(join(dataDir, 'stores'));
    expect(folders).toHaveLength(2);
    expect(folders.filter((name) => name.includes('.aside-'))).toHaveLength(1);
  });

  it('an older copy of the files, put back, gives nothing by itself', async () => {
    await worked();
    const yesterday = mkdtempSync(join(tmpdir(), 'yesterday-'));
    cpSync(join(dataDir, 'stores'), yesterday, { recursive: true });
    await worked();
    rmSync(join(dataDir, 'stores'), { recursive: true });
    cpSync(yesterday, join(dataDir, 'stores'), { recursive: true });
    await reopened();
    expect(await signIn()).toMatchObject({ outcome: 'keysNeeded', keys: { trouble: 'restored' } });
    await expect(post.call('patients.recent', { limit: 1 })).rejects.toThrow('LOCKED');
  });

  it('are each professional’s own: one keychain, and no key of one opens the other’s', async () => {
    await worked();
    await reopened();
    await post.signIn(service.card('pharmacist'), service.pin);
    const folders = readdirSync(join(dataDir, 'stores'));
    expect(folders).toHaveLength(2);
    await post.close();
    // The files of one under the name of the other: whoever signs in there meets his keychain, not these keys.
    const [one = '', other = ''] = folders;
    rmSync(join(dataDir, 'stores', one), { recursive: true });
    cpSync(join(dataDir, 'stores', other), join(dataDir, 'stores', one), { recursive: true });
    await reopened();
    const outcomes = [await signIn()];
    await post.close();
    await reopened();
    outcomes.push(
      await post.call('session.signIn', { cardId: service.card('pharmacist'), pin: service.pin }),
    );
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['keysNeeded', 'signedIn']);
  });
});

describe('what a post remembers of who was there', () => {
  it('the cards that were used, the last one first, and the name on one that is away', async () => {
    await reopened();
    const before = await post.call('session.cards', {});
    expect(before.cards.every(({ lastUsedAt }) => lastUsedAt === null)).toBe(true);
    await signIn();
    await post.close();
    await reopened();
    const { cards, away } = await post.call('session.cards', {});
    expect(cards[0]).toMatchObject({
      id: service.card('treatingDoctor'),
      lastUsedAt: expect.any(String) as unknown,
    });
    expect(away).toEqual([]);
    await post.close();
    post = await openPost(
      { ...service, cardsDir: mkdtempSync(join(tmpdir(), 'no-cards-')) },
      { dataDir, keychain },
    );
    expect(await post.call('session.cards', {})).toMatchObject({
      cards: [],
      away: [{ id: service.card('treatingDoctor'), name: expect.stringContaining('MARCHAL') as unknown }],
    });
  });

  it('the place where each practised last, proposed first the next time', async () => {
    const signInDoctor = async () => {
      const { state } = (await post.call('session.signIn', {
        cardId: service.card('doctor'),
        pin: service.pin,
      })) as { state: { places: { id: string }[] } };
      return state.places.map(({ id }) => id);
    };
    await reopened();
    const [first = '', second = ''] = await signInDoctor();
    await post.call('session.choosePlace', { placeId: second });
    await post.close();
    await reopened();
    expect(await signInDoctor()).toEqual([second, first]);
  });
});

describe('signing out', () => {
  it('ends every session at the service: what it gave the post opens nothing any more', async () => {
    const line = await listenIn(service.socketPath);
    post = await openPost({ ...service, socketPath: line.socketPath }, { dataDir, keychain });
    await signIn();
    const [token = ''] = line.tokens;
    expect(await statusWith(token)).not.toBe(401);
    expect(await post.call('session.signOut', {})).toEqual({ status: 'signedOut' });
    expect(await statusWith(token)).toBe(401);
    await expect(post.call('patients.recent', { limit: 1 })).rejects.toThrow('LOCKED');
    await line.close();
  });

  it('is the same when the post is closed', async () => {
    const line = await listenIn(service.socketPath);
    post = await openPost({ ...service, socketPath: line.socketPath }, { dataDir, keychain });
    await signIn();
    await post.close();
    const [token = ''] = line.tokens;
    expect(await statusWith(token)).toBe(401);
    await line.close();
    await reopened();
  });

  /** What the service answers whoever shows a token. */
  const statusWith = (token: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const asked = request(
        {
          socketPath: service.socketPath,
          path: '/fhir/PractitionerRole',
          headers: { authorization: `Bearer ${token}` },
        },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      );
      asked.on('error', reject).end();
    });
});
