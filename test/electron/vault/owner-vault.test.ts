import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readKeyFile } from '../../../electron/vault/key-file.ts';
import type { Keychain } from '../../../electron/vault/keychain.ts';
import type { Vault } from '../../../electron/vault/owner-vault.ts';
import {
  FORMER_PIN_TRIES,
  openKeys,
  openWithCode,
  openWithFormerPin,
  sealAnew,
} from '../../../electron/vault/owner-vault.ts';
import { keepCode } from '../../../electron/vault/recovery.ts';
import { CHEAP, memoryKeychain, noKeychain } from './memory-keychain.ts';

const pin = (text = '1234'): Buffer => Buffer.from(text, 'utf8');
const CODE = Buffer.alloc(18, 3);
const OTHER_CODE = Buffer.alloc(18, 4);

let dir: string;
let keychain: ReturnType<typeof memoryKeychain>;
let vault: Vault;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vault-'));
  keychain = memoryKeychain();
  vault = { owner: 'a', folder: join(dir, 'a'), keychain, cost: CHEAP, now: () => Date.UTC(2026, 10, 26) };
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function made(): Promise<Buffer> {
  const opened = await openKeys(vault, pin());
  if (!opened.ok) throw new Error(opened.error);
  await keepCode(vault, opened.value.root, CODE);
  return opened.value.root;
}
const troubleOf = async (opening: Promise<{ ok: boolean; error?: string }>): Promise<string | undefined> =>
  (await opening).error;
const withKeychain = (other: Keychain): Vault => ({ ...vault, keychain: other });

describe('the keys of a professional', () => {
  it('are made once, and opened again with the same card PIN and keychain', async () => {
    const root = await made();
    const again = await openKeys(vault, pin());
    expect(again.ok && again.value.root).toEqual(root);
    expect(readdirSync(vault.folder).toSorted()).toEqual(['keys.copy.json', 'keys.json']);
  });

  it('do not exist without a keychain: nothing is written', async () => {
    expect(await troubleOf(openKeys(withKeychain(noKeychain), pin()))).toBe('absent');
    expect(existsSync(vault.folder)).toBe(false);
  });

  it('leave no secret in a file: neither root, nor keychain secret, nor PIN, nor code', async () => {
    const root = await made();
    const text = readFileSync(join(vault.folder, 'keys.json'), 'utf8');
    for (const secret of [root, CODE, ...keychain.secrets.values()]) {
      expect(text).not.toContain(secret.toString('base64'));
      expect(text).not.toContain(secret.toString('hex'));
    }
    expect(text).not.toContain(pin().toString('base64'));
  });

  it.each(['keys.json', 'keys.copy.json'])('open although %s is damaged', async (name) => {
    const root = await made();
    writeFileSync(join(vault.folder, name), 'torn');
    const again = await openKeys(vault, pin());
    expect(again.ok && again.value.root).toEqual(root);
  });

  it('do not take a flipped bit for what was written, and are two good copies again afterwards', async () => {
    const root = await made();
    const path = join(vault.folder, 'keys.json');
    const whole = readFileSync(path);
    // Still a file of keys that can be understood: of another generation.
    writeFileSync(path, whole.toString('utf8').replace('"generation":1', '"generation":3'));
    const again = await openKeys(vault, pin());
    expect(again.ok && again.value).toMatchObject({ root, file: { generation: 1 } });
    expect(readFileSync(path)).toEqual(whole);
  });

  it.each(['absent', 'locked', 'weak'] as const)(
    'wait, untouched, for a keychain that is %s',
    async (trouble) => {
      await made();
      const before = readFileSync(join(vault.folder, 'keys.json'));
      keychain.trouble = trouble;
      expect(await troubleOf(openKeys(vault, pin()))).toBe(trouble);
      expect(readFileSync(join(vault.folder, 'keys.json'))).toEqual(before);
      keychain.trouble = null;
      expect((await openKeys(vault, pin())).ok).toBe(true);
    },
  );

  it('tell an emptied keychain from one that holds another secret', async () => {
    await made();
    const file = readKeyFile(vault.folder);
    const account = (file.ok && file.value?.pin.account) || '';
    expect(await troubleOf(openKeys(withKeychain(memoryKeychain()), pin()))).toBe('emptied');
    keychain.secrets.set(account, Buffer.alloc(32, 9));
    expect(await troubleOf(openKeys(vault, pin()))).toBe('replaced');
    keychain.secrets.delete(account);
    expect(await troubleOf(openKeys(vault, pin()))).toBe('replaced');
  });

  it('are never made anew over what lies there', async () => {
    await made();
    writeFileSync(join(vault.folder, 'keys.json'), '{}');
    writeFileSync(join(vault.folder, 'keys.copy.json'), '{}');
    expect(await troubleOf(openKeys(vault, pin()))).toBe('damaged');
    expect(readFileSync(join(vault.folder, 'keys.json'), 'utf8')).toBe('{}');
    rmSync(join(vault.folder, 'keys.json'));
    rmSync(join(vault.folder, 'keys.copy.json'));
    writeFileSync(join(vault.folder, 'store.db'), 'a store');
    expect(await troubleOf(openKeys(vault, pin()))).toBe('missing');
  });

  it('are one owner’s: a file moved to another professional does not open there', async () => {
    await made();
    const other: Vault = { ...vault, owner: 'b', folder: join(dir, 'b') };
    await openKeys(other, pin());
    cpSync(vault.folder, other.folder, { recursive: true });
    for (const [account, secret] of keychain.secrets) {
      keychain.secrets.set(account.replace('a.', 'b.'), secret);
    }
    expect((await openKeys(other, pin())).ok).toBe(false);
  });
});

