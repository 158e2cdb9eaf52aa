import { demoDocuments } from '../../electron/service/demo/documents.ts';
import {
  declareConsent,
  documents,
  openDocument,
  openPatient,
  patient,
  showAll,
  signIn,
  timeLine,
  viewer,
  viewerBody,
} from './driver.ts';
import { launchOnChromium } from './application.ts';
import type { PatientHand } from './patient-hand.ts';
import { patientHand } from './patient-hand.ts';
import { expect, test } from './test.ts';

/** What the patient does elsewhere, seen at the post without a key being pressed. */
test.describe.configure({ mode: 'serial' });

const [read, other] = demoDocuments(Date.now()).filter(
  (document) =>
    document.patient === 'adult' && document.status === 'current' && document.confidentiality.join() === 'N',
);

let hand: PatientHand;
test.beforeAll(async ({ app }) => {
  await signIn(app.page, 'doctor');
  hand = await patientHand(app.dataFolder, 'adult');
});
test.afterAll(() => hand.close());

test('a document that the patient masks leaves the list, and the one that is read stays as it is', async ({
  app: { page },
}) => {
  if (read === undefined || other === undefined) throw new Error('the demo has too few documents');
  await openPatient(page, 'adult');
  await declareConsent(page, 'Équipe de soins', 'oral');
  await showAll(page);
  await openDocument(page, read.title);
  const body = await viewerBody(page).elementHandle();
  const focused = await page.evaluateHandle(() => document.activeElement);
  const lines = await documents(page).count();

  await hand.mask(other.uniqueId, true);
  await expect(documents(page).filter({ hasText: other.title })).toHaveCount(0, { timeout: 2_000 });
  await expect(documents(page)).toHaveCount(lines - 1);
  // The same element, not another one like it: it was neither closed nor opened again, and keeps the focus.
  expect(await body?.evaluate((element) => element.isConnected)).toBe(true);
  expect(await focused.evaluate((element) => element === document.activeElement)).toBe(true);

  await hand.mask(other.uniqueId, false);
  await expect(documents(page).filter({ hasText: other.title })).not.toHaveCount(0, { timeout: 2_000 });
  expect(await body?.evaluate((element) => element.isConnected)).toBe(true);
});

test('a block blanks the open document within two seconds, and nothing more is served', async ({
  app: { page },
}) => {
  await expect(viewerBody(page)).toBeVisible();
  const acknowledged = await hand.block('doctor');
  await expect(viewer(page)).toHaveCount(0, { timeout: 2_000 });
  const blanked = Date.now() - acknowledged;
  expect(blanked, `blanked ${blanked} ms after the acknowledgement`).toBeLessThan(2_000);
  await expect(timeLine(page)).toHaveCount(0);
  await expect(page.getByText(/a bloqué l’accès/).first()).toBeVisible();

  const { ins: value, system } = patient('adult');
  const answer = await page.evaluate(
    async ({ ins, uniqueId }) => {
      const { bridge } = globalThis as unknown as {
        bridge: Record<string, (input: unknown) => Promise<{ ok: boolean; error?: { code: string } }>>;
      };
      const opened = await bridge['document.open']?.({ ins, uniqueId });
      return opened?.ok === false ? opened.error?.code : 'served';
    },
    { ins: { system, value }, uniqueId: read?.uniqueId ?? '' },
  );
  expect(answer).toBe('BLOCKED_BY_PATIENT');
});

test('the whole post lives by the service’s time, whatever the machine says', async () => {
  test.skip(test.info().project.name !== 'chromium', 'the time is the service’s on every host');
  const app = await launchOnChromium({ args: ['--now=2031-03-01T09:00:00Z'] });
  try {
    await signIn(app.page, 'doctor');
    await openPatient(app.page, 'adult');
    const born = Number(patient('adult').birthDate.slice(0, 4));
    const age = app.page.getByText(`(${2031 - born} ans)`).filter({ visible: true });
    await expect(age.first()).toBeVisible();
    await declareConsent(app.page, 'Équipe de soins', 'oral');
    await expect(app.page.getByText(/2032/).filter({ visible: true }).first()).toBeVisible();
  } finally {
    await app.close();
  }
});
