import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { readCards, tryPin } from '../../../electron/session/card.ts';
import { pinTriesIn } from '../../../electron/session/tries.ts';
import { triesInKeychain } from '../../../electron/vault/anchored-tries.ts';
import { readKeyFile } from '../../../electron/vault/key-file.ts';
import type { Keychain } from '../../../electron/vault/keychain.ts';
import type { Vault } from '../../../electron/vault/owner-vault.ts';
import { openKeys, sealAnew } from '../../../electron/vault/owner-vault.ts';
import { STRETCH_COST, stretch } from '../../../electron/vault/stretch.ts';
import type { PinWrap } from '../../../electron/vault/wrap.ts';
import { unwrapStretched, unwrapWithPin, wrapWithPin } from '../../../electron/vault/wrap.ts';
import { makeCard } from '../../electron/session/make-card.ts';
import { CHEAP, memoryKeychain, noKeychain } from '../../electron/vault/memory-keychain.ts';
import type { Chance } from '../../fixtures/random.ts';
import { chanceFrom } from '../../fixtures/random.ts';
import type { FaultSuite, Measure } from '../suite.ts';

const PIN_TRIES = 5;
const PIN = '4827';
const pinOf = (text: string): Buffer => Buffer.from(text, 'utf8');

/** The code of a card: worth nothing on a copied folder, and tried a few times only on the post itself. */
export const suite: FaultSuite = {
  name: 'pin',
  goal: 'G20',
  run: async (options) => {
    const chance = chanceFrom(options.seed);
    const cost = await costOfAGuess();
    options.log(
      `one guess of a PIN costs ${cost.toFixed(0)} ms and ${STRETCH_COST.memorySize / 1_024} MiB here ` +
        `(median of 5; the goal is 500 ms on an office machine): 10 000 PINs of four digits take ` +
        `${((cost * 10_000) / 3_600_000).toFixed(1)} h for who has the keychain’s secret, and open nothing without it`,
    );
    return [
      await withoutTheDevice(options.full ? 1_000_000 : 20_000, options.full ? 200 : 2),
      await triesAfterRestoring(options.full ? 1_000 : 60, chance),
      await oldPinAfterRestoring(options.full ? 1_000 : 40),
    ];
  },
};

/** Milliseconds that the product's stretching takes here, as the fastest implementation at hand does it. */
async function costOfAGuess(): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const began = performance.now();
    (await stretch(pinOf(PIN), randomBytes(16), STRETCH_COST)).fill(0);
    times.push(performance.now() - began);
  }
  return times.toSorted((a, b) => a - b)[2] ?? Number.NaN;
}

/**
 * A copied data folder without the keychain. The guesser is given more than he could have: the right PIN, and
 * its stretching for nothing; he still has to guess the keychain's secret. A few guesses go the whole way.
 */
async function withoutTheDevice(guesses: number, whole: number): Promise<Measure> {
  const secret = randomBytes(32);
  const root = randomBytes(32);
  const at = { owner: 'a', account: 'a.1', cost: STRETCH_COST };
  const wrap = await wrapWithPin(root, { keychain: secret, pin: pinOf(PIN) }, at);
  const stretched = await stretch(pinOf(PIN), Buffer.from(wrap.salt, 'base64'), wrap.cost);
  const failures: string[] = [];
  for (let guess = 0; guess < guesses; guess += 1) {
    const guessed = randomBytes(32);
    if (unwrapStretched(wrap, guessed, stretched, 'a').ok) failures.push(`guess ${guess} opened`);
  }
  for (let guess = 0; guess < whole; guess += 1) {
    const opened = await unwrapWithPin(wrap, { keychain: randomBytes(32), pin: pinOf(PIN) }, 'a');
    if (opened.ok) failures.push(`whole guess ${guess} opened`);
  }
  return {
    what: `guesses on a copied folder without the keychain opened the data (the right PIN and its stretching given away in all but ${whole})`,
    cases: guesses + whole,
    failures,
    control: {
      fault: 'a key under the PIN alone falls to its digits',
      seen:
        unwrapStretched(wrap, secret, stretched, 'a').ok && (await falls(await pinOnly(root), '0042')) === 42,
    },
  };
}

