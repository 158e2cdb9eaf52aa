import { expect } from '@playwright/test';
import { declareConsent, documents, openDocument, openPatient, showAll, viewer } from '../../e2e/driver.ts';
import { patientHand } from '../../e2e/patient-hand.ts';
import type { Guide } from '../guide.ts';

const TITLE = 'Compte rendu de consultation – lombalgie';

/** What the patient does elsewhere while the record is open. @param dataFolder where the service listens */
export const changesChapter =
  (dataFolder: string) =>
  async ({ page, enter, step }: Guide): Promise<void> => {
    enter('Le patient agit ailleurs');
    const hand = await patientHand(dataFolder, 'adult2');
    await openPatient(page, 'adult2');
    await declareConsent(page, 'Équipe de soins', 'oral');
    await showAll(page);
    await openDocument(page, TITLE);
    await step(
      'le patient bloque le médecin : le document ouvert disparaît sans un geste',
      async () => {
        await expect(documents(page).first()).toBeVisible();
        const acknowledged = await hand.block('doctor');
        await expect(viewer(page)).toHaveCount(0, { timeout: 2_000 });
        const tookMs = Date.now() - acknowledged;
        const words = page.getByText(/vous a bloqué l’accès/).first();
        await expect(words).toBeVisible();
        if (tookMs >= 2_000) throw new Error(`${tookMs} ms`);
        return `${await words.innerText()} (moins de 2 secondes après)`;
      },
      '19-blocage',
    );
    await hand.close();
  };
