import { describe, expect, it } from 'vitest';
import type { KeyPurpose } from '../../../electron/vault/owner-keys.ts';
import { ownerKeys, passingKeys } from '../../../electron/vault/owner-keys.ts';

const PURPOSES: readonly KeyPurpose[] = ['store', 'cache', 'undelivered', 'drafts', 'visitBag', 'backup'];

describe('the keys of a professional', () => {
  it('differ for each purpose, and none of them is the root', () => {
    const root = Buffer.alloc(32, 5);
    const keys = ownerKeys(Buffer.from(root));
    const derived = PURPOSES.map((purpose) => keys.subKey(purpose).toString('hex'));
    expect(new Set([...derived, root.toString('hex')]).size).toBe(PURPOSES.length + 1);
  });

  it('are the same at each opening, and others for another professional', () => {
    const own = ownerKeys(Buffer.alloc(32, 5));
    expect(ownerKeys(Buffer.alloc(32, 5)).subKey('cache')).toEqual(own.subKey('cache'));
    expect(ownerKeys(Buffer.alloc(32, 6)).subKey('cache')).not.toEqual(own.subKey('cache'));
    // What lies on disk was sealed under this key: the derivation may not change unnoticed.
    expect(own.subKey('cache').toString('hex')).toMatchInlineSnapshot(
      `"623022c7e656438da2cb18baa0f1b17e77166fe89c22d9daecb1f416bc2cf825"`,
    );
  });

  it('are wiped when they are forgotten, and give no key of zeros afterwards', () => {
    const root = Buffer.alloc(32, 5);
    const keys = ownerKeys(root);
    keys.forget();
    expect(root).toEqual(Buffer.alloc(32));
    expect(() => keys.subKey('cache')).toThrow('forgotten');
  });

  it('are drawn anew for a post that keeps nothing', () => {
    expect(passingKeys().subKey('store')).not.toEqual(passingKeys().subKey('store'));
  });
});
