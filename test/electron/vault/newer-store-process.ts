/**
 * Says of a professional's store that a newer program made it, or takes it back, with his own keys, on the keychain of this bus;
 * answers the version that stood there.
 *
 *     node newer-store-process.ts DATA_FOLDER PROFESSIONAL PIN VERSION
 */
import path from 'node:path';
import { osKeychain } from '../../../electron/vault/keychain.ts';
import { STRETCH_COST } from '../../../electron/vault/stretch.ts';
import { openDeskKeys } from '../../../electron/workstation/desk-keys.ts';
import { ownerKeys } from '../../../electron/vault/owner-keys.ts';
import { keyed } from '../../../electron/store/open.ts';

const [, , dataFolder = '', professional = '', pin = '', version = ''] = process.argv;
const found = await openDeskKeys(
  { dataDir: path.join(dataFolder, 'post'), keychain: osKeychain(), keyCost: STRETCH_COST, now: Date.now },
  professional,
  Buffer.from(pin),
  { kind: 'usual' },
);
if (!found.ok || found.value.kind !== 'keys') throw new Error('the keys do not open');
const database = keyed(
  path.join(found.value.folder, 'store.db'),
  ownerKeys(found.value.opened.root).subKey('store'),
);
const before = Number(database.pragma('user_version', { simple: true }));
database.pragma(`user_version = ${Number(version)}`);
database.close();
process.stdout.write(`${before}\n`);
process.exit(0);
