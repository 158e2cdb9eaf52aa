/**
 * `npm run docteur [-- --data=DIR] [--pack=FILE]`: examines a post and names the faulty part in one sentence, with
 * the repair; `--pack` also writes the incident pack. Ends with 0 when nothing is faulty, with 1 when something
 * is, with 2 when it was asked wrongly.
 */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import packageFile from '../../package.json' with { type: 'json' };
import type { Finding } from '../../shared/doctor/findings.ts';
import { healthOf } from '../../shared/doctor/findings.ts';
import { HEALTH_NAMES, PART_NAMES, verdict, wordsOf } from '../../shared/doctor/wording.ts';
import { connect } from '../gateway/connection.ts';
import { defaultDataFolder } from '../hosts/data-folder.ts';
import { electronBinary } from '../hosts/electron-binary.ts';
import { readPostConfig } from '../post/config.ts';
import { readFailedStart } from '../post/service-start.ts';
import { installedChromium } from '../hosts/chromium/browser-process.ts';
import { socketPathOf } from '../service/address.ts';
import { osKeychain } from '../vault/keychain.ts';
import { examinePost } from './examine.ts';
import { incidentPack } from './incident-pack.ts';

function fail(sentence: string): never {
  process.stderr.write(`docteur : ${sentence}\n`);
  process.exit(2);
}

function options(): { readonly data: string; readonly pack: string | undefined } {
  try {
    const { values } = parseArgs({ options: { data: { type: 'string' }, pack: { type: 'string' } } });
    return { data: values.data ?? defaultDataFolder(), pack: values.pack };
  } catch (cause) {
    return fail(cause instanceof Error ? cause.message : 'options illisibles');
  }
}

function hostKind(): 'electron' | 'chromium' | null {
  if (electronBinary() !== null) return 'electron';
  return installedChromium() === null ? null : 'chromium';
}

const { pack, ...given } = options();
/** As the service names it: its socket's place is derived from the name. */
const data = path.resolve(given.data);
const folder = path.join(data, 'post');
if (!existsSync(folder)) fail(`aucun poste dans ${data}`);
const kind = hostKind();
const chosen = readPostConfig(folder)?.service;
const isRemote = chosen?.kind === 'remote';
const address = isRemote ? { url: chosen.url } : ownService();
const connection = address === null ? null : connect(address);
const now = Date.now();
const failed = isRemote ? null : readFailedStart(folder);
const findings = await examinePost({
  folder,
  cardsDir: path.join(isRemote ? folder : path.join(data, 'service'), 'cards'),
  hostKind: kind,
  keychain: osKeychain(),
  service: address === null || connection === null ? null : { address, connection },
  start: failed === null ? {} : { lastFailure: { trouble: failed.trouble, days: daysSince(failed.at) } },
  store: null,
  now,
});
await connection?.close();
for (const finding of findings) print(finding);
process.stdout.write(`${verdict(findings)}\n`);
if (pack !== undefined) {
  writeFileSync(pack, incidentPack({ folder, findings, version: packageFile.version, hostKind: kind, now }), {
    mode: 0o600,
  });
  process.stdout.write(`Dossier d’incident enregistré, sans donnée de patient.\n`);
}
process.exit(findings.some((finding) => healthOf(finding) === 'faulty') ? 1 : 0);

/** Through a socket that nobody listens on, a closed application would look like a broken one. */
function ownService(): { readonly socketPath: string } | null {
  const socketPath = socketPathOf(path.join(data, 'service'));
  return process.platform === 'win32' || existsSync(socketPath) ? { socketPath } : null;
}

function daysSince(at: number): number {
  return Math.max(0, Math.floor((now - at) / 86_400_000));
}

function print(finding: Finding): void {
  const { sentence, repair } = wordsOf(finding);
  const name = `${PART_NAMES[finding.part]} (${HEALTH_NAMES[healthOf(finding)]})`;
  process.stdout.write(`${name} : ${sentence}\n`);
  if (repair !== null) process.stdout.write(`    → ${repair}\n`);
}
