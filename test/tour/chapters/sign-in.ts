import { expect } from '@playwright/test';
import { chooseCard, DEMO_PIN, searchBox, signIn, typePin } from '../../e2e/driver.ts';
import type { Guide } from '../guide.ts';

/** Card and PIN, tries left, a card refused by the service, the place of practice. */
export async function signInChapter({ page, enter, step }: Guide): Promise<void> {
  enter('Identification');
  await step(
    'les cartes du poste sont proposées',
    async () => {
      await expect(page.getByRole('option').first()).toBeVisible({ timeout: 60_000 });
      return `${await page.getByRole('option').count()} cartes`;
    },
    '01-identification',
  );
  await step('un code faux dit les essais qui restent', async () => {
    await chooseCard(page, 'podologist');
    await typePin(page, '0000');
    const alert = page.getByText(/Code faux/);
    await expect(alert).toBeVisible();
    return alert.innerText();
  });
  await step('une carte révoquée est refusée par le service', async () => {
    await chooseCard(page, 'revoked');
    await typePin(page, DEMO_PIN);
    const refusal = page.getByText('Le service national refuse cette carte.');
    await expect(refusal).toBeVisible();
    return refusal.innerText();
  });
  await step(
    'trois codes faux bloquent la carte',
    async () => {
      await chooseCard(page, 'dentist');
      for (const [pin, answer] of [
        ['0000', 'Il reste 2 essais'],
        ['1111', 'Il reste 1 essai'],
      ] as const) {
        await typePin(page, pin);
        await expect(page.getByText(answer)).toBeVisible();
      }
      await typePin(page, '2222');
      const blocked = page.getByText('Cette carte est bloquée après trois codes faux.');
      await expect(blocked).toBeVisible();
      return blocked.innerText();
    },
    '02-carte-bloquee',
  );
  await step(
    'la bonne carte et le bon code ouvrent la session, au lieu d’exercice choisi',
    async () => {
      await signIn(page, 'doctor');
      await expect(searchBox(page)).toBeFocused();
      return page
        .getByRole('contentinfo')
        .innerText()
        .then((text) => text.replaceAll('\n', ' · '));
    },
    '03-accueil',
  );
}
