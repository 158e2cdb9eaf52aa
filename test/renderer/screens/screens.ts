import type { Page } from '@playwright/test';
import { emergencyScreens } from './emergency-screens.ts';
import { depositScreens } from './deposit-screens.ts';
import { keysScreens } from './keys-screens.ts';
import { exchangeScreens } from './exchange-screens.ts';
import { deskScreens } from './desk-screens.ts';
import { recoveryScreens } from './recovery-screens.ts';
import { sectionScreens } from './section-screens.ts';

/** How a person gets to each screen, by keyboard wherever the keyboard goes. */
export type Way = (page: Page, origin: string) => Promise<void>;

const home: Way = async (page, origin) => {
  await page.goto(`${origin}/`);
  await page.getByRole('option').first().waitFor();
};
const signIn: Way = async (page, origin) => {
  await page.goto(`${origin}/?start=signedOut`);
  await page.getByRole('option').first().waitFor();
};

/** The record of one of the fictitious patients, opened from the desk. */
export const patient =
  (name: string): Way =>
  async (page, origin) => {
    await home(page, origin);
    await page.keyboard.type(name);
    await page.getByRole('option', { name }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name }).waitFor();
  };
const record: Way = async (page, origin) => {
  await patient('DURAND')(page, origin);
  await page.getByRole('listbox', { name: 'Documents' }).getByRole('option').first().waitFor();
};
const then =
  (way: Way, ...keys: readonly string[]): Way =>
  async (page, origin) => {
    await way(page, origin);
    for (const key of keys) await page.keyboard.press(key);
  };
const typed =
  (way: Way, text: string): Way =>
  async (page, origin) => {
    await way(page, origin);
    await page.keyboard.type(text);
  };

/** What the settings lead to, once they have made way for it. */
const fromSettings =
  (button: string): Way =>
  async (page, origin) => {
    await then(home, 'Control+,')(page, origin);
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('dialog', { name: 'Réglages', exact: true }).waitFor({ state: 'detached' });
  };

