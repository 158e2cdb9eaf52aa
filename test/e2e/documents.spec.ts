import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import PDFDocument from 'pdfkit';
import utif from 'utif2';
import { patient } from '../renderer/screens/screens.ts';
import { listenedPage, type Seen, useBuiltPage } from './built-page.ts';

/**
 * Every kind of document in the built page, under the real policy, in a real browser: it is shown, or a
 * sentence says why not, and the policy is never violated.
 */
const built = useBuiltPage();

/** Opens the first document of a record, whose content is these bytes. */
async function openDocument(
  bytes: Uint8Array,
  mediaType: string,
  theme: 'light' | 'dark' = 'light',
): Promise<Seen> {
  const context = await built().context({ colorScheme: theme });
  await context.addInitScript(
    ({ content, type }) => {
      const real = window.bridge;
      if (real === undefined) throw new Error('no bridge in the page');
      const bytes_ = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
      const opened: typeof real = {
        ...real,
        'document.open': async (input) => {
          const answer = await real['document.open'](input);
          return answer.ok
            ? { ok: true, value: { ...answer.value, mediaType: type, bytes: bytes_ } }
            : answer;
        },
      };
      Object.assign(window, { bridge: opened });
    },
    { content: Buffer.from(bytes).toString('base64'), type: mediaType },
  );
  const seen = await listenedPage(context);
  const { page } = seen;
  await patient('DURAND')(page, built().origin);
  const list = page.getByRole('listbox', { name: 'Documents' });
  await list.getByRole('option').first().waitFor();
  await expect(list).toBeFocused();
  await page.keyboard.press('Enter');
  return seen;
}

const body = (page: Page) => page.getByRole('region', { name: 'Contenu du document' });
const firstPage = (page: Page) => page.getByRole('region', { name: /^Page 1 sur/ });
const painted = (page: Page) => firstPage(page).locator('canvas');

async function nothingToComplainOf({ page, complaints }: Seen): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  expect(complaints).toEqual([]);
}

async function pdf(draw: (pdf: PDFKit.PDFDocument) => void, options: PDFKit.PDFDocumentOptions = {}) {
  const made = new PDFDocument({ size: 'A4', ...options });
  const chunks: Buffer[] = [];
  made.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = once(made, 'end');
  draw(made);
  made.end();
  await ended;
  return Buffer.concat(chunks);
}

const twoPages = () =>
  pdf((made) =>
    made.text('Tension 138/82, état général conservé.').addPage().text('Contrôle de la tension à un mois.'),
  );

for (const theme of ['light', 'dark'] as const) {
  test(`a PDF is painted, selected, searched and turned by keyboard, ${theme}`, async () => {
    const seen = await openDocument(await twoPages(), 'application/pdf', theme);
    const { page } = seen;
    await painted(page).waitFor();
    await expect(firstPage(page)).toContainText('Tension 138/82');

    await page.keyboard.press('Control+f');
    await page.keyboard.type('TENSION');
    await expect(page.getByRole('search')).toContainText('1 sur 2');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('search')).toContainText('2 sur 2');
    await expect(page.getByLabel('Page', { exact: true })).toHaveValue('2');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('search')).toHaveCount(0);

    await body(page).focus();
    await page.keyboard.press('Home');
    const upright = await firstPage(page).boundingBox();
    await page.keyboard.press('r');
    await expect
      .poll(async () => {
        const turned = await firstPage(page).boundingBox();
        return (
          turned !== null &&
          upright !== null &&
          turned.width > turned.height &&
          upright.width < upright.height
        );
      })
      .toBe(true);
    await nothingToComplainOf(seen);
  });
}

