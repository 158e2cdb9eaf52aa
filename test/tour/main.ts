/**
 * The guided tour: the whole main job, in a real browser, against the real embedded service. Prints each
 * step with what it saw, leaves screenshots in out/tour/, and ends well only if every step held.
 *
 * `--json` prints the steps as data, `--guide` puts its pictures into the user's guide.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launchOnChromium } from '../e2e/application.ts';
import { layLine } from '../e2e/line.ts';
import { actsChapter } from './chapters/acts.ts';
import { changesChapter } from './chapters/changes.ts';
import { counterChapter } from './chapters/counter.ts';
import { depositChapter } from './chapters/deposit.ts';
import { doctorDeskChapter } from './chapters/doctor-desk.ts';
import { emergencyChapter } from './chapters/emergency.ts';
import { messagingChapter } from './chapters/messaging.ts';
import { minorsChapter } from './chapters/minors.ts';
import { habilitationChapter } from './chapters/habilitation.ts';
import { noticesChapter } from './chapters/notices.ts';
import { offlineChapter } from './chapters/offline.ts';
import { patientsChapter } from './chapters/patients.ts';
import { postChapter } from './chapters/post.ts';
import { readingChapter } from './chapters/reading.ts';
import { regulatorDeskChapter } from './chapters/regulator-desk.ts';
import { rightsChapter } from './chapters/rights.ts';
import { sectionsChapter } from './chapters/sections.ts';
import { signInChapter } from './chapters/sign-in.ts';
import { spaceChapter } from './chapters/space.ts';
import { vaultChapter } from './chapters/vault.ts';
import { timeLineChapter } from './chapters/time-line.ts';
import { treatingDoctorChapter } from './chapters/treating-doctor.ts';
import type { Guide, Step } from './guide.ts';
import { createGuide } from './guide.ts';
import { keepForGuide } from './pictures.ts';

const asData = process.argv.includes('--json');
const folder = path.resolve(import.meta.dirname, '../../out/tour');

function say(step: Step): void {
  if (asData) return;
  process.stdout.write(
    `${step.held ? '✓' : '✗'} ${step.chapter} – ${step.title} (${step.tookMs} ms)\n    ${step.saw}\n`,
  );
}

rmSync(folder, { recursive: true, force: true });
if (!asData) process.stdout.write('Visite guidée de Poste Santé, sans écran, sur le service embarqué.\n');
const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'poste-sante-tour-'));
const line = await layLine(dataFolder);
const app = await launchOnChromium({ dataFolder, args: [line.argument] });
await app.page.setViewportSize({ width: 1280, height: 720 });
app.page.setDefaultTimeout(8_000);

/** What the browser itself complains of: a violation of the policy, an uncaught error. */
const complaints: string[] = [];
app.page.on('pageerror', (error) => complaints.push(error.message));
app.page.on('console', (message) => {
  if (message.type() === 'error') complaints.push(message.text());
});

const guide = createGuide(app.page, folder, say);
const chapters = [
  signInChapter,
  patientsChapter,
  rightsChapter,
  timeLineChapter,
  readingChapter,
  depositChapter,
  actsChapter,
  (of: Guide) => minorsChapter(of, app.dataFolder),
  habilitationChapter,
  treatingDoctorChapter,
  noticesChapter,
  changesChapter(app.dataFolder),
  offlineChapter(line),
  spaceChapter(app, folder),
  messagingChapter(app, folder),
  sectionsChapter(app, folder),
  postChapter,
  emergencyChapter,
  doctorDeskChapter,
  counterChapter,
  regulatorDeskChapter(app, folder),
  vaultChapter(folder),
];
for (const chapter of chapters) {
  await chapter(guide).catch((cause: unknown) =>
    guide.step('suite du chapitre', () =>
      Promise.reject(cause instanceof Error ? cause : new Error(String(cause))),
    ),
  );
}
guide.enter('Sécurité');
await guide.step('le navigateur n’a rien signalé : ni violation de la politique, ni erreur', async () => {
  if (complaints.length > 0) throw new Error(complaints.slice(0, 3).join(' | '));
  return 'aucune plainte';
});
await app.close();
line.close();
rmSync(dataFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });

if (process.argv.includes('--guide')) keepForGuide(folder, path.resolve(folder, '../../docs/images'));
const failed = guide.steps.filter((step) => !step.held);
if (asData) process.stdout.write(`${JSON.stringify(guide.steps, null, 2)}\n`);
else {
  process.stdout.write(
    `\n${guide.steps.length - failed.length} étapes tenues sur ${guide.steps.length} ; captures dans out/tour/\n`,
  );
}
process.exit(failed.length === 0 ? 0 : 1);
