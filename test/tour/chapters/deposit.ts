import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { demoDocuments } from '../../../electron/service/demo/documents.ts';
import {
  chooseFile,
  documents,
  openDocument,
  openPatient,
  reviewAndSend,
  showAll,
  shownCount,
  timeLine,
  titleField,
  typeField,
  viewerBody,
} from '../../e2e/driver.ts';
import type { Guide } from '../guide.ts';
import { cdaSamples } from '../samples.ts';

const finish = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Terminer', exact: true }).click();
  await expect(timeLine(page)).toBeVisible();
};

const giveUp = async (page: Page): Promise<void> => {
  await page.keyboard.press('Escape');
  const forget = page.getByRole('button', { name: 'Abandonner', exact: true });
  if (await forget.isVisible()) await forget.click();
  await expect(timeLine(page)).toBeVisible();
};

/** From a file to the time line; wrong files are refused with the reason. */
export async function depositChapter({ page, enter, step }: Guide): Promise<void> {
  enter('Déposer');
  await openPatient(page, 'adult');
  const own = demoDocuments(Date.now());
  const byFormat = (patientKey: string, test: (format: string, mediaType: string) => boolean) =>
    own.find((document) => document.patient === patientKey && test(document.format, document.mediaType));
  const files = [
    ['PDF', 'cr consultation.pdf', byFormat('adult', (_format, type) => type === 'application/pdf')],
    [
      'CDA niveau 1',
      'courrier.xml',
      byFormat('adult', (format, type) => format.includes('xds-sd:pdf') && type === 'text/xml'),
    ],
    ['CDA niveau 3', 'biologie.xml', byFormat('adult', (format) => format.includes('xd-lab'))],
  ] as const;
  for (const [index, [form, name, document]] of files.entries()) {
    const title = `Dépôt de visite guidée – ${form}`;
    await step(
      `${form} : du fichier au reçu`,
      async () => {
        if (document === undefined) throw new Error(`aucun document de démonstration au format ${form}`);
        await chooseFile(page, { name, bytes: document.bytes });
        await expect(titleField(page)).toBeVisible({ timeout: 15_000 });
        const proposed = await typeField(page).inputValue();
        expect(proposed).not.toBe('');
        await titleField(page).fill(title);
        await reviewAndSend(page);
        const receipt = await page.getByText(/Reçu par le dossier/).innerText();
        return `type proposé : ${proposed} ; ${receipt}`;
      },
      index === 0 ? '15-depot-recu' : undefined,
    );
    await step(`${form} : il est dans la liste, et s’ouvre`, async () => {
      await finish(page);
      await openDocument(page, title);
      await expect(viewerBody(page)).toContainText(/Données fictives|\S/);
      return (await documents(page).filter({ hasText: title }).first().innerText()).replaceAll('\n', ' · ');
    });
  }
  await refusals(page, step);
  await samples(page, step);
}

async function refusals(page: Page, step: Guide['step']): Promise<void> {
  const pdf = Buffer.from('%PDF-1.4\n% un fichier qui commence comme un PDF et n’en est pas un');
  const wrong: readonly (readonly [string, Buffer, RegExp])[] = [
    ['vide.pdf', Buffer.alloc(0), /Ce fichier est vide/],
    ['enorme.pdf', Buffer.concat([pdf, Buffer.alloc(5_000_001)]), /Ce fichier dépasse/],
    [
      'programme.pdf',
      Buffer.concat([Buffer.from('MZ'), Buffer.alloc(4096, 7)]),
      /n’est pas celui que son nom annonce|n’est pas admis/,
    ],
    [
      'archive.zip',
      Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(512)]),
      /n’est pas admis|n’est pas celui/,
    ],
    ['abime.pdf', pdf, /endommagé/],
  ];
  for (const [name, bytes, words] of wrong) {
    await step(`refusé avant tout envoi : ${name}`, async () => {
      await chooseFile(page, { name, bytes });
      const reason = page.getByRole('main').getByText(words).first();
      await expect(reason).toBeVisible();
      const text = await reason.innerText();
      await giveUp(page);
      return text;
    });
  }
  await step(
    'le même fichier une seconde fois est refusé, et la saisie gardée',
    async () => {
      const again = demoDocuments(Date.now()).find(
        (document) => document.patient === 'adult' && document.mediaType === 'application/pdf',
      );
      if (again === undefined) throw new Error('aucun PDF de démonstration');
      await chooseFile(page, { name: 'encore.pdf', bytes: again.bytes });
      const reason = page
        .getByRole('main')
        .getByText(/déjà déposé ce même fichier/)
        .first();
      await expect(reason.or(titleField(page))).toBeVisible();
      if (await titleField(page).isVisible()) {
        await titleField(page).fill('Encore le même');
        await page.getByRole('button', { name: 'Relire avant de déposer' }).click();
        await page.getByRole('button', { name: 'Déposer', exact: true }).click();
      }
      await expect(reason).toBeVisible();
      const text = await reason.innerText();
      await giveUp(page);
      return text;
    },
    '16-doublon',
  );
}

async function samples(page: Page, step: Guide['step']): Promise<void> {
  const found = cdaSamples();
  if (found === null) {
    await step(
      'documents CDA d’autres éditeurs',
      async () => 'dossier absent à côté du projet : non essayés',
    );
    return;
  }
  for (const sample of found) {
    const title = sample.name.replace(/\.xml$/, '');
    if (!sample.isDocument) {
      await step(`refusé, ce n’est pas un document : ${sample.name}`, async () => {
        await chooseFile(page, { name: sample.name, bytes: sample.bytes });
        const reason = page
          .getByRole('main')
          .getByText(/n’est pas (admis|celui)/)
          .first();
        await expect(reason).toBeVisible();
        const text = await reason.innerText();
        await giveUp(page);
        return text;
      });
      continue;
    }
    await step(`déposé puis lu : ${sample.name}`, async () => {
      await chooseFile(page, { name: sample.name, bytes: sample.bytes });
      await expect(titleField(page)).toBeVisible({ timeout: 20_000 });
      await titleField(page).fill(title);
      const type = await typeField(page).inputValue();
      const confirm = page.getByRole('checkbox', { name: /autre identité|autre patient/ });
      if (await confirm.isVisible()) await confirm.check({ force: true });
      await reviewAndSend(page);
      await finish(page);
      await showAll(page);
      await openDocument(page, title);
      const shown = async (): Promise<number> =>
        (await viewerBody(page).innerText()).trim().length +
        (await viewerBody(page).locator('canvas, img').count());
      await expect.poll(shown, { timeout: 20_000 }).toBeGreaterThan(0);
      const length = (await viewerBody(page).innerText()).trim().length;
      return length > 0 ? `${type} ; ${length} caractères affichés` : `${type} ; image de page affichée`;
    });
  }
  await step(
    'la liste porte tout ce qui a été déposé',
    async () => `${await shownCount(page)} documents`,
    '17-apres-depots',
  );
}
