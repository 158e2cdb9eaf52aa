/** How a patient moves in the space, in the words of its screen; shared by the end-to-end tests and the tour. */
import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Application } from './application.ts';
import { SECTIONS, SECTION_TITLES, type SectionName } from '../../renderer/space/app/sections.ts';
import type { DemoPatient } from '../../electron/service/demo/types.ts';
import { frenchDay, patient } from './driver.ts';
import { reach } from './hands.ts';

/** Opens the patient's window from the professional's. */
export async function openSpace(app: Application): Promise<Page> {
  await app.page.getByRole('button', { name: 'Vue de formation' }).click();
  const space = await app.spacePage();
  await expect(space.getByRole('heading', { level: 1 })).toBeVisible();
  return space;
}

/** Enters the space of a fictitious person, by the name that the list shows. */
export async function enterSpace(space: Page, key: string): Promise<void> {
  const person = patient(key);
  const name = `${person.used ?? person.family} ${person.given[0] ?? ''}`;
  await space.getByRole('combobox', { name: 'Personne' }).fill(name);
  await space.getByRole('option', { name, exact: false }).first().click();
  await space.getByRole('button', { name: 'Entrer avec le mot de passe de démonstration' }).click();
  await expect(space.getByText(/^Espace de /)).toBeVisible();
}

/** The space of a fictitious person, whoever was in it. */
export async function openSpaceOf(app: Application, key: string): Promise<Page> {
  const space = await openSpace(app);
  const leave = space.getByRole('button', { name: 'Se déconnecter' });
  if (await leave.isVisible()) await leave.click();
  await enterSpace(space, key);
  return space;
}

/** Goes to a section of the space. */
export async function goTo(space: Page, section: string): Promise<void> {
  await space
    .getByRole('navigation', { name: 'Rubriques' })
    .getByRole('button', { name: section, exact: true })
    .click();
  await expect(space.getByRole('heading', { level: 1, name: section, exact: true })).toBeVisible();
}

/** Goes to a section by the keyboard alone: nine have a key, the others stand last in the list before the screen. */
export async function goByKeys(space: Page, section: SectionName): Promise<void> {
  const title = space.getByRole('heading', { level: 1, name: SECTION_TITLES[section], exact: true });
  const index = SECTIONS.indexOf(section);
  if (index < 9) await space.keyboard.press(`Alt+${String(index + 1)}`);
  else {
    const list = space.getByRole('navigation', { name: 'Rubriques' });
    const entry = list.getByRole('button', { name: SECTION_TITLES[section], exact: true });
    await reach(space, entry, 'Shift+Tab');
    await space.keyboard.press('Enter');
  }
  await expect(title).toBeFocused();
}

/** Fills and sends the form that chooses a carer. */
export async function chooseCarer(
  space: Page,
  { ins, family, birthDate }: Pick<DemoPatient, 'ins' | 'family' | 'birthDate'>,
): Promise<void> {
  await space.getByRole('textbox', { name: 'Numéro de sécurité sociale' }).fill(ins);
  await space.getByRole('textbox', { name: 'Nom de famille' }).fill(family);
  await space.getByRole('textbox', { name: 'Date de naissance' }).fill(frenchDay(birthDate));
  await space.getByRole('button', { name: 'Choisir comme aidant' }).click();
}

/** The line of a list of the space that holds these words. */
export const line = (space: Page, list: string, words: string | RegExp): Locator =>
  space.getByRole('list', { name: list }).getByRole('listitem').filter({ hasText: words }).first();
