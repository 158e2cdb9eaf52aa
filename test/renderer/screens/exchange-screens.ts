import type { Way } from './screens.ts';

interface Ways {
  readonly home: Way;
  readonly record: Way;
  readonly patient: (name: string) => Way;
}

/** What goes between a professional and a patient: messages, appointments, services; and the acts on his documents. */
export function exchangeScreens({ home, record, patient }: Ways): Readonly<Record<string, Way>> {
  const part =
    (key: string, title: string): Way =>
    async (page, origin) => {
      await record(page, origin);
      await page.keyboard.press(key);
      await page.getByRole('tab', { name: title, selected: true }).waitFor();
    };
  const messages: Way = async (page, origin) => {
    await home(page, origin);
    await page.keyboard.press('Alt+4');
    await page.getByRole('listbox', { name: 'Échanges' }).getByRole('option').first().waitFor();
  };
  const writing: Way = async (page, origin) => {
    await ofRecord(page, origin);
    await page.getByRole('button', { name: 'Nouveau message' }).click();
    await page.getByLabel('Objet').waitFor();
  };
  const ofRecord: Way = async (page, origin) => {
    await part('6', 'Messages')(page, origin);
    await page.getByRole('listbox', { name: 'Échanges' }).getByRole('option').first().waitFor();
  };
  const agenda: Way = async (page, origin) => {
    await part('7', 'Agenda')(page, origin);
    await page.getByText('Contrôle de la tension').waitFor();
  };
  const services: Way = async (page, origin) => {
    await part('8', 'Services')(page, origin);
    await page.getByRole('list', { name: 'Services' }).getByRole('listitem').first().waitFor();
  };
  const document: Way = async (page, origin) => {
    await record(page, origin);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Actions sur le document' }).waitFor();
  };
  const acting =
    (act: string): Way =>
    async (page, origin) => {
      await document(page, origin);
      await page.getByRole('button', { name: 'Actions sur le document' }).click();
      await page.getByRole('menuitem', { name: act }).click();
      await page.getByRole('alertdialog').waitFor();
    };
  return {
    messages,
    'a conversation': async (page, origin) => {
      await messages(page, origin);
      await page.getByRole('option', { name: /DURAND/ }).click();
      await page.getByText('resultats-ville.pdf').waitFor();
    },
    'no thread passes the filters': async (page, origin) => {
      await messages(page, origin);
      await page.getByRole('combobox', { name: 'Chercher dans les échanges' }).fill('introuvable');
      await page.getByText('Aucun échange ne correspond').waitFor();
    },
    'to whom to write': async (page, origin) => {
      await messages(page, origin);
      await page.getByRole('button', { name: 'Nouveau message' }).click();
      await page.getByRole('combobox', { name: 'Patient' }).fill('lambert');
      await page.getByRole('option', { name: /Camille/ }).waitFor();
    },
    'messages of a record': ofRecord,
    'no message of a record': async (page, origin) => {
      await patient('GUÉRIN')(page, origin);
      await page.getByRole('tab', { name: 'Documents' }).waitFor();
      await page.keyboard.press('6');
      await page.getByText('Aucun échange').first().waitFor();
    },
    'writing to the patient': writing,
    'templates of messages': async (page, origin) => {
      await writing(page, origin);
      await page.getByRole('button', { name: 'Modèles' }).click();
      await page.getByRole('menuitem', { name: 'Mes modèles…' }).click();
      await page.getByRole('dialog', { name: 'Mes modèles de message' }).waitFor();
    },
    agenda,
    'proposing an appointment': async (page, origin) => {
      await agenda(page, origin);
      await page.keyboard.press('n');
      await page.getByRole('dialog', { name: 'Nouveau rendez-vous' }).waitFor();
    },
    'moving an appointment': async (page, origin) => {
      await agenda(page, origin);
      await page.getByRole('button', { name: 'Déplacer' }).first().click();
      await page.getByRole('dialog', { name: 'Déplacer le rendez-vous' }).waitFor();
    },
    services,
    'no service passes the filter': async (page, origin) => {
      await services(page, origin);
      await page.getByRole('searchbox', { name: 'Chercher un service' }).fill('introuvable');
      await page.getByText('Aucun service ne correspond').waitFor();
    },
    'acts on a document': async (page, origin) => {
      await document(page, origin);
      await page.getByRole('button', { name: 'Actions sur le document' }).click();
      await page.getByRole('menuitem').first().waitFor();
    },
    'masking a document': acting('Masquer'),
    'deleting a document': acting('Supprimer'),
    'renewing the consent': async (page, origin) => {
      await part('9', 'Droits')(page, origin);
      await page.getByRole('button', { name: 'Renouveler le consentement' }).click();
      await page.getByRole('dialog').waitFor();
    },
    'renouncing the access': async (page, origin) => {
      await part('9', 'Droits')(page, origin);
      await page.getByRole('button', { name: 'Renoncer à mon accès' }).click();
      await page.getByRole('alertdialog').or(page.getByRole('dialog')).waitFor();
    },
    'leaving the role': async (page, origin) => {
      await part('9', 'Droits')(page, origin);
      await page.getByRole('button', { name: 'Quitter le rôle' }).click();
      await page.getByRole('alertdialog').or(page.getByRole('dialog')).waitFor();
    },
  };
}
