/** How a person does the main job, in the words of the screen; shared by the end-to-end tests and the tour. */
import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { InsDatamatrix } from '../../shared/identity/ins-datamatrix.ts';
import { writeInsDatamatrix } from '../../shared/identity/ins-datamatrix.ts';
import { parseIns } from '../../shared/identity/ins.ts';
import { patients, professionals } from '../../electron/service/demo/people.ts';
import type { DemoPatient, DemoProfessional } from '../../electron/service/demo/types.ts';

export const DEMO_PIN = '1234';

export function patient(key: string): DemoPatient {
  const found = patients.find((row) => row.key === key);
  if (found === undefined) throw new Error(`no demo patient ${key}`);
  return found;
}

export function professional(key: string): DemoProfessional {
  const found = professionals.find((row) => row.key === key);
  if (found === undefined) throw new Error(`no demo professional ${key}`);
  return found;
}

export const professionalId = (key: string): string => professional(key).id;

/** `12/05/1978`, as typed. */
export const frenchDay = (iso: string): string => iso.split('-').toReversed().join('/');

export async function chooseCard(page: Page, key: string): Promise<void> {
  await page.getByRole('option', { name: new RegExp(professional(key).family) }).click();
}

export async function typePin(page: Page, pin: string): Promise<void> {
  const field = page.getByLabel('Code de la carte');
  await expect(field).toHaveValue('');
  await field.fill(pin);
  await field.press('Enter');
}

/** Signs in to the desk, through the choice of a place where there are several. */
export async function signIn(page: Page, key: string): Promise<void> {
  await chooseCard(page, key);
  await typePin(page, DEMO_PIN);
  const desk = deskField(page);
  await takePlace(page, desk, { timeout: 20_000 });
  await expect(desk).toBeVisible();
}

/** After a code a place of practice is asked, where there are several, or what is meant to be shown comes at once. */
export async function takePlace(
  page: Page,
  shown: Locator,
  patience: { readonly timeout: number },
): Promise<void> {
  const places = page.getByRole('button', { name: 'Exercer ici' });
  await expect(shown.or(places)).toBeVisible(patience);
  if (await places.isVisible()) await places.click();
}

/** Runs an act from the palette, by what its line begins with. */
export async function runAct(page: Page, typed: string, title: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Patients, actes et réglages' });
  await palette.getByRole('combobox').fill(typed);
  await palette.getByRole('option', { name: new RegExp(`^${title}`) }).click();
  await expect(palette).toHaveCount(0);
}

export async function signOut(page: Page): Promise<void> {
  // A post without a keychain asks first, where an act is still on its way.
  await expect(page.getByRole('button', { name: /^\d+ en attente/ })).toHaveCount(0);
  await runAct(page, 'déconnecter', 'Se déconnecter');
  await expect(page.getByRole('heading', { name: 'Identification' })).toBeVisible({ timeout: 20_000 });
}

/** Locks the post: where each lock has a browser of its own, this one may be gone before it says that it heard. */
export const lockPost = (page: Page): Promise<void> =>
  page.keyboard.press('Control+l').catch(() => undefined);

/** From the locked post to the cards, by the same way. */
export const changeUser = (page: Page): Promise<void> =>
  page
    .getByRole('button', { name: 'Changer d’utilisateur' })
    .click()
    .catch(() => undefined);

export const searchBox = (page: Page): Locator =>
  page.getByRole('combobox', { name: 'Rechercher un patient' });

/** The field of a desk: who is looked for, or, at a regulator's, who is spelt. */
const deskField = (page: Page): Locator =>
  page.getByRole('combobox', { name: /Rechercher un patient|Identité, comme on vous l’épelle/ });

export async function goHome(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Accueil' }).click();
  await expect(deskField(page)).toBeVisible();
}

/** Types in the search box and reads the patients that it finds, in their order. */
export async function find(page: Page, query: string): Promise<string[]> {
  await searchBox(page).fill('');
  await searchBox(page).fill(query);
  const options = page.getByRole('listbox', { name: 'Rechercher un patient' }).getByRole('option');
  await expect(
    page
      .getByRole('status')
      .filter({ hasText: /patient/ })
      .first(),
  ).toBeVisible();
  await page.waitForTimeout(300);
  return options.allInnerTexts();
}

