/** What a person who sees badly, or presses no mouse, would miss in the patient's space: each section, each dialog. */
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { SECTIONS, SECTION_TITLES, type SectionName } from '../../renderer/space/app/sections.ts';
import { dialogFindings, findings } from './look.ts';
import { goTo } from './space-driver.ts';

/** What a section asks in a dialog of its own, by the button that opens it. */
const ASKED: readonly (readonly [SectionName, string])[] = [
  ['documents', 'Ajouter un document'],
  ['health', 'Noter une mesure'],
  ['wishes', 'Ajouter une personne'],
  ['agenda', 'Noter un rendez-vous'],
  ['professionals', 'Bloquer un professionnel ou un établissement'],
  ['family', 'Choisir un aidant'],
  ['record', 'Fermer et conserver'],
];

/** What axe finds, and what no key reaches, in light, in dark and at twice the size. */
export async function sectionFindings(space: Page): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (const section of SECTIONS) {
    await goTo(space, SECTION_TITLES[section]);
    await expect(space.locator('[aria-busy="true"]')).toHaveCount(0);
    for (const finding of await findings(space)) found.push([section, finding]);
    for (const [, asks] of ASKED.filter(([of]) => of === section)) {
      await space.getByRole('button', { name: asks, exact: true }).first().click();
      const dialog = space.getByRole('dialog').or(space.getByRole('alertdialog'));
      await expect(dialog).toBeVisible();
      for (const finding of await dialogFindings(space)) found.push([section, asks, finding]);
      await space.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
    }
  }
  return found;
}
