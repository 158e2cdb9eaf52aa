import { createHash } from 'node:crypto';
import path from 'node:path';
import { compactDecrypt } from 'jose';
import { readFileSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { osKeychain } from '../../../electron/vault/keychain.ts';
import { ownerKeys } from '../../../electron/vault/owner-keys.ts';
import { STRETCH_COST } from '../../../electron/vault/stretch.ts';
import { openDeskKeys } from '../../../electron/workstation/desk-keys.ts';
import type { Application } from '../../e2e/application.ts';
import { launchOnChromium } from '../../e2e/application.ts';
import {
  DEMO_PIN,
  lockPost,
  declareConsent,
  documents,
  openPatient,
  patient,
  professionalId,
  signIn,
  typePin,
} from '../../e2e/driver.ts';
import { missingForPrivateBus, startPrivateBus } from '../../fixtures/private-bus.ts';
import type { Needle } from '../secrets/needles.ts';
import { seededPost } from '../../fixtures/seeded-post.ts';
import { processesBelow, scanMemory } from '../secrets/scan-memory.ts';
import type { FaultSuite } from '../suite.ts';

/** What is looked at comes two seconds after the lock (goal G18). */
const AFTER_MS = 2_000;
const WHO = 'treatingDoctor';
const WHOM = 'diabetic';

/**
 * Two seconds after a lock, the memory of every process of the post is read from outside: no key, no name, no
 * number. The embedded service is left out: it stands for the nation's, which no lock of a post ends.
 */
export const suite: FaultSuite = {
  name: 'memory',
  goal: 'G18',
  missing: missingForPrivateBus,
  run: async (options) => {
    const bus = await startPrivateBus();
    // The keychain that the application finds is the one that this process asks for the keys to look for.
    Object.assign(process.env, bus.env);
    try {
      const locks = options.full ? 200 : 1;
      const app = await launchOnChromium({
        dataFolder: await seededPost(),
        freshBrowsers: true,
        env: bus.env,
      });
      const failures: string[] = [];
      let { page } = app;
      const names = namesOf(WHOM).filter(({ bytes }) => countOf(app.pid, [{ form: '', bytes }]) === 0);
      if (names.length < 4) throw new Error('the name is in memory before anybody signed in');
      await begin(page);
      const needles = [...names, ...(await keysOf(app))];
      const shown = countOf(app.pid, needles);
      for (let lock = 0; lock < locks; lock += 1) {
        const before = new Set(ownProcesses(app.pid).map(({ pid }) => pid));
        const lockedAt = performance.now();
        await lockPost(page);
        page = await app.nextPage();
        await pause(Math.max(0, AFTER_MS - (performance.now() - lockedAt)));
        for (const { pid, command } of ownProcesses(app.pid)) {
          const counts = scanMemory(pid, needles);
          for (const [form, count] of counts)
            failures.push(`lock ${lock}: ${count} × ${form} in ${shortened(command)}`);
          if (before.has(pid) && pid !== app.pid)
            failures.push(`lock ${lock}: ${shortened(command)} goes on`);
        }
        await typePin(page, DEMO_PIN);
        await documents(page).first().waitFor();
      }
      await app.close();
      rmSync(app.dataFolder, { recursive: true, force: true });
      options.log(`${shown} copies of ${needles.length} forms while the record was open`);
      return [
        {
          what: 'locks after which a key, a name or a number was in the memory of a process',
          cases: locks,
          failures,
          control: {
            fault: 'a lock that ends the page and the workstation, but not the browser and what carries it',
            seen: await controlSees(bus.env, names),
          },
        },
      ];
    } finally {
      await bus.stop();
    }
  },
};

/** Signs in, types a name, and reads the list of a record. */
async function begin(page: Page): Promise<void> {
  await signIn(page, WHO);
  await page.keyboard.type(patient(WHOM).family.toLowerCase(), { delay: 5 });
  await openPatient(page, WHOM);
  await declareConsent(page, 'Équipe de soins', 'oral');
  await documents(page).first().waitFor();
}

async function controlSees(env: NodeJS.ProcessEnv, names: readonly Needle[]): Promise<boolean> {
  const app = await launchOnChromium({ dataFolder: await seededPost(), env });
  try {
    await begin(app.page);
    await lockPost(app.page);
    await app.page.getByLabel('Code de la carte').waitFor();
    await pause(AFTER_MS);
    return countOf(app.pid, names) > 0;
  } finally {
    await app.close();
    rmSync(app.dataFolder, { recursive: true, force: true });
  }
}

/** Without the nation's service, and without those who listen to the machine's buses. */
const ownProcesses = (root: number) =>
  processesBelow(root).filter(({ command }) => !/service\/main\.js|^gdbus /.test(command));

const countOf = (root: number, needles: readonly Needle[]): number =>
  ownProcesses(root)
    .flatMap(({ pid }) => [...scanMemory(pid, needles).values()])
    .reduce((sum, count) => sum + count, 0);

/** A name and a number as the heaps of JavaScript and of the browser keep them. */
function namesOf(key: string): readonly Needle[] {
  const { family, ins } = patient(key);
  return [family, family.toLowerCase(), ins].flatMap((text) => [
    { form: `${text.length} letters or digits in one byte each`, bytes: Buffer.from(text, 'latin1') },
    { form: `${text.length} letters or digits in two bytes each`, bytes: Buffer.from(text, 'utf16le') },
  ]);
}

/** The keys of the professional's store and of his card, as bytes. */
async function keysOf(app: Application): Promise<readonly Needle[]> {
  const keys = await openDeskKeys(
    {
      dataDir: path.join(app.dataFolder, 'post'),
      keychain: osKeychain(),
      keyCost: STRETCH_COST,
      now: Date.now,
    },
    professionalId(WHO),
    Buffer.from(DEMO_PIN),
    { kind: 'usual' },
  );
  if (!keys.ok || keys.value.kind !== 'keys') throw new Error('the store of the post is not encrypted');
  const { root } = keys.value.opened;
  const own = ownerKeys(Buffer.from(root));
  const file = path.join(app.dataFolder, 'service', 'cards', `${professionalId(WHO)}.json`);
  const card = JSON.parse(readFileSync(file, 'utf8')) as { key: string };
  const { plaintext } = await compactDecrypt(card.key, Buffer.from(DEMO_PIN), {
    keyManagementAlgorithms: ['PBES2-HS512+A256KW'],
    maxPBES2Count: 1_000_000,
  });
  const { d } = JSON.parse(new TextDecoder().decode(plaintext)) as { d: string };
  const secret = Buffer.from(d, 'base64url');
  return [
    { form: 'root of his keys', bytes: root },
    { form: 'key of the card', bytes: secret },
    { form: 'key of the card, small end first', bytes: Buffer.from(secret).reverse() },
    { form: 'key of the card, written', bytes: Buffer.from(d) },
    ...(['store', 'cache', 'drafts', 'undelivered', 'witness'] as const).map((purpose) => ({
      form: `key of ${purpose}`,
      bytes: own.subKey(purpose),
    })),
  ];
}

/** What a process is, without the folders of this run. */
const shortened = (command: string): string =>
  /--type=\S+|[\w-]+\.js|chromium/.exec(command)?.[0] ??
  createHash('sha256').update(command).digest('hex').slice(0, 8);
