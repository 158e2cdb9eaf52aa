import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { zipSync } from 'fflate';
import { nirKey } from '../../../shared/identity/nir.ts';
import { minimalPdf } from '../../electron/workstation/minimal-pdf.ts';
import type { Application } from '../../e2e/application.ts';
import { launchOnChromium } from '../../e2e/application.ts';
import {
  chooseFile,
  DEMO_PIN,
  lockPost,
  declareConsent,
  draftsOf,
  openDocument,
  openPart,
  openPatient,
  searchBox,
  signIn,
  titleField,
  typePin,
} from '../../e2e/driver.ts';
import type { PrivateBus } from '../../fixtures/private-bus.ts';
import { missingForPrivateBus, startPrivateBus } from '../../fixtures/private-bus.ts';
import type { Needle } from '../secrets/needles.ts';
import { formsOf, found, INS_STEM, STEM } from '../secrets/needles.ts';
import type { Scan } from '../secrets/scan-files.ts';
import { scanFolders } from '../secrets/scan-files.ts';
import { processesBelow } from '../secrets/scan-memory.ts';
import { seededPost } from '../../fixtures/seeded-post.ts';
import type { FaultSuite } from '../suite.ts';

const CANARIES = 1_000;
const WHO = 'treatingDoctor';
const WHOM = 'adult';
/** What is kept of the record beside its documents, and what only the viewer reads off a PDF. */
const SECTION_WORD = 'DT18-1450';
const PDF_TITLE = 'Échographie de la thyroïde';
const PDF_WORD = 'isoéchogène';
const NEEDLES: readonly Needle[] = [STEM, INS_STEM, SECTION_WORD, PDF_WORD].flatMap(formsOf);

/**
 * A thousand patients whose names and numbers are nobody's are worked with, printed, typed, locked away and
 * crashed upon; then every file that the application could have written is searched for them.
 */
export const suite: FaultSuite = {
  name: 'plaintext',
  goal: 'G17',
  missing: missingForPrivateBus,
  run: async (options) => {
    const temp = mkdtempSync(path.join(os.tmpdir(), 'plaintext-'));
    try {
      const rounds = options.full ? 12 : 1;
      const failures: string[] = [];
      let looked = 0;
      for (let round = 0; round < rounds; round += 1) {
        const scan = await onAFreshPost(temp);
        looked += scan.files;
        failures.push(...scan.findings.map((finding) => `round ${round}: ${finding}`));
      }
      const planted = plant(temp);
      const seen = scanFolders([temp], NEEDLES, []);
      const missed = planted.filter((file) => !seen.findings.some((finding) => finding.startsWith(file)));
      options.log(
        `${looked} files, command lines and environments searched for ${NEEDLES.length} forms; ${planted.length - missed.length} of ${planted.length} planted canaries found`,
      );
      options.log(`swap of this machine: ${swap()}`);
      return [
        {
          what: 'canaries in the clear, of a thousand patients in every file of the post',
          cases: CANARIES * rounds,
          failures,
          control: { fault: 'a canary planted in every form', seen: missed.length === 0 },
        },
      ];
    } finally {
      rmSync(temp, { recursive: true, force: true });
    }
  },
};

/** A post that nobody has worked at, whose practice knows the canaries. */
async function onAFreshPost(temp: string): Promise<Scan> {
  const bus = await startPrivateBus();
  const dataFolder = await seededPost();
  const input = path.join(dataFolder, 'service', 'practice.csv');
  writeFileSync(input, `${readFileSync(input, 'utf8').trimEnd()}\n${canaryLines()}\n`);
  try {
    const scan = await worked({ bus, dataFolder, temp });
    return {
      ...scan,
      findings: scan.findings.map((finding) => finding.replace(dataFolder, '').replace(temp, '')),
    };
  } finally {
    await bus.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

interface Workplace {
  readonly bus: PrivateBus;
  readonly dataFolder: string;
  readonly temp: string;
}

/** One visit with everything that goes wrong, and what it left behind. */
async function worked({ bus, dataFolder, temp }: Workplace): Promise<Scan> {
  const app = await launchOnChromium({
    dataFolder,
    freshBrowsers: true,
    env: { ...bus.env, TMPDIR: temp, XDG_CACHE_HOME: path.join(temp, 'cache') },
  });
  const said: string[] = [];
  try {
    await scenario(app);
    for (const { pid, command } of processesBelow(app.pid)) {
      const text = `${command}\n${readFileSync(`/proc/${pid}/environ`, 'latin1')}`;
      said.push(
        ...found(Buffer.from(text, 'latin1'), NEEDLES).map((form) => `command line or environment: ${form}`),
      );
    }
    await crash(app);
  } finally {
    await app.close();
  }
  const home = bus.env.HOME ?? temp;
  const memory = ['/dev/shm', home].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.startsWith('poste-sante-'))
      .map((name) => path.join(folder, name)),
  );
  const scan = scanFolders([dataFolder, temp, home, ...memory, ...cores()], NEEDLES, [
    path.join(dataFolder, 'service', 'practice.csv'),
    // What a person prints or saves is his: the paper, or the file that he chose.
    app.savedFolder,
  ]);
  return { ...scan, findings: [...scan.findings, ...said] };
}