/** What a scanner types from the paper of a patient: most lose the separators. */
export function scannedCode(key: string, over: Partial<InsDatamatrix> = {}): string {
  const person = patient(key);
  const ins = parseIns(person.system, person.ins);
  if (!ins.ok) throw new Error(ins.error);
  const code = writeInsDatamatrix({
    ins: ins.value,
    birthFamilyName: person.family,
    givenNames: person.given,
    gender: person.gender,
    birthDate: person.birthDate,
    birthPlaceCode: person.birthPlace.code,
    ...over,
  });
  return code.replaceAll('\u001d', '');
}

/** What a scanner types from the box of a vaccine; 952 is the prefix that GS1 keeps for demonstrations. */
export const scannedBox = (lot: string): string => `]d201095212340000131727063010${lot}`;

/** Scans a code at the desk, as a reader that types does. */
export async function scan(page: Page, code: string): Promise<void> {
  await page.keyboard.press('Alt+1');
  await expect(searchBox(page)).toBeFocused();
  await page.keyboard.insertText(code);
  await expect(page.getByText('Code lu')).toBeVisible();
  await page.keyboard.press('Enter');
}

/** Opens the record of a patient of the practice by his INS, which no other patient shares. */
export async function openPatient(page: Page, key: string): Promise<void> {
  const person = patient(key);
  await goHome(page);
  await searchBox(page).fill(person.ins);
  await expect(
    page.getByRole('listbox', { name: 'Rechercher un patient' }).getByRole('option').first(),
  ).toContainText(frenchDay(person.birthDate));
  await page.keyboard.press('Enter');
  await reveal(page, person);
}

/** At a counter a record opens hidden: it is asked for. Anywhere else it is there. */
async function reveal(page: Page, { family }: Pick<DemoPatient, 'family'>): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 }).filter({ hasText: family });
  const hidden = page.getByRole('button', { name: 'Montrer le dossier' });
  await expect(heading.or(hidden).first()).toBeVisible();
  if (await hidden.isVisible()) {
    await expect(hidden).toBeFocused();
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('heading', { level: 1 })).toContainText(family);
}

/** A part of the open record, by its key: the tab says that it is there to receive it. */
export async function openPart(page: Page, key: string, region: string): Promise<Locator> {
  await page.getByRole('tab', { name: 'Documents' }).focus();
  await page.keyboard.press(key);
  const shown = page.getByRole('region', { name: region });
  await expect(shown).toBeVisible();
  return shown;
}

export const vitalFacts = (page: Page): Locator => page.getByRole('region', { name: 'Faits vitaux' });

/** At a regulator's desk the identity opens the call with its record; from elsewhere a key asks for it. */
export async function openCall(page: Page, key: string, from: 'desk' | 'record'): Promise<void> {
  const person = patient(key);
  if (from === 'record') await page.keyboard.press('Alt+n');
  const field = page.getByRole('combobox', { name: /Identité/ });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('');
  await page.keyboard.insertText(`${person.family} ${person.given[0] ?? ''} ${frenchDay(person.birthDate)}`);
  await expect(page.getByRole('option').first()).toContainText(frenchDay(person.birthDate));
  await page.keyboard.press('Enter');
  await expect(vitalFacts(page)).toBeVisible({ timeout: 15_000 });
}

/** The sheet that shows a recovery code, once. */
export const codeSheet = (page: Page): Locator =>
  page.getByRole('list', { name: 'Les sept groupes du code' });

export async function readCode(page: Page): Promise<readonly string[]> {
  const groups = codeSheet(page).getByRole('listitem');
  await expect(groups).toHaveCount(7);
  return groups.allInnerTexts();
}

/** Types back the groups that are asked for. */
export async function fillCode(page: Page, groups: readonly string[]): Promise<void> {
  for (const field of await page.getByLabel(/^Groupe \d$/).all()) {
    const label = await field.evaluate((input) => (input as HTMLInputElement).labels?.[0]?.innerText);
    await field.fill(groups[Number(/\d/.exec(label ?? '')?.[0]) - 1] ?? '');
  }
}