describe('an older copy of the files, put back', () => {
  it('gives nothing: neither the PIN of before, nor the code of before', async () => {
    const root = await made();
    cpSync(vault.folder, join(dir, 'yesterday'), { recursive: true });
    const file = readKeyFile(vault.folder);
    if (!file.ok || file.value === null) throw new Error('no keys');
    expect((await sealAnew(vault, file.value, root, pin('5678'))).ok).toBe(true);
    cpSync(join(dir, 'yesterday'), vault.folder, { recursive: true });
    expect(await troubleOf(openKeys(vault, pin('1234')))).toBe('restored');
    expect(await troubleOf(openKeys(vault, pin('5678')))).toBe('restored');
  });

  it('opens with the printed code, on purpose, and counts from then on', async () => {
    const root = await made();
    cpSync(vault.folder, join(dir, 'yesterday'), { recursive: true });
    const file = readKeyFile(vault.folder);
    if (!file.ok || file.value === null) throw new Error('no keys');
    await sealAnew(vault, file.value, root, pin('5678'));
    cpSync(join(dir, 'yesterday'), vault.folder, { recursive: true });
    const opened = await openWithCode(vault, CODE, pin('5678'));
    expect(opened.ok && opened.value.root).toEqual(root);
    expect((await openKeys(vault, pin('5678'))).ok).toBe(true);
  });
});

describe('the printed code', () => {
  it('opens after the keychain was lost, and seals under the new one', async () => {
    const root = await made();
    const fresh = withKeychain(memoryKeychain());
    const opened = await openWithCode(fresh, CODE, pin());
    expect(opened.ok && opened.value).toMatchObject({ root, isKept: true });
    const usual = await openKeys(fresh, pin());
    expect(usual.ok && usual.value.root).toEqual(root);
    expect(await troubleOf(openKeys(vault, pin()))).not.toBeUndefined();
  });

  it('opens for once where there is no keychain, and lays nothing down', async () => {
    const root = await made();
    const before = readFileSync(join(vault.folder, 'keys.json'));
    const opened = await openWithCode(withKeychain(noKeychain), CODE, pin());
    expect(opened.ok && opened.value).toMatchObject({ root, isKept: false });
    expect(readFileSync(join(vault.folder, 'keys.json'))).toEqual(before);
  });

  it('is one code: another one opens nothing, a newer one takes its place', async () => {
    const root = await made();
    expect(await troubleOf(openWithCode(vault, OTHER_CODE, pin()))).toBe('WRONG_CODE');
    await keepCode(vault, root, OTHER_CODE);
    expect(await troubleOf(openWithCode(vault, CODE, pin()))).toBe('WRONG_CODE');
    expect((await openWithCode(vault, OTHER_CODE, pin())).ok).toBe(true);
  });

  it('does not exist until it was kept', async () => {
    await openKeys(vault, pin());
    expect(await troubleOf(openWithCode(vault, CODE, pin()))).toBe('NO_CODE');
  });
});

describe('a card whose code was changed elsewhere', () => {
  it('opens with the former code, and then with the new one alone', async () => {
    const root = await made();
    expect(await troubleOf(openKeys(vault, pin('5678')))).toBe('otherPin');
    const opened = await openWithFormerPin(vault, pin('1234'), pin('5678'));
    expect(opened.ok && opened.value.root).toEqual(root);
    expect((await openKeys(vault, pin('5678'))).ok).toBe(true);
    expect(await troubleOf(openKeys(vault, pin('1234')))).toBe('otherPin');
  });

  it('has five tries, which neither files put back nor a restart give again', async () => {
    await made();
    cpSync(vault.folder, join(dir, 'before'), { recursive: true });
    for (let guess = 0; guess < FORMER_PIN_TRIES; guess += 1) {
      expect(await troubleOf(openWithFormerPin(vault, pin('0000'), pin('5678')))).toBe('otherPin');
      rmSync(vault.folder, { recursive: true });
      cpSync(join(dir, 'before'), vault.folder, { recursive: true });
    }
    expect(await troubleOf(openWithFormerPin(vault, pin('1234'), pin('5678')))).toBe('NO_TRIES');
    expect((await openWithCode(vault, CODE, pin('5678'))).ok).toBe(true);
  });
});

describe('sealing anew, ended anywhere between', () => {
  /** A keychain whose process ends at its nth write or removal. */
  const endingAt = (step: number): Keychain => {
    let left = step;
    const ended = (): void => {
      left -= 1;
      if (left < 0) throw new Error('ended');
    };
    return {
      read: (account) => keychain.read(account),
      write: async (account, secret) => {
        ended();
        return keychain.write(account, secret);
      },
      remove: async (account) => {
        ended();
        return keychain.remove(account);
      },
    };
  };

  it('always leaves keys that open, with the old PIN or with the new one', async () => {
    const root = await made();
    let steps = 0;
    for (; steps < 10; steps += 1) {
      const file = readKeyFile(vault.folder);
      if (!file.ok || file.value === null) throw new Error('no keys');
      const before = { folder: join(dir, `at-${steps}`), secrets: new Map(keychain.secrets) };
      cpSync(vault.folder, before.folder, { recursive: true });
      const outcome = await sealAnew(withKeychain(endingAt(steps)), file.value, root, pin('5678')).then(
        () => 'done',
        () => 'ended',
      );
      const opened = [await openKeys(vault, pin('1234')), await openKeys(vault, pin('5678'))].filter(
        ({ ok }) => ok,
      );
      expect(opened).toHaveLength(1);
      if (outcome === 'done') break;
      rmSync(vault.folder, { recursive: true });
      cpSync(before.folder, vault.folder, { recursive: true });
      keychain.secrets.clear();
      for (const [account, secret] of before.secrets) keychain.secrets.set(account, secret);
    }
    expect(steps).toBeGreaterThanOrEqual(3);
  });
});
