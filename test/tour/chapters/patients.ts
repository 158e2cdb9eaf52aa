import { expect } from '@playwright/test';
import { find, frenchDay, goHome, patient } from '../../e2e/driver.ts';
import type { Guide } from '../guide.ts';

/** The patient is found however he is typed; the national look-up adds one. */
export async function patientsChapter({ page, enter, step }: Guide): Promise<void> {
  enter('Trouver le patient');
  const pregnant = patient('pregnant');
  const [given = ''] = pregnant.given;
  const ways: readonly (readonly [string, string])[] = [
    ['sans accents ni majuscules', `lefevre ${given.toLowerCase()}`],
    ['nom et prénom inversés', `${given} ${pregnant.family}`],
    ['une faute de frappe', `LEFEVER ${given}`],
    ['le nom et la date de naissance', `lefevre ${frenchDay(pregnant.birthDate)}`],
    ['l’INS avec des espaces', pregnant.ins.replace(/(.)(..)(..)(..)(...)(...)(..)/, '$1 $2 $3 $4 $5 $6 $7')],
  ];
  for (const [index, [how, query]] of ways.entries()) {
    await step(
      `trouvé par ${how} : « ${query} »`,
      async () => {
        const [first = 'personne'] = await find(page, query);
        expect(first).toContain(pregnant.family);
        return first.replaceAll('\n', ' · ');
      },
      index === 2 ? '04-recherche' : undefined,
    );
  }
  await step(
    'les homonymes sont tous montrés, avec ce qui les distingue',
    async () => {
      const found = await find(page, 'martin');
      expect(found.length).toBeGreaterThanOrEqual(5);
      return `${found.length} patients ; ${found
        .slice(0, 3)
        .map((text) => text.split('\n').slice(0, 3).join(' '))
        .join(' / ')}`;
    },
    '05-homonymes',
  );
  await step(
    'une personne inconnue du cabinet est trouvée dans le service national et ajoutée',
    async () => {
      const person = patient('adult5');
      await goHome(page);
      await page.getByRole('button', { name: 'Recherche' }).click();
      const lookup = page.getByRole('button', { name: 'Chercher dans le service national' });
      if (await lookup.isVisible()) await lookup.click();
      await page.getByRole('textbox', { name: 'Nom de naissance' }).fill(person.family);
      await page.getByRole('textbox', { name: 'Premier prénom' }).fill(person.given[0] ?? '');
      await page.getByRole('textbox', { name: 'Date de naissance' }).fill(frenchDay(person.birthDate));
      await page
        .getByRole('radio', { name: person.gender === 'female' ? 'Féminin' : 'Masculin' })
        .check({ force: true });
      await page.getByRole('button', { name: 'Chercher l’identité' }).click();
      const result = page.getByText('Une identité correspond');
      await expect(result).toBeVisible();
      const text = await result.innerText();
      await page.getByRole('button', { name: 'Ajouter à mes patients' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText(person.family);
      return `${text} : ${person.family}, ajouté et ouvert`;
    },
    '06-recherche-nationale',
  );
}
