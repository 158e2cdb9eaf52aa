import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { StoreKeyPlace } from '../../../electron/vault/store-key.ts';
import { storeKey } from '../../../electron/vault/store-key.ts';
import { unwrapKey, wrapKey } from '../../../electron/vault/wrap.ts';
import { memoryKeychain, noKeychain } from './memory-keychain.ts';

const pin = (text = '1234'): Buffer => Buffer.from(text, 'utf8');
let dir: string;
let place: StoreKeyPlace;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vault-'));
  place = { keyFile: join(dir, 'a.key'), storeFile: join(dir, 'a.db'), owner: 'a' };
});

describe('wrapping a store key', () => {
  const keychain = Buffer.alloc(32, 7);
  const key = Buffer.alloc(32, 9);

  it('opens with both secrets and for the same owner only', async () => {
    const wrapped = await wrapKey(key, { keychain, pin: pin() }, 'a');
    expect(await unwrapKey(wrapped, { keychain, pin: pin() }, 'a')).toEqual({ ok: true, value: key });
    const failed = { ok: false, error: 'KEY_NOT_UNWRAPPED' };
    expect(await unwrapKey(wrapped, { keychain, pin: pin('1235') }, 'a')).toEqual(failed);
    expect(await unwrapKey(wrapped, { keychain: Buffer.alloc(32, 8), pin: pin() }, 'a')).toEqual(failed);
    expect(await unwrapKey(wrapped, { keychain, pin: pin() }, 'b')).toEqual(failed);
  });

  it('never writes the key, the keychain secret or the PIN into the file', async () => {
    const text = JSON.stringify(await wrapKey(key, { keychain, pin: pin('987654321') }, 'a'));
    for (const secret of [key, keychain]) {
      expect(text).not.toContain(secret.toString('base64'));
      expect(text).not.toContain(secret.toString('hex'));
    }
    expect(text).not.toContain('987654321');
  });

  it('does not open when one bit of what is sealed is turned', async () => {
    const wrapped = await wrapKey(key, { keychain, pin: pin() }, 'a');
    const sealed = Buffer.from(wrapped.sealed, 'base64');
    sealed[3] = (sealed[3] ?? 0) ^ 1;
    const turned = { ...wrapped, sealed: sealed.toString('base64') };
    expect((await unwrapKey(turned, { keychain, pin: pin() }, 'a')).ok).toBe(false);
  });
});

describe('the key of a professional’s store', () => {
  it('is made once and opened again with the same card PIN', async () => {
    const keychain = memoryKeychain();
    const made = await storeKey(place, pin(), keychain);
    const opened = await storeKey(place, pin(), keychain);
    expect(made.ok && opened.ok && made.value.equals(opened.value)).toBe(true);
    expect(readdirSync(dir)).toEqual(['a.key']);
  });

  it('does not exist without a keychain: nothing is written', async () => {
    expect(await storeKey(place, pin(), noKeychain)).toEqual({ ok: false, error: 'KEYCHAIN_UNAVAILABLE' });
    expect(readdirSync(dir)).toEqual([]);
  });

  it('does not open on another machine: files without the keychain are worth nothing', async () => {
    await storeKey(place, pin(), memoryKeychain());
    expect(await storeKey(place, pin(), memoryKeychain())).toEqual({ ok: false, error: 'KEY_NOT_UNWRAPPED' });
  });

  it('leaves everything as it is where a PIN does not open it', async () => {
    const keychain = memoryKeychain();
    await storeKey(place, pin(), keychain);
    copyFileSync(place.keyFile, `${place.keyFile}.before`);
    expect(await storeKey(place, pin('0000'), keychain)).toEqual({ ok: false, error: 'KEY_NOT_UNWRAPPED' });
    expect(readFileSync(place.keyFile)).toEqual(readFileSync(`${place.keyFile}.before`));
  });

  it('never makes a new key over a store whose key is lost, nor over a damaged key', async () => {
    const keychain = memoryKeychain();
    await storeKey(place, pin(), keychain);
    writeFileSync(place.storeFile, 'a store');
    rmSync(place.keyFile);
    expect(await storeKey(place, pin(), keychain)).toEqual({ ok: false, error: 'KEY_FILE_MISSING' });
    expect(existsSync(place.keyFile)).toBe(false);
    writeFileSync(place.keyFile, '{"version":1}');
    expect(await storeKey(place, pin(), keychain)).toEqual({ ok: false, error: 'KEY_FILE_DAMAGED' });
    expect(readFileSync(place.keyFile, 'utf8')).toBe('{"version":1}');
  });
});
