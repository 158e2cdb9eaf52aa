import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { chooseFile, goHome, openPatient, signIn, signOut, timeLine, titleField } from '../../e2e/driver.ts';
import { otherSide } from '../../e2e/other-side.ts';
import { minimalPdf } from '../../electron/workstation/minimal-pdf.ts';
import type { Guide } from '../guide.ts';

const SECRET = 'Visite guidée – consultation confidentielle';
const NEWS = 'Visite guidée – anatomopathologie';
const LETTER = 'Visite guidée – courrier du secrétariat';

const menuAct = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'Actes sur le dossier' }).click();
  await page.getByRole('menuitem', { name }).click();
};
const toReview = (page: Page) => page.getByRole('button', { name: 'Relire avant de déposer' }).click();
const send = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Déposer', exact: true }).click();
  await expect(page.getByText('Reçu du service')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Terminer', exact: true }).click();
};

/** What surrounds a deposit, seen from both sides: announcements, minors, oppositions, secretaries. */
export async function minorsChapter(guide: Guide, dataFolder: string): Promise<void> {
  const other = otherSide(dataFolder);
  await announcements(guide, other);
  await minors(guide, other);
  await oppositions(guide);
  await secretary(guide, other);
  await other.close();
}

type Other = ReturnType<typeof otherSide>;

async function announcements({ page, enter, step }: Guide, other: Other): Promise<void> {
  enter('Annonces à faire');
  await openPatient(page, 'adult');
  await step(
    'un résultat qui annonce une mauvaise nouvelle est reconnu, et le choix posé au médecin',
    async () => {
      const bytes = minimalPdf('Conclusion : carcinome infiltrant, visite guidee');
      await chooseFile(page, { name: 'anatomopathologie.pdf', bytes });
      await titleField(page).fill(NEWS);
      await toReview(page);
      const question = page.getByRole('region', { name: 'Ce document est-il à annoncer au patient ?' });
      await expect(question.getByRole('radio', { checked: true })).toHaveCount(0);
      return question.getByRole('listitem').first().innerText();
    },
    '40-annonce-choix',
  );
  await step('caché jusqu’à l’annonce : le patient ne le voit pas', async () => {
    await page.getByText('Le cacher au patient jusqu’à l’annonce').click();
    await expect(page.getByText('Le patient ne le verra pas avant votre annonce.')).toBeVisible();
    await send(page);
    expect(await other.sees(NEWS, 'adult')).toBe(false);
    return 'absent de son espace';
  });
  await step(
    'l’accueil garde l’annonce à faire, avec ses 14e et 30e jours',
    async () => {
      await goHome(page);
      await page.getByRole('button', { name: /^Annonces à faire/ }).click();
      return (await page.getByRole('row').filter({ hasText: NEWS }).innerText()).replaceAll(/\s+/g, ' ');
    },
    '41-annonces',
  );
  await step('une touche le montre au patient', async () => {
    await page.getByRole('row').filter({ hasText: NEWS }).click();
    await page.keyboard.press('v');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Montrer au patient' }).click();
    await expect(page.getByRole('row').filter({ hasText: NEWS })).toContainText('Montré ou retiré');
    expect(await other.sees(NEWS, 'adult')).toBe(true);
    return 'présent dans son espace';
  });
}

async function minors({ page, enter, step }: Guide, other: Other): Promise<void> {
  enter('Mineurs');
  await openPatient(page, 'teenager');
  await step(
    'la connexion secrète dit ce qu’elle cache, à qui, et jusqu’à quand',
    async () => {
      await expect(timeLine(page)).toBeVisible();
      await menuAct(page, 'Ouvrir en connexion secrète');
      const dialog = page.getByRole('dialog', { name: 'Connexion secrète' });
      const said = await dialog.getByText('À ses 18 ans').innerText();
      await dialog.getByRole('button', { name: 'Ouvrir en connexion secrète' }).click();
      await expect(page.getByText('Connexion secrète', { exact: true })).toBeVisible();
      return said;
    },
    '42-connexion-secrete',
  );
  await step(
    'ce qui pourrait révéler le document ailleurs est rappelé avant l’envoi',
    async () => {
      await chooseFile(page, { name: 'consultation.pdf', bytes: minimalPdf('Contraception, visite guidee') });
      await titleField(page).fill(SECRET);
      await toReview(page);
      const leaks = page.getByText('Ce qui pourrait le révéler ailleurs');
      await leaks.scrollIntoViewIfNeeded();
      return leaks.innerText();
    },
    '43-fuites',
  );
  await step('le mineur le voit, son représentant ne voit ni le document ni sa trace', async () => {
    await send(page);
    expect(await other.sees(SECRET, 'teenager')).toBe(true);
    expect(await other.sees(SECRET, 'teenager', 'teenagerMother')).toBe(false);
    await menuAct(page, 'Quitter la connexion secrète');
    await expect(page.getByText('Mode normal')).toBeVisible();
    return 'présent pour l’enfant, absent pour sa mère';
  });
}

async function oppositions({ page, enter, step }: Guide): Promise<void> {
  enter('Opposition à l’alimentation');
  await openPatient(page, 'adult');
  await step(
    'l’opposition est gardée avec son motif et arrête le dépôt',
    async () => {
      await menuAct(page, 'Enregistrer une opposition à l’alimentation');
      await page.getByLabel('Motif légitime').fill('Un proche a ses codes.');
      await page.getByRole('button', { name: 'Enregistrer l’opposition' }).click();
      await chooseFile(page, { name: 'consultation.pdf', bytes: minimalPdf('Oppose, visite guidee') });
      await toReview(page);
      return page.getByText('Le patient s’est opposé à ce dépôt').innerText();
    },
    '44-opposition',
  );
  await step('elle se lève avec un motif, et l’envoi reprend', async () => {
    await page.getByRole('button', { name: 'Lever l’opposition' }).click();
    await page.getByLabel('Motif de la levée').fill('Codes changés avec lui.');
    await page.getByRole('dialog').getByRole('button', { name: 'Lever l’opposition' }).click();
    await toReview(page);
    await send(page);
    return 'déposé';
  });
}

async function secretary({ page, enter, step }: Guide, other: Other): Promise<void> {
  enter('Secrétariat');
  await signOut(page);
  await signIn(page, 'secretary');
  await openPatient(page, 'adult');
  await step(
    'la secrétaire voit l’identité et le dépôt, rien d’autre, et pourquoi',
    async () => {
      await expect(timeLine(page)).toHaveCount(0);
      return page.getByText('Une carte de personnel (CPE)').innerText();
    },
    '45-secretariat',
  );
  await step('elle dépose pour un professionnel de sa structure, qui en est l’auteur', async () => {
    await page.keyboard.press('d');
    await chooseFile(page, { name: 'courrier.pdf', bytes: minimalPdf('Courrier, visite guidee') });
    await titleField(page).fill(LETTER);
    await page.getByRole('combobox', { name: 'Type de document' }).fill('consultation');
    await page
      .getByRole('option', { name: /CR ou fiche de consultation/ })
      .first()
      .click();
    await page.getByRole('combobox', { name: 'Pour le compte de' }).fill('renaud');
    await page.getByRole('option', { name: /RENAUD/ }).click();
    await toReview(page);
    await send(page);
    expect(await other.sees(LETTER, 'adult')).toBe(true);
    await page.keyboard.press('Alt+5');
    return page
      .getByText(/par vous pour/)
      .first()
      .innerText();
  });
  await signOut(page);
  await signIn(page, 'doctor');
}
