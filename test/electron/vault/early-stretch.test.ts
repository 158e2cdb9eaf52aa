import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { stretchEarly } from '../../../electron/vault/early-stretch.ts';
import { writeKeyFile } from '../../../electron/vault/key-file.ts';
import { stretch } from '../../../electron/vault/stretch.ts';
import { wrapWithPin } from '../../../electron/vault/wrap.ts';

const CHEAP = { iterations: 1, memorySize: 8_192, parallelism: 1 };
const PIN = Buffer.from('1234');

let folder: string;
let salt: Buffer;
/** What was stretched, and what came of it. */
let made: { readonly pin: Uint8Array; key: Buffer }[];

const slow: typeof stretch = async (pin, of, cost) => {
  const key = await stretch(pin, of, cost);
  made.push({ pin, key });
  return key;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'early-stretch-'));
  const secrets = { keychain: Buffer.alloc(32, 1), pin: PIN };
  const pin = await wrapWithPin(Buffer.alloc(32, 2), secrets, { owner: 'o', account: 'a', cost: CHEAP });
  salt = Buffer.from(pin.salt, 'base64');
  writeKeyFile(folder, {
    version: 2,
    revision: 1,
    generation: 1,
    madeAt: '2026-11-26T10:00:00.000Z',
    pin,
    code: null,
    next: null,
    former: null,
    dropped: [],
  });
});
beforeEach(() => {
  made = [];
});

describe('a PIN that is stretched while its card judges it', () => {
  it('is stretched once: whoever opens the keys gets those bytes', async () => {
    const early = stretchEarly(folder, PIN, slow);
    const key = await early.stretch(PIN, salt, CHEAP);
    expect(key).toEqual(await stretch(PIN, salt, CHEAP));
    expect(made).toHaveLength(1);
    early.forget();
    expect(key).not.toEqual(Buffer.alloc(32));
  });

  it('serves no other PIN, salt or cost', async () => {
    const early = stretchEarly(folder, PIN, slow);
    const other = Buffer.from('1235');
    expect(await early.stretch(other, salt, CHEAP)).toEqual(await stretch(other, salt, CHEAP));
    const otherSalt = Buffer.alloc(16, 9);
    expect(await early.stretch(PIN, otherSalt, CHEAP)).toEqual(await stretch(PIN, otherSalt, CHEAP));
    early.forget();
  });

  it('leaves nothing of a PIN that the card did not accept', async () => {
    const early = stretchEarly(folder, PIN, slow);
    early.forget();
    await expect.poll(() => made.length).toBe(1);
    await expect.poll(() => made[0]?.key.every((byte) => byte === 0)).toBe(true);
    await expect.poll(() => made[0]?.pin.every((byte) => byte === 0)).toBe(true);
    expect(PIN.toString()).toBe('1234');
  });

  it('waits for nothing where no keys lie yet', async () => {
    const early = stretchEarly(mkdtempSync(join(tmpdir(), 'early-stretch-')), PIN, slow);
    expect(made).toEqual([]);
    expect(await early.stretch(PIN, salt, CHEAP)).toEqual(await stretch(PIN, salt, CHEAP));
    early.forget();
  });
});
