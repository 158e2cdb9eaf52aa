import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  title: 'Tournée',
  lead: 'Les patients du jour, emportés sur ce poste pour vos visites sans réseau, lisibles jusqu’à minuit.',
  search: 'Chercher parmi mes dossiers',
  chosen: icu<{ count: number; max: number }>(
    '{count, plural, =0 {Aucun patient choisi} one {# patient choisi} many {# patients choisis} other {# patients choisis}}, {max} au plus',
  ),
  choose: 'Patients à emporter',
  take: icu<{ count: number }>(
    '{count, plural, =0 {Emporter} one {Emporter # patient} many {Emporter # patients} other {Emporter # patients}}',
  ),
  taking: icu<{ done: number; total: number }>('{done} sur {total} patients'),
  stop: 'Arrêter',
  whatHappens: icu<{ documents: number }>(
    'Les {documents} documents les plus récents de chacun sont lus maintenant : le service national le trace, et chaque patient en est informé. Chaque ouverture hors ligne sera tracée elle aussi. Tout est détruit à minuit, ou avant par vous.',
  ),
  notPossible: 'Rien ne peut être emporté : aucun trousseau ne protège la clé de ce poste.',
  notPossibleNext: 'Le disque ne garde rien sans lui. Les réglages de l’ordinateur permettent de l’activer.',
  clockBehind: 'L’horloge de ce poste a reculé : la tournée reste fermée.',
  clockBehindNext: 'Remettez l’ordinateur à l’heure.',
  none: 'Aucun dossier à emporter',
  noneNext: 'Seuls les patients chez qui votre droit d’accès court peuvent l’être.',
  noneSearch: 'Aucun dossier ne correspond',
  noneSearchNext: 'La recherche porte sur les noms et les prénoms.',
  sealed: icu<{ time: string }>('Emportée à {time}, détruite à minuit'),
  patients: 'Patients emportés',
  documents: icu<{ count: number }>(
    '{count, plural, =0 {aucun document} one {# document} many {# documents} other {# documents}}',
  ),
  wordless: icu<{ count: number }>(', dont {count} sans texte'),
  reading: 'Lecture des PDF emportés, pour la recherche par mots',
  read: icu<{ done: number; total: number }>('{done} sur {total}'),
  stopReading: 'Arrêter la lecture',
  unread: icu<{ count: number }>(
    '{count, plural, one {# PDF n’est pas encore lu : il n’est trouvé que par son titre.} many {# PDF ne sont pas encore lus : ils ne sont trouvés que par leur titre.} other {# PDF ne sont pas encore lus : ils ne sont trouvés que par leur titre.}}',
  ),
  readNow: 'Lire les PDF',
  wordlessAll: icu<{ count: number }>(
    '{count, plural, one {# document sans texte (scan, photo ou fichier illisible) n’est trouvé que par son titre.} many {# documents sans texte (scans, photos ou fichiers illisibles) ne sont trouvés que par leur titre.} other {# documents sans texte (scans, photos ou fichiers illisibles) ne sont trouvés que par leur titre.}}',
  ),
  toReport: icu<{ count: number }>(
    '{count, plural, one {# ouverture hors ligne à rapporter au service national} many {# ouvertures hors ligne à rapporter au service national} other {# ouvertures hors ligne à rapporter au service national}}',
  ),
  open: 'ouvrir',
  add: 'Ajouter des patients',
  back: 'Revenir à la tournée',
  destroy: 'Détruire la tournée',
  destroyTitle: 'Détruire la tournée ?',
  destroyLead:
    'Les clés de ces dossiers sont détruites : plus rien n’en est lisible sans le service national.',
  removeHint: 'retirer',
  remove: 'Retirer de la tournée',
  removeTitle: icu<{ name: string }>('Retirer {name} de la tournée ?'),
  removeLead:
    'La clé de son dossier est détruite : plus rien n’en est lisible sans le service national. Vous pourrez l’emporter à nouveau tant qu’il répond.',
  removed: icu<{ name: string }>('{name} n’est plus dans la tournée.'),
  cancel: 'Annuler',
  destroyed: 'Tournée détruite.',
  notTaken: icu<{ count: number }>(
    '{count, plural, one {# patient n’a pas été emporté} many {# patients n’ont pas été emportés} other {# patients n’ont pas été emportés}}',
  ),
});