/** The seeded fault: nothing of the device is part of the key, and the stretching is weak. */
const pinOnly = (root: Uint8Array): Promise<PinWrap> =>
  wrapWithPin(
    root,
    { keychain: new Uint8Array(32), pin: pinOf('0042') },
    { owner: 'a', account: '', cost: CHEAP },
  );

async function falls(wrap: PinWrap, last: string): Promise<number | undefined> {
  for (let guess = 0; guess <= Number(last); guess += 1) {
    const pin = pinOf(String(guess).padStart(4, '0'));
    if ((await unwrapWithPin(wrap, { keychain: new Uint8Array(32), pin }, 'a')).ok) return guess;
  }
  return undefined;
}

/** Files of before are put back after each wrong PIN; how often the PIN was looked at all the same. */
async function triesAfterRestoring(restores: number, chance: Chance): Promise<Measure> {
  const failures: string[] = [];
  let done = 0;
  for (let card = 0; done < restores; card += 1) {
    const looked = await looks(10, chance, memoryKeychain());
    done += 10;
    if (looked > PIN_TRIES) failures.push(`card ${card}: the PIN was looked at ${looked} times`);
  }
  return {
    what: 'times that the files of before were put back gave a try back',
    cases: done,
    failures,
    control: {
      fault: 'no keychain remembers the tries',
      seen: (await looks(10, chance, noKeychain)) > PIN_TRIES,
    },
  };
}

async function looks(restores: number, chance: Chance, keychain: Keychain): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), 'tries-'));
  const before = mkdtempSync(join(tmpdir(), 'before-'));
  await makeCard(dir, { id: '1' }, PIN);
  cpSync(dir, before, { recursive: true });
  let looked = 0;
  for (let restore = 0; restore < restores; restore += 1) {
    const [card] = (await readCards(dir)).cards;
    if (card === undefined) throw new Error('the card is gone');
    const guess = String(chance.below(10_000)).padStart(4, '0');
    const tries = pinTriesIn(
      dir,
      triesInKeychain(keychain, (id) => `owner-${id}`),
    );
    const outcome = await tryPin(card, pinOf(guess === PIN ? '0000' : guess), tries);
    if (outcome.ok && outcome.value.outcome === 'wrongPin') looked += 1;
    rmSync(dir, { recursive: true });
    cpSync(before, dir, { recursive: true });
  }
  rmSync(dir, { recursive: true });
  rmSync(before, { recursive: true });
  return looked;
}

/** After the PIN was changed, the files of before are put back, and the PIN of before is typed. */
async function oldPinAfterRestoring(restores: number): Promise<Measure> {
  const failures: string[] = [];
  for (let restore = 0; restore < restores; restore += 1) {
    if (await oldPinOpens({ isForgetful: false }))
      failures.push(`restore ${restore}: the PIN of before opened`);
  }
  return {
    what: 'times that the files of before a change of PIN were put back made the old PIN open',
    cases: restores,
    failures,
    control: {
      fault: 'the keychain of before is put back with the files',
      seen: await oldPinOpens({ isForgetful: true }),
    },
  };
}

async function oldPinOpens({ isForgetful }: { readonly isForgetful: boolean }): Promise<boolean> {
  const dir = mkdtempSync(join(tmpdir(), 'restored-'));
  const keychain = memoryKeychain();
  const vault: Vault = { owner: 'a', folder: join(dir, 'a'), keychain, cost: CHEAP, now: Date.now };
  const made = await openKeys(vault, pinOf('1234'));
  if (!made.ok) throw new Error(made.error);
  cpSync(vault.folder, join(dir, 'before'), { recursive: true });
  const secrets = new Map(keychain.secrets);
  const file = readKeyFile(vault.folder);
  if (!file.ok || file.value === null) throw new Error('no keys');
  await sealAnew(vault, file.value, made.value.root, pinOf(PIN));
  cpSync(join(dir, 'before'), vault.folder, { recursive: true });
  const known = isForgetful ? memoryKeychain(secrets) : keychain;
  const opened = await openKeys({ ...vault, keychain: known }, pinOf('1234'));
  rmSync(dir, { recursive: true });
  return opened.ok;
}
