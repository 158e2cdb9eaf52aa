import type { Provenance } from '../../../shared/habilitation/matrix.ts';
import type { ProposalProblem } from '../../../shared/habilitation/versions.ts';
import { provenanceWords } from '../../i18n/provenance.ts';
import { french, icu, messages } from '../../i18n/text.ts';

export const words = messages({
  title: "Matrice d'habilitation",
  lead: 'Qui peut lire quoi : un type de document par ligne, une profession par colonne.',
  group: 'Matrice',
  version: icu<{ version: string; date: string }>('Version {version}, en vigueur depuis le {date}'),
  versionAt: icu<{ version: string; date: string }>('Version {version}, à compter du {date}'),
  unannounced:
    "Le service national n'annonce pas sa matrice : celle-ci est celle du poste, et il peut appliquer une autre version.",
  unknown: icu<{ version: string }>(
    'Le service national applique la version {version}, que ce poste n’a pas pu obtenir. La matrice affichée est celle du poste : elle peut en différer.',
  ),
  unasked: "Le service national n'a pas encore répondu : cette matrice est celle du poste.",
  search: 'Chercher un type ou une profession',
  profession: 'Profession',
  documentClass: 'Classe',
  right: 'Droit',
  provenance: 'Provenance',
  mine: 'Ma profession',
  onlyMine: 'Ma profession seule',
  clear: 'Effacer les filtres',
  shown: icu<{ types: number; rows: number }>(
    '{types, plural, one {# type} other {# types}} × {rows, plural, one {# profession} other {# professions}}',
  ),
  nothing: 'Aucun type ni profession ne correspond',
  nothingNext: 'Effacez un filtre ou cherchez un autre mot.',
  reads: 'Lit',
  readsNot: 'Ne lit pas',
  legend: 'Légende',
  own: 'votre profession',
  typeColumn: 'Type de document',
  versions: 'Versions',
  import: 'Importer la matrice publiée',
  back: 'Revenir à la matrice',

  importTitle: 'Importer la matrice publiée',
  importLead:
    "Choisissez toutes les pages (JSON) que le site de Mon espace santé donne pour la matrice. Rien n'est appliqué avant que vous ayez vu chaque différence.",
  files: 'Fichiers de la matrice',
  chooseFiles: 'Choisir les fichiers',
  chosen: icu<{ count: number; size: string }>('{count, plural, one {# fichier} other {# fichiers}}, {size}'),
  noneChosen: 'Aucun fichier choisi',
  name: 'Nom de la version',
  day: 'En vigueur à compter du',
  dayHint: "Un jour passé ou celui d'aujourd'hui : la version s'applique aussitôt.",
  dayInvalid: 'Écrivez la date comme 01/01/2027.',
  nameMissing: 'Donnez un nom à cette version.',
  filesMissing: 'Choisissez les fichiers de la matrice.',
  compare: 'Voir les différences',
  comparing: 'Comparaison…',

  differences: 'Différences',
  against: icu<{ version: string; label: string }>('Comparée à la version {version} ({label})'),
  opened: icu<{ count: number }>(
    '{count, plural, =0 {Aucun droit ouvert} one {# droit ouvert} other {# droits ouverts}}',
  ),
  closed: icu<{ count: number }>(
    '{count, plural, =0 {Aucun droit fermé} one {# droit fermé} other {# droits fermés}}',
  ),
  resourced: icu<{ count: number }>(
    '{count, plural, =0 {Aucune autre source} one {# inchangé, autre source} other {# inchangés, autre source}}',
  ),
  isOpened: 'Ouvert',
  isClosed: 'Fermé',
  isResourced: 'Inchangé',
  searchDifferences: 'Chercher un type ou une profession',
  noDifference: 'Aucune différence ne correspond',
  keptRows: icu<{ count: number; rows: string }>(
    '{count, plural, one {# profession que les pages ne nomment pas garde ses droits} other {# professions que les pages ne nomment pas gardent leurs droits}} : {rows}.',
  ),
  unknownProfessions: icu<{ codes: string }>(
    'Les pages nomment des professions que le poste ne connaît pas, et qui sont laissées de côté : {codes}.',
  ),
  disagreements: icu<{ count: number }>(
    '{count, plural, one {# case où deux professions d’une même colonne diffèrent : le refus est retenu.} other {# cases où deux professions d’une même colonne diffèrent : le refus est retenu.}}',
  ),
  followedBy: icu<{ version: string; date: string }>(
    'La version {version} prendra la suite le {date} et n’est pas modifiée.',
  ),
  immediate: "S'applique aussitôt à tous les dossiers de ce service. Les accès passés ne changent pas.",
  later: icu<{ date: string }>('S’appliquera le {date}. D’ici là, vous pourrez la retirer.'),
  apply: 'Appliquer cette version',
  applying: 'Application…',
  change: 'Modifier',
  applied: icu<{ version: string }>('La version {version} est enregistrée.'),
  stale: 'La matrice a changé entre-temps : voici les différences à jour.',

  versionsTitle: 'Versions de la matrice',
  inForce: 'En vigueur',
  pending: 'À venir',
  past: 'Passée',
  withdrawn: 'Retirée',
  from: icu<{ date: string }>('à compter du {date}'),
  shipped: 'fournie avec Poste Santé',
  importedAt: icu<{ date: string }>('importée le {date}'),
  withdrawnAt: icu<{ date: string }>('retirée le {date}'),
  see: 'Voir',
  restore: 'Remettre en vigueur',
  withdraw: 'Retirer',
  restoreTitle: icu<{ version: string }>('Remettre en vigueur la version {version}'),
  changes: icu<{ opened: number; closed: number }>(
    '{opened, plural, =0 {aucun droit ouvert} one {# droit ouvert} other {# droits ouverts}}, {closed, plural, =0 {aucun fermé} one {# fermé} other {# fermés}}',
  ),
  cellsFrom: icu<{ official: string; secondary: string; inferred: string; assumed: string }>(
    '{official} cases officielles, {secondary} nommées, {inferred} déduites, {assumed} supposées',
  ),
  looking: icu<{ version: string }>('Vous regardez la version {version}, qui n’est pas celle en vigueur.'),
  seeInForce: 'Voir celle en vigueur',
});

