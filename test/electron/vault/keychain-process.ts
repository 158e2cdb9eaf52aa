/**
 * Goes through the states of a real keychain and tells, as its last line, what the vault met in each. Each
 * meeting is a process of its own, as after each lock: libsecret remembers a secret service that is gone.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { osKeychain } from '../../../electron/vault/keychain.ts';
import type { Vault } from '../../../electron/vault/owner-vault.ts';
import { openKeys, openWithCode } from '../../../electron/vault/owner-vault.ts';
import { keepCode } from '../../../electron/vault/recovery.ts';
import { startKeyring } from '../../fixtures/private-keyring.ts';
import { CHEAP } from './memory-keychain.ts';

const pin = (text: string): Buffer => Buffer.from(text, 'utf8');
const code = Buffer.alloc(18, 5);
const [, script = '', act = 'all', folder = ''] = process.argv;
const vault: Vault = { owner: 'a', folder, keychain: osKeychain(), cost: CHEAP, now: Date.now };

async function met(): Promise<string> {
  switch (act) {
    case 'withCode': {
      const opened = await openKeys(vault, pin('1234'));
      return opened.ok && (await keepCode(vault, opened.value.root, code)).ok ? 'opened' : 'failed';
    }
    case 'recover': {
      const opened = await openWithCode(vault, code, pin('1234'));
      return opened.ok ? (opened.value.isKept ? 'kept' : 'once') : opened.error;
    }
    default: {
      const opened = await openKeys(vault, pin(act));
      return opened.ok ? 'opened' : opened.error;
    }
  }
}

async function everyState(): Promise<Record<string, string>> {
  const home = mkdtempSync(join(process.env.HOME ?? '', 'vaults-'));
  const own = join(home, 'a');
  const inProcess = (what: string, where = own): string =>
    execFileSync(process.execPath, [script, what, where], { encoding: 'utf8' }).trim();
  const keyFile = (): string => readFileSync(join(own, 'keys.json'), 'utf8');
  const keyring = await startKeyring();
  const told: Record<string, string> = { made: inProcess('withCode') };
  told.again = inProcess('1234');
  told.otherPin = inProcess('0000');
  const before = keyFile();
  await keyring.lock();
  told.locked = inProcess('1234');
  told.newWhileLocked = inProcess('1234', join(home, 'b'));
  await keyring.unlock();
  told.unlocked = inProcess('1234');
  await keyring.replace('weak');
  told.weak = inProcess('1234');
  told.newWhileWeak = inProcess('1234', join(home, 'b'));
  await keyring.end();
  told.absent = inProcess('1234');
  told.recoveredWithoutAny = inProcess('recover');
  await keyring.replace('sound');
  told.emptied = inProcess('1234');
  told.untouched = String(keyFile() === before);
  told.recovered = inProcess('recover');
  told.afterRecovery = inProcess('1234');
  await keyring.end();
  return told;
}

process.stdout.write(`${act === 'all' ? JSON.stringify(await everyState()) : await met()}\n`);
process.exit(0);
