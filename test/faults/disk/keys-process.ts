/**
 * A post whose keys are changed in every way, in a process of its own, behind the shim: a code printed, the card's PIN
 * changed, a new key laid down and taken at the next opening, a keychain that was emptied and the way back by the code.
 *
 *     node keys-process.ts FOLDER ROUNDS
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openSecondCopy } from '../../../electron/outbox/second-copy.ts';
import { changeCardPin } from '../../../electron/session/change-pin.ts';
import type { OpenedStore } from '../../../electron/session/unlock.ts';
import type { OwnVault } from '../../../electron/vault/own-vault.ts';
import type { KeysWay } from '../../../electron/vault/ways.ts';
import type { KeysSaid } from './keys-work.ts';
import { CARD, cardsOf, codeOf, keychainOf, makeOwnCard, openWithKeys, pinOf } from './keys-work.ts';
import { openPostWork } from './post-work.ts';

const [, , folder = '', rounds = '2'] = process.argv;
const mark = openSync(join(folder, 'shim.mark'), 'w');
const say = (said: KeysSaid): void => void writeSync(mark, JSON.stringify(said));
let pin = 0;
let code = 0;
let act = 0;

/** A session: the store is opened, an act is deposited and received or left, something is done, and it is closed. */
async function session(what: (vault: OwnVault) => Promise<unknown>, way?: KeysWay): Promise<void> {
  const opened = await openWithKeys(folder, pin, way);
  if (!opened.ok) throw new Error(opened.error.trouble);
  deposit(opened.value);
  const { vault } = opened.value;
  if (vault === null) throw new Error('nothing is kept');
  await what(vault);
  opened.value.close();
}

function deposit(store: OpenedStore): void {
  const work = openPostWork(store.database, folder, say, openSecondCopy(store, Date.now()).log);
  const name = `k${act}`;
  work.deposit(name);
  work.read();
  if (act % 2 === 0) work.receipt(name);
  work.close();
  act += 1;
}

async function demand(done: Promise<{ readonly ok: boolean }> | undefined): Promise<void> {
  if ((await done)?.ok !== true) throw new Error('refused');
}

await makeOwnCard(folder);
say({ pin });
await session(async (vault) => {
  await demand(vault.keepCode(codeOf(code)));
  say({ code });
});
for (let round = 0; round < Number(rounds); round += 1) {
  await session(async (vault) => {
    await demand(changeCardPin(cardsOf(folder), CARD, pinOf(pin), pinOf(pin + 1)));
    await demand(vault.sealUnder(pinOf(pin + 1)));
    pin += 1;
    say({ pin });
    await demand(vault.renew(pinOf(pin), codeOf(code + 1)));
  });
  // The opening that copies everything under the new key.
  await session(async () => {
    code += 1;
    say({ code });
  });
  say({ keychain: 'emptied' });
  keychainOf(folder).empty();
  await session(async () => say({ keychain: 'sound' }), { kind: 'recoveryCode', code: codeOf(code) });
}
closeSync(mark);
