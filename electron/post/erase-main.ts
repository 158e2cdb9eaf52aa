/**
 * `npm run effacer -- --data=DIR [--tout]`: erases a post before it is uninstalled or given away, so that nothing
 * readable is left, not even in copies of its disk. Without `--tout` it says what lies there and erases nothing.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataFolder } from '../hosts/data-folder.ts';
import { lockFile } from '../store/lock.ts';
import { osKeychain } from '../vault/keychain.ts';
import { erasePost, tracesOf } from './erase.ts';

function fail(sentence: string): never {
  process.stderr.write(`effacer : ${sentence}\n`);
  process.exit(2);
}

function options(): { readonly data: string; readonly all: boolean } {
  try {
    const { values } = parseArgs({
      options: { data: { type: 'string' }, tout: { type: 'boolean', default: false } },
    });
    return { data: path.resolve(values.data ?? defaultDataFolder()), all: values.tout };
  } catch (cause) {
    return fail(cause instanceof Error ? cause.message : 'options illisibles');
  }
}

const { data, all } = options();
if (!existsSync(path.join(data, 'post'))) fail(`aucun poste dans ${data}`);
const release = lockFile(path.join(data, 'instance.lock'));
if (release === null) fail('fermez d’abord l’application');
const { accounts, maybeUndelivered } = tracesOf(path.join(data, 'post'));
process.stdout.write(`Comptes sur ce poste : ${accounts}\n`);
if (maybeUndelivered > 0) {
  process.stdout.write(
    `Comptes dont un envoi attend peut-être encore son accusé : ${maybeUndelivered}. Leurs titulaires peuvent ` +
      'encore se connecter, les envoyer, ou les sauvegarder.\n',
  );
}
release();
if (!all) {
  process.stdout.write('Rien n’a été effacé. Ajoutez --tout pour effacer ce poste.\n');
  process.exit(0);
}
const erased = await erasePost(data, osKeychain());
if (!erased.ok) {
  process.stderr.write(
    'Le trousseau ne répond pas : ses secrets n’ont pas pu être détruits, et rien n’a été effacé.\n' +
      '    → Déverrouillez le trousseau du système, puis recommencez.\n',
  );
  process.exit(1);
}
process.stdout.write(`Effacé : ${erased.value.forgotten} secrets du trousseau, puis tous les fichiers.\n`);