test('full screen keeps the patient in sight, and Esc goes back one step at a time', async () => {
  const { page } = await openDocument(await twoPages(), 'application/pdf');
  await painted(page).waitFor();
  await page.keyboard.press('f');
  const document_ = page.getByRole('region', { name: 'Document', exact: true });
  await expect(document_).toContainText('DURAND');
  expect(await document_.boundingBox()).toMatchObject({ x: 0, y: 0, width: 1280, height: 720 });
  await page.keyboard.press('Escape');
  await expect(painted(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(painted(page)).toHaveCount(0);
});

test('printing lays out every page before the host is asked, and leaves nothing behind', async () => {
  const { page } = await openDocument(await twoPages(), 'application/pdf');
  await painted(page).waitFor();
  await page.evaluate(() => {
    const real = window.bridge;
    if (real === undefined) return;
    Object.assign(real, {
      'document.print': () => {
        const pictures = [...document.querySelectorAll<HTMLImageElement>('[data-print-sheet] img')];
        const foot = document.querySelector('[data-print-sheet] footer')?.textContent ?? '';
        Object.assign(window, {
          printed: [pictures.filter((each) => each.naturalWidth > 1000).length, foot],
        });
        return Promise.resolve({ ok: true, value: { printed: true } });
      },
    });
  });
  await page.keyboard.press('p');
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, 'printed') as unknown))
    .toEqual([2, expect.stringMatching(/^Imprimé par .+ · .+ · Bureau 2$/)]);
  await expect(page.locator('[data-print-sheet]')).toHaveCount(0);
});

test('a scan, a text and an RTF are shown', async () => {
  const rtf = String.raw`{\rtf1\ansi\ansicpg1252 Confr\'e8re, \b potassium\b0  4,1\par}`;
  const scan = utif.encodeImage(new Uint8Array(40 * 30 * 4).fill(90), 40, 30);
  for (const [bytes, mediaType, said] of [
    [Buffer.from('Œdème des membres inférieurs\n'), 'text/plain', 'Œdème des membres'],
    [Buffer.from(rtf, 'latin1'), 'text/rtf', 'Confrère, potassium 4,1'],
    [new Uint8Array(scan), 'image/tiff', null],
  ] as const) {
    const seen = await openDocument(bytes, mediaType);
    if (said === null) await expect(body(seen.page).locator('canvas')).toBeVisible();
    else await expect(body(seen.page)).toContainText(said);
    await nothingToComplainOf(seen);
    await built().clear();
  }
});

test('a damaged, a locked and a disguised file get a sentence, and are not shown', async () => {
  for (const [bytes, sentence] of [
    [Buffer.from(`%PDF-1.7\n${'A'.repeat(2000)}`), 'est endommagé'],
    [await pdf((made) => made.text('secret'), { userPassword: 'x' }), 'protégé par un mot de passe'],
    [Buffer.from('<html><script>document.title = "pwned"</script></html>'), 'il contient une page web'],
  ] as const) {
    const seen = await openDocument(bytes, 'application/pdf');
    await expect(seen.page.getByText(sentence)).toBeVisible();
    await expect(seen.page.locator('canvas')).toHaveCount(0);
    expect(await seen.page.title()).toBe('Poste Santé');
    await nothingToComplainOf(seen);
    await built().clear();
  }
});

const samples = path.resolve(import.meta.dirname, '../../../shared/data/samples/cda');

test('every published CDA document is shown, and one that is a program is refused', async () => {
  test.skip(!existsSync(samples), 'the folder ../shared/data/samples/cda is not there');
  test.setTimeout(180_000);
  for (const name of readdirSync(samples).filter((each) => each.endsWith('.xml'))) {
    await test.step(name, async () => {
      const seen = await openDocument(readFileSync(path.join(samples, name)), 'text/xml');
      const { page } = seen;
      if (name.includes('Auto-Presentable')) {
        await expect(page.getByText('une feuille de style XSLT')).toBeVisible();
      } else {
        await expect(page.getByText('Ce document nomme une autre identité')).toBeVisible();
        await expect(painted(page).or(body(page).getByRole('article')).first()).toBeVisible();
        await expect
          .poll(async () => (await body(page).innerText()).length + (await painted(page).count()))
          .toBeGreaterThan(0);
      }
      expect(seen.complaints).toEqual([]);
      await built().clear();
    });
  }
});

test('a file goes from the drop to its receipt with Enter alone, once it has been checked', async () => {
  const { page } = await openDocument(Buffer.from('texte'), 'text/plain');
  await page.keyboard.press('Escape');
  await page.keyboard.press('d');
  await page.locator('input[type=file]').setInputFiles({
    name: 'cr consultation.pdf',
    mimeType: 'application/pdf',
    buffer: await twoPages(),
  });
  await expect(page.getByRole('textbox', { name: 'Titre' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Professionnels qui pourront le lire')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Déposer', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region').getByText('Déposé', { exact: true })).toBeVisible();
});