/** The matrix, by the palette. */
const matrix: Way = async (page, origin) => {
  await then(home, 'Control+k')(page, origin);
  await page.getByRole('dialog').getByRole('combobox').fill('matrice');
  await page.getByRole('option', { name: 'Matrice d’habilitation' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('grid', { name: 'Matrice d’habilitation' }).waitFor();
};
const matrixImport: Way = async (page, origin) => {
  await then(matrix, 'i')(page, origin);
  await page.getByRole('button', { name: 'Choisir les fichiers' }).waitFor();
};

export const screens: Readonly<Record<string, Way>> = {
  'sign-in': signIn,
  'wrong code': async (page, origin) => {
    await then(signIn, 'Enter', '9', 'Enter')(page, origin);
    await page.getByText('Il reste 2 essais').waitFor();
  },
  'blocked card': async (page, origin) => {
    await then(typed(signIn, 'hugo'), 'Enter')(page, origin);
    await page.getByText('Cette carte est bloquée').waitFor();
  },
  'place of practice': async (page, origin) => {
    await then(signIn, 'Enter', '1', '2', '3', '4', 'Enter')(page, origin);
    await page.getByRole('heading', { name: 'Lieu d’exercice' }).waitFor();
  },
  home,
  search: typed(then(home, 'Alt+2'), 'lambert'),
  'nobody found': async (page, origin) => {
    await typed(then(home, 'Alt+2'), 'zzz')(page, origin);
    await page.getByText('Aucun patient du cabinet').waitFor();
  },
  'national look-up': async (page, origin) => {
    await then(home, 'Alt+2')(page, origin);
    await page.getByLabel('Nom de naissance').fill('guérin');
    await page.getByLabel('Premier prénom').fill('Mathilde');
    await page.getByLabel('Date de naissance').fill('08/08/1999');
    await page.getByText('Féminin').click();
    await page.getByRole('button', { name: 'Chercher l’identité' }).click();
    await page.getByText('Ajouter à mes patients').waitFor();
  },
  record,
  'a filter': async (page, origin) => {
    await record(page, origin);
    await page.getByRole('button', { name: 'Type' }).click();
    await page.getByRole('listbox', { name: 'Type' }).getByRole('option').first().waitFor();
  },
  'nothing passes the filters': async (page, origin) => {
    await typed(then(record, '/'), 'introuvable')(page, origin);
    await page.getByText('Aucun document ne correspond').waitFor();
  },
  'no right': patient('LE GOFF'),
  'the message before the consent': async (page, origin) => {
    await patient('LE GOFF')(page, origin);
    await page.getByRole('button', { name: 'Lire le message' }).click();
    await page.getByRole('article', { name: /^Message/ }).waitFor();
  },
  'a journal that differs': async (page, origin) => {
    await record(page, origin);
    await page.evaluate(async () => {
      const status = await window.bridge?.['system.status']({});
      if (status?.ok) window.fake.emit('system.status', { ...status.value, journal: 'serviceDiffers' });
    });
    await page.getByText('Le journal du service national').waitFor();
  },
  'expired right': patient('BENALI'),
  'blocked by the patient': patient('NGUYEN'),
  'closed record': patient('MOREAU'),
  'no record': patient('GARCIA'),
  'empty record': async (page, origin) => {
    await patient('PETIT')(page, origin);
    await page.getByRole('button', { name: 'Afficher tout' }).last().click();
    await page.getByText('Aucun document déposé dans ce dossier').waitFor();
  },
  rights: async (page, origin) => {
    await then(record, '9')(page, origin);
    await page.getByRole('heading', { name: 'Blocages' }).waitFor();
  },
  'rights without the role': async (page, origin) => {
    await patient('PETIT')(page, origin);
    await page.keyboard.press('9');
    await page.getByRole('button', { name: 'Devenir médecin traitant' }).waitFor();
  },
  'taking the role': async (page, origin) => {
    await patient('PETIT')(page, origin);
    await page.keyboard.press('9');
    await page.getByRole('button', { name: 'Devenir médecin traitant' }).click();
    await page.getByRole('dialog').waitFor();
  },
  'whom to block': async (page, origin) => {
    await then(record, '9')(page, origin);
    await page.getByRole('button', { name: 'Bloquer un accès' }).click();
    await page
      .getByRole('searchbox', { name: 'Nom' })
      .or(page.getByRole('combobox', { name: 'Nom' }))
      .fill('dr');
    await page.getByRole('dialog').getByRole('option').first().waitFor();
  },
  blocking: async (page, origin) => {
    await screens['whom to block']?.(page, origin);
    await page.getByRole('dialog').getByRole('option', { name: 'KACI' }).click();
    await page.getByRole('checkbox').waitFor();
  },
  'masked documents': async (page, origin) => {
    await record(page, origin);
    await page.getByRole('button', { name: 'Masqués' }).click();
    await page.getByText('1 document', { exact: true }).waitFor();
  },
  accesses: async (page, origin) => {
    await then(record, '0')(page, origin);
    await page.getByRole('listitem').first().waitFor();
  },
  'accesses without the role': async (page, origin) => {
    await patient('PETIT')(page, origin);
    await page.keyboard.press('0');
    await page.getByText('Vos propres accès').waitFor();
  },
  'no access passes the filters': async (page, origin) => {
    await screens['accesses']?.(page, origin);
    await page.getByRole('searchbox', { name: 'Chercher une personne' }).fill('introuvable');
    await page.getByText('Aucun accès ne correspond').waitFor();
  },
  'my records': async (page, origin) => {
    await home(page, origin);
    await page.getByRole('button', { name: /Mes dossiers/ }).click();
    await page.getByRole('option').first().waitFor();
  },
  'visit bag': async (page, origin) => {
    await screens['my records']?.(page, origin);
    await page.getByRole('button', { name: 'Préparer une tournée' }).click();
    await page.getByRole('listbox', { name: 'Patients à emporter' }).getByRole('option').first().waitFor();
    await page.getByRole('combobox', { name: 'Chercher parmi mes dossiers' }).press('Enter');
    await page.getByText('1 patient choisi').waitFor();
  },
  'sealed visit bag': async (page, origin) => {
    await screens['visit bag']?.(page, origin);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('listbox', { name: 'Patients emportés' }).getByRole('option').first().waitFor();
    await page.getByText('trouvés que par leur titre').waitFor();
  },
  'offline record': async (page, origin) => {
    await home(page, origin);
    await page.evaluate(() => window.fake.offline());
    await page.keyboard.press('Enter');
    await page.getByText('Hors ligne').waitFor();
  },
  'lease ended': async (page, origin) => {
    await home(page, origin);
    await page.evaluate(() => window.fake.fail('record.open', 'LEASE_ENDED'));
    await page.keyboard.press('Enter');
    await page.getByText('n’est plus lisible hors ligne').waitFor();
  },
  'news of my records': async (page, origin) => {
    await screens['my records']?.(page, origin);
    await page.getByRole('button', { name: 'Chercher les nouveautés' }).click();
    await page
      .getByText(/2 dépôts/)
      .first()
      .waitFor();
  },
  failure: async (page, origin) => {
    await home(page, origin);
    await page.evaluate(() => window.fake.fail('record.documents', 'SERVICE_UNREACHABLE'));
    await page.keyboard.press('Enter');
    await page.getByText('Le service national ne répond pas.').waitFor();
  },
  menu: async (page, origin) => {
    await record(page, origin);
    await page.getByRole('button', { name: 'Actes sur le dossier' }).click();
    await page.getByRole('menuitem').first().waitFor();
  },
  palette: async (page, origin) => {
    await then(record, 'Control+k')(page, origin);
    await page.getByRole('dialog').getByRole('option').first().waitFor();
  },
  shortcuts: async (page, origin) => {
    await then(record, '?')(page, origin);
    await page.getByRole('dialog', { name: 'Raccourcis' }).waitFor();
  },
  settings: async (page, origin) => {
    await then(home, 'Control+,')(page, origin);
    await page.getByRole('dialog', { name: 'Réglages' }).waitFor();
  },
  'first start': async (page, origin) => {
    await page.goto(`${origin}/?start=firstStart`);
    await page.getByRole('heading', { name: 'Premier démarrage' }).waitFor();
  },
  'first start, records in the making': async (page, origin) => {
    await page.goto(`${origin}/?start=signedOut`);
    await page.getByRole('option').first().waitFor();
    await page.evaluate(async () => {
      const status = await window.fake.bridge['system.status']({});
      if (!status.ok) throw new Error('no status');
      const preparing = { done: 42, of: 100 };
      window.fake.emit('system.status', { ...status.value, service: 'starting', preparing });
    });
    await page.getByText('42 %').waitFor();
  },
  'first start, an address': async (page, origin) => {
    await screens['first start']?.(page, origin);
    await page.getByText('Une adresse').click();
    await page.getByLabel('Adresse du service').fill('https://dmp.exemple.fr');
    await page.getByRole('button', { name: 'Essayer l’adresse' }).click();
    await page.getByText('81 jours').waitFor();
  },
  'first start, the post': async (page, origin) => {
    await screens['first start']?.(page, origin);
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.getByLabel('Nom du poste').waitFor();
  },
  'first start, the limits': async (page, origin) => {
    await screens['first start, the post']?.(page, origin);
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.getByRole('slider', { name: 'Garde des brouillons' }).waitFor();
  },
  'first start, the professionals': async (page, origin) => {
    await screens['first start, the limits']?.(page, origin);
    await page.getByRole('button', { name: 'Continuer' }).click();
    await page.getByRole('list', { name: 'Professionnels' }).waitFor();
  },
  'set-up of the post': async (page, origin) => {
    await fromSettings('Réglages du poste')(page, origin);
    await page.getByLabel('Nom du poste').waitFor();
  },
  backup: async (page, origin) => {
    await home(page, origin);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('sauvegarder');
    await page.getByRole('option', { name: /^Sauvegarder/ }).click();
    await page.getByLabel('Phrase secrète').first().fill('une phrase secrète');
    await page.getByLabel('La même phrase').fill('une phrase secrète');
    await page.getByRole('button', { name: 'Enregistrer la sauvegarde' }).click();
    await page.getByText('Sauvegarde enregistrée').waitFor();
  },
  'journal of the post': async (page, origin) => {
    await fromSettings('Journal du poste')(page, origin);
    await page.getByText(/4\s812 entrées/).waitFor();
    await page.getByText('Une période').click();
  },
  'journal of the post, exported': async (page, origin) => {
    await screens['journal of the post']?.(page, origin);
    await page.getByText('Tout le journal').click();
    await page.getByRole('button', { name: 'Exporter le journal' }).click();
    await page.getByText('Clé du poste').waitFor();
  },
  'user guide': async (page, origin) => {
    await then(home, 'F1')(page, origin);
    await page.getByRole('searchbox', { name: 'Chercher dans le guide' }).fill('consentement');
    await page.getByText(/^\d+ sections$/).waitFor();
  },
  'examination of the post': async (page, origin) => {
    await home(page, origin);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('examiner');
    await page.getByRole('option', { name: /^Examiner le poste/ }).click();
    await page.getByText('En panne').first().waitFor();
  },
  'examination before anybody signs in': async (page, origin) => {
    await signIn(page, origin);
    await page.getByRole('button', { name: 'Examiner le poste' }).click();
    await page.getByText('En panne').first().waitFor();
  },
  'why a document may be read': async (page, origin) => {
    await then(record, 'Enter')(page, origin);
    await page.getByRole('button', { name: 'Pourquoi ?' }).waitFor();
    await page.keyboard.press('q');
    await page.getByRole('region', { name: 'Pourquoi puis-je voir ce document ?' }).waitFor();
    await page.getByText('équipe de soins').waitFor();
  },
  'see as': async (page, origin) => {
    await record(page, origin);
    await page.getByRole('button', { name: 'Actes sur le dossier' }).click();
    await page.getByRole('menuitem', { name: 'Voir comme…' }).click();
    await page.getByRole('button', { name: 'Pharmacien' }).click();
    await page.getByText('À supposer que').waitFor();
  },
  refused: async (page, origin) => {
    await record(page, origin);
    await page.evaluate(() => window.fake.fail('document.open', 'TYPE_NOT_PERMITTED'));
    await page.keyboard.press('Enter');
    await page.getByText('CSP R.1111-46').waitFor();
  },
  matrix,
  'matrix narrowed': async (page, origin) => {
    await typed(then(matrix, '/'), 'pharmacien')(page, origin);
    await page.getByText('× 1 profession').waitFor();
  },
  'matrix import': matrixImport,
  'matrix differences': async (page, origin) => {
    await matrixImport(page, origin);
    await page
      .getByLabel('Fichiers de la matrice')
      .setInputFiles({ name: 'p1.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
    await page.getByRole('button', { name: 'Voir les différences' }).click();
    await page.getByRole('button', { name: 'Appliquer cette version' }).waitFor();
  },
  'matrix versions': async (page, origin) => {
    await then(matrix, 'v')(page, origin);
    await page.getByText('À venir').waitFor();
  },
  ...keysScreens,
  ...recoveryScreens,
  ...depositScreens,
  ...sectionScreens(patient),
  ...exchangeScreens({ home, record, patient }),
  ...deskScreens({ home }),
  outbox: then(home, 'Alt+5'),
  'messages that wait': async (page, origin) => {
    await then(home, 'Alt+4')(page, origin);
    await page.getByRole('option', { name: /Pansement/ }).click();
    await page.getByText('Le service ne répond pas').waitFor();
  },
  'a thread that waits': async (page, origin) => {
    await then(home, 'Alt+4')(page, origin);
    await page.getByRole('option', { name: /Rendez-vous de contrôle/ }).click();
    await page.getByRole('button', { name: 'Reprendre le message' }).waitFor();
  },
  emergency: then(home, 'Alt+6'),
  ...emergencyScreens({ home, patient }),
  'no open record': then(home, 'Alt+3'),
  discretion: then(record, 'Control+Shift+d'),
  leaving: async (page, origin) => {
    await then(record, 'Control+l')(page, origin);
    await page.getByRole('heading', { name: 'Poste verrouillé' }).waitFor();
  },
  locked: async (page, origin) => {
    await page.goto(`${origin}/?start=locked`);
    await page.getByText('sans activité').waitFor();
  },
};