const sentence = icu<{ profession: string; type: string; source: string }>(
  '{profession} : lit « {type} ». {source}',
);
const closedSentence = icu<{ profession: string; type: string; source: string }>(
  '{profession} : ne lit pas « {type} ». {source}',
);

/** What a cell says, in one sentence. */
export const cellSentence = (
  profession: string,
  type: string,
  reads: boolean,
  provenance: Provenance | 'none',
): string =>
  (reads ? sentence : closedSentence)({
    profession,
    type,
    source: provenanceWords[provenance].sentence,
  });

const notJson = icu<{ file: string }>('« {file} » n’est pas un fichier JSON.');
const wrongShape = icu<{ file: string; at: string }>(
  '« {file} » n’est pas une page de la matrice publiée : « {at} » manque ou n’a pas la forme attendue.',
);
const incomplete = icu<{ file: string; missing: string }>(
  '« {file} » renvoie à une page qui n’a pas été choisie : {missing}',
);
const contradictory = icu<{ profession: string; type: string }>(
  'Les pages disent à la fois oui et non pour la profession {profession} et le type {type}.',
);

/** Why files are refused, and what to do; nothing of them was applied. */
export function problemWords(problem: ProposalProblem): string {
  switch (problem.code) {
    case 'NOT_JSON':
      return notJson(problem);
    case 'NOT_THE_PUBLISHED_SHAPE':
      return wrongShape(problem);
    case 'INCOMPLETE':
      return incomplete(problem);
    case 'CONTRADICTORY':
      return contradictory(problem);
    case 'TOO_MANY_CELLS':
      return french('Ces pages ont plus de cases qu’aucune matrice d’habilitation.');
    case 'EMPTY':
      return french('Ces pages ne nomment aucune profession que le poste connaît.');
    case 'VERSION_TAKEN':
      return french('Une version porte déjà ce nom. Donnez-en un autre.');
    case 'NOTHING_CHANGES':
      return french('Cette version ne changerait rien à celle qui sera en vigueur ce jour-là.');
  }
}

export const refusedWhole = french('Rien n’a été appliqué.');
