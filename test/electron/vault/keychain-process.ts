/** Makes a store key with this machine's keychain, opens it again, and tells on standard output what happened. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { osKeychain } from '../../../electron/vault/keychain.ts';
import { storeKey } from '../../../electron/vault/store-key.ts';

const dir = mkdtempSync(join(tmpdir(), 'keychain-'));
const place = { keyFile: join(dir, 'a.key'), storeFile: join(dir, 'a.db'), owner: `test-${process.pid}` };
const open = (pin: string) => storeKey(place, Buffer.from(pin, 'utf8'), osKeychain());

const made = await open('1234');
const opened = await open('1234');
const wrong = await open('0000');
process.stdout.write(
  JSON.stringify({
    made: made.ok ? 'made' : made.error,
    same: made.ok && opened.ok && made.value.equals(opened.value),
    wrong: wrong.ok ? 'opened' : wrong.error,
  }),
);