/** How many drafts of a kind the store has. */
export const draftsOf = (page: Page, named: string): Promise<number | undefined> =>
  page.evaluate(async (kind) => {
    const { bridge } = window as unknown as {
      bridge: Record<string, (input: object) => Promise<{ value: { drafts: { about: string }[] } }>>;
    };
    return (await bridge['drafts.list']?.({ kind }))?.value.drafts.length;
  }, named);

/** Typed again until what is found is there: the words of a document are read after it. */
export async function findsOnly(page: Page, title: string, word: string): Promise<void> {
  const search = timeLine(page).getByRole('searchbox');
  await expect(async () => {
    await search.fill('');
    await search.fill(word);
    await expect(documents(page)).toHaveCount(1, { timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await expect(documents(page).first()).toContainText(title);
}

export async function declareConsent(
  page: Page,
  basis: 'Équipe de soins' | 'Consentement exprès',
  form: 'oral' | 'écrit',
): Promise<void> {
  await page.getByRole('radio', { name: `${basis}, ${form}` }).check({ force: true });
  await page.getByRole('checkbox').check({ force: true });
  await page.getByRole('button', { name: 'Déclarer le consentement' }).click();
  await expect(timeLine(page)).toBeVisible({ timeout: 15_000 });
}

export const timeLine = (page: Page): Locator => page.getByRole('region', { name: 'Documents du dossier' });

export const documents = (page: Page): Locator =>
  timeLine(page).getByRole('listbox', { name: 'Documents du dossier' }).getByRole('option');

/** Asks for every document of the open record, not those of the last years alone. */
export async function showAll(page: Page): Promise<void> {
  await expect(documents(page).first()).toBeVisible();
  const all = timeLine(page).getByRole('button', { name: 'Afficher tout' });
  if (await all.isVisible()) await all.click();
  await expect(all).toHaveCount(0);
}

/** How many documents the list says that it shows. */
export async function shownCount(page: Page): Promise<number> {
  const text = (
    await timeLine(page)
      .getByRole('status')
      .filter({ hasText: /document/ })
      .first()
      .innerText()
  ).trim();
  return Number(/^([\d\s\u202f]+|Aucun)/.exec(text)?.[1]?.replaceAll(/\s/g, '').replace('Aucun', '0'));
}

export const viewer = (page: Page): Locator => page.getByRole('region', { name: 'Document', exact: true });
export const viewerBody = (page: Page): Locator => page.getByRole('region', { name: 'Contenu du document' });

/** Opens the document whose title contains `title`, found by the list's own search, and waits for it. */
export async function openDocument(page: Page, title: string): Promise<void> {
  const search = timeLine(page).getByRole('searchbox');
  await search.fill(title);
  await documents(page).filter({ hasText: title }).first().click();
  await search.fill('');
  await page.keyboard.press('Enter');
  await expect(viewer(page).getByRole('heading', { level: 2 })).toContainText(title);
  await expect(viewerBody(page)).toBeVisible({ timeout: 20_000 });
}

/** Chooses a file in the deposit panel of the open patient. */
export async function chooseFile(
  page: Page,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<void> {
  const input = page.locator('input[type=file]');
  const deposit = timeLine(page).getByRole('button', { name: 'Déposer un document' });
  await expect(deposit.or(input).first()).toBeAttached();
  if (await deposit.isVisible()) await deposit.click();
  await input.first().setInputFiles({
    name: file.name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(file.bytes),
  });
}

export const titleField = (page: Page): Locator => page.getByRole('textbox', { name: 'Titre' });
export const typeField = (page: Page): Locator => page.getByRole('combobox', { name: 'Type de document' });

/** From the filled form to the receipt; where it is asked, the patient may read the document at once. */
export async function reviewAndSend(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Relire avant de déposer' }).click();
  await expect(page.getByRole('heading', { name: 'Qui pourra le lire' })).toBeVisible();
  // Where the document looks like bad news, or like a minor's secret, its author answers first.
  for (const answer of [
    'Le patient peut le lire dès maintenant',
    'Ses représentants légaux peuvent le lire',
  ]) {
    const choice = page.getByRole('radio', { name: answer });
    if ((await choice.count()) > 0) await choice.check({ force: true });
  }
  await page.getByRole('button', { name: 'Déposer', exact: true }).click();
  await expect(page.getByText('Reçu du service')).toBeVisible({ timeout: 20_000 });
}