async function scenario(app: Application): Promise<void> {
  let { page } = app;
  await signIn(page, WHO);
  await searchBox(page).fill(STEM.toLowerCase());
  await page.getByRole('option').first().waitFor();
  await searchBox(page).fill(`${INS_STEM}99`);
  await openPatient(page, WHOM);
  await declareConsent(page, 'Équipe de soins', 'oral');
  await openDocument(page, PDF_TITLE);
  await page.getByRole('region', { name: 'Contenu du document' }).getByText(PDF_WORD).waitFor();
  await page.keyboard.press('p');
  await page.keyboard.press('Escape');
  const notebook = await openPart(page, '2', 'Vaccinations');
  await page.getByRole('button', { name: 'Par date' }).click();
  await notebook.getByText(SECTION_WORD).waitFor();
  await page.keyboard.press('1');
  await page.getByRole('region', { name: 'Documents du dossier' }).waitFor();
  await chooseFile(page, { name: `${STEM}.pdf`, bytes: minimalPdf(`${STEM} ${INS_STEM}`) });
  await titleField(page).fill(`${STEM} ${INS_STEM}`);
  // The store has the words before the post locks.
  await expect
    .poll(async () => (await draftsOf(page, 'deposit')) ?? 0, { timeout: 30_000 })
    .toBeGreaterThan(0);
  await page.evaluate((text) => navigator.clipboard.writeText(text), STEM);
  await lockPost(page);
  page = await app.nextPage();
  await typePin(page, DEMO_PIN);
  await titleField(page).waitFor();
}

/** Each process that holds patients dies as a faulty program does, and another one comes. */
async function crash(app: Application): Promise<void> {
  const ours = processesBelow(app.pid);
  const renderer = ours.find(({ command }) => command.includes('--type=renderer'));
  const workstation = ours.find(({ command }) => command.includes('workstation/process.js'));
  if (renderer === undefined || workstation === undefined) throw new Error('there is nothing to crash');
  process.kill(renderer.pid, 'SIGABRT');
  process.kill(workstation.pid, 'SIGSEGV');
  await app.nextPage();
}

/** Patients who are nobody, as the practice's own list names its patients. */
function canaryLines(): string {
  const lines = Array.from({ length: CANARIES }, (_each, index) => {
    const body = `${INS_STEM}${String(index).padStart(6, '0')}`;
    const serial = String(index)
      .padStart(4, '0')
      .replaceAll(/\d/g, (digit) => 'ABCDEFGHIJ'.charAt(Number(digit)));
    return `${body}${nirKey(body) ?? '00'};urn:oid:1.2.250.1.213.1.4.11;${STEM}${serial};;MARIE;1989-09-01;female;44109;NANTES`;
  });
  return lines.join('\n');
}

/** Puts a canary in each form, and in each kind of container, into files of its own; answers their paths. */
function plant(folder: string): readonly string[] {
  const control = path.join(folder, 'control');
  mkdirSync(control);
  const noise = Buffer.from('something before and after the name ');
  const files: (readonly [string, Buffer])[] = NEEDLES.map(({ bytes }, index) => [
    path.join(control, `form-${index}.bin`),
    Buffer.concat([noise, bytes, noise]),
  ]);
  const text = Buffer.from(`x ${STEM} x`);
  files.push(
    [path.join(control, 'base64-0.txt'), Buffer.from(Buffer.concat([noise, text]).toString('base64'))],
    [
      path.join(control, 'base64-1.txt'),
      Buffer.from(Buffer.concat([Buffer.from('1'), noise, text]).toString('base64')),
    ],
    [
      path.join(control, 'base64-2.txt'),
      Buffer.from(Buffer.concat([Buffer.from('12'), noise, text]).toString('base64')),
    ],
    [path.join(control, 'member.gz'), Buffer.concat([noise, gzipSync(Buffer.concat([noise, text]))])],
    [
      path.join(control, 'entry.zip'),
      Buffer.from(zipSync({ 'a.txt': new Uint8Array(Buffer.concat([noise, noise, text, noise])) })),
    ],
    [path.join(control, `name ${STEM}`), noise],
  );
  for (const [file, bytes] of files) writeFileSync(file, bytes);
  return files.map(([file]) => file);
}

/** Where Linux would leave a picture of a process that crashed, when nothing else is set up. */
const cores = (): readonly string[] =>
  ['/var/lib/systemd/coredump', '/var/crash', '/var/lib/apport/coredump'].concat(
    readdirSync(process.cwd())
      .filter((name) => /^core(\.\d+)?$/.test(name))
      .map((name) => path.resolve(name)),
  );

function swap(): string {
  const lines = readFileSync('/proc/swaps', 'latin1').trim().split('\n').slice(1);
  return lines.length === 0 ? 'none' : `${lines.length}, which the operating system has to encrypt`;
}
