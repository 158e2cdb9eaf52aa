import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importJWK, jwtVerify } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { signAssertion } from '../../../electron/session/assertion.ts';
import type { SoftCard } from '../../../electron/session/card.ts';
import { readCards, tryPin } from '../../../electron/session/card.ts';
import { pinTriesIn } from '../../../electron/session/tries.ts';
import { triesInKeychain } from '../../../electron/vault/anchored-tries.ts';
import { memoryKeychain, noKeychain } from '../vault/memory-keychain.ts';
import { makeCard } from './make-card.ts';

let dir: string;
const pin = (text: string): Buffer => Buffer.from(text, 'utf8');

async function onlyCard(): Promise<SoftCard> {
  const card = (await readCards(dir)).cards[0];
  if (card === undefined) throw new Error('no card');
  return card;
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'cards-'));
});

/** Tries by the file beside the card alone. */
const tries = () => pinTriesIn(dir, { read: async () => 0, write: async () => undefined });

describe('the soft cards of a folder', () => {
  it('lists cards by name and counts the files that are none', async () => {
    await makeCard(dir, { id: '2', name: 'Mme Zoé BLANC' }, '1234');
    await makeCard(dir, { id: '1', name: 'Dr Éric ABEL' }, '1234');
    writeFileSync(join(dir, 'broken.json'), '{');
    writeFileSync(join(dir, '3.json'), readFileSync(join(dir, '1.json')));
    const { cards, unreadable } = await readCards(dir);
    expect(cards.map(({ id }) => id)).toEqual(['1', '2']);
    expect(unreadable).toBe(2);
  });

  it('is empty where the folder does not exist', async () => {
    expect((await readCards(join(dir, 'nowhere'))).cards).toEqual([]);
  });
});

describe('the PIN of a soft card', () => {
  it('opens a key that signs an assertion the card holder can be known by, and that cannot be read back', async () => {
    const publicKey = await makeCard(dir, { id: '899900000017' }, '1234');
    const opened = await tryPin(await onlyCard(), pin('1234'), tries());
    if (!opened.ok || opened.value.outcome !== 'right') throw new Error('not opened');
    const { signingKey } = opened.value;
    expect(signingKey.key.extractable).toBe(false);

    const now = Date.now();
    const assertion = await signAssertion(signingKey, 'http://localhost/auth/token', now, now);
    const { payload, protectedHeader } = await jwtVerify(
      assertion,
      await importJWK({ ...publicKey } as never, 'ES256'),
      { audience: 'http://localhost/auth/token' },
    );
    expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'JWT', kid: 'k1' });
    expect(payload.iss).toBe('899900000017');
    expect(payload.sub).toBe('899900000017');
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(60);
    expect(payload.jti).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('tells the tries left, blocks after three, and then refuses even the right one', async () => {
    await makeCard(dir, { id: '1' }, '1234');
    const card = await onlyCard();
    const outcomes = [];
    for (const typed of ['0000', '1111', '2222', '1234']) {
      outcomes.push(await tryPin(card, pin(typed), tries()));
    }
    expect(outcomes).toEqual([
      { ok: true, value: { outcome: 'wrongPin', triesLeft: 2 } },
      { ok: true, value: { outcome: 'wrongPin', triesLeft: 1 } },
      { ok: true, value: { outcome: 'cardBlocked' } },
      { ok: true, value: { outcome: 'cardBlocked' } },
    ]);
  });

  it('gives all tries back after the right one', async () => {
    await makeCard(dir, { id: '1' }, '1234');
    const card = await onlyCard();
    await tryPin(card, pin('0000'), tries());
    await tryPin(card, pin('1234'), tries());
    expect(tries().left('1')).toBe(3);
  });

  it('spends the try before it looks at the PIN: ending the process does not give it back', async () => {
    await makeCard(dir, { id: '1' }, '1234');
    let leftWhenLooking: number | undefined;
    const watched = pinTriesIn(dir, {
      read: async () => 0,
      write: async () => {
        leftWhenLooking ??= tries().left('1');
      },
    });
    await tryPin(await onlyCard(), pin('0000'), watched);
    expect(leftWhenLooking).toBe(2);
  });

  it('gives no try back for a file put back while the keychain remembers', async () => {
    await makeCard(dir, { id: '1' }, '1234');
    const keychain = memoryKeychain();
    const anchored = () =>
      pinTriesIn(
        dir,
        triesInKeychain(keychain, (cardId) => `owner-${cardId}`),
      );
    const card = await onlyCard();
    for (const typed of ['0000', '1111', '2222']) {
      await tryPin(card, pin(typed), anchored());
      rmSync(join(dir, '1.tries'), { force: true });
    }
    expect(await tryPin(card, pin('1234'), anchored())).toEqual({
      ok: true,
      value: { outcome: 'cardBlocked' },
    });
    expect(anchored().left('1')).toBe(0);
  });

  it('counts by the file alone where there is no keychain', async () => {
    await makeCard(dir, { id: '1' }, '1234');
    const alone = pinTriesIn(
      dir,
      triesInKeychain(noKeychain, (cardId) => cardId),
    );
    expect(await tryPin(await onlyCard(), pin('0000'), alone)).toEqual({
      ok: true,
      value: { outcome: 'wrongPin', triesLeft: 2 },
    });
  });

  it('gives nothing away when the counter was tampered with', async () => {
    await makeCard(dir, { id: '1' }, '1234');
    writeFileSync(join(dir, '1.tries'), '99');
    expect(await tryPin(await onlyCard(), pin('1234'), tries())).toEqual({
      ok: true,
      value: { outcome: 'cardBlocked' },
    });
  });

  it('tells a damaged card from a wrong PIN', async () => {
    await makeCard(dir, { id: '1' }, '1234', '{"kty":"oct"}');
    expect(await tryPin(await onlyCard(), pin('1234'), tries())).toEqual({
      ok: false,
      error: 'DAMAGED',
    });
  });
});
