import type { SeenLine } from '../../../shared/bridge/explain.ts';
import { provenanceWords } from '../../i18n/provenance.ts';
import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  open: 'Voir comme…',
  title: 'Voir comme…',
  as: 'Voir comme',
  patient: 'Le patient',
  representative: 'Un représentant légal',
  carer: 'Un aidant',
  treatingDoctor: 'Un médecin traitant',
  profession: 'Une profession',
  space: 'Son espace',
  professionals: 'Professionnels',
  scopeOwn: 'Sur vos propres documents seulement : rien n’est dit de ceux des autres.',
  scopeRead:
    'Démonstration : sur tous les documents du dossier que vous lisez vous-même. Ce que vous ne lisez pas n’est pas compté.',
  scopeDraft: 'Ce document, une fois déposé.',
  supposing: 'À supposer que le patient lui ait ouvert son dossier et ne l’ait pas bloqué.',
  seen: icu<{ count: number }>(
    '{count, plural, =0 {Ne voit aucun document} one {Voit # document} other {Voit # documents}}',
  ),
  unseen: icu<{ count: number }>(
    '{count, plural, one {Ne voit pas # document} other {Ne voit pas # documents}}',
  ),
  nothing: 'Aucun document à montrer ici',
  nothingOwn: 'Vous n’avez déposé aucun document dans ce dossier.',
  nothingRead: 'Vous ne lisez aucun document dans ce dossier.',
  sees: 'Voit',
  seesNot: 'Ne voit pas',
  close: 'Fermer',
  matrix: icu<{ label: string; version: string }>('D’après la {label} (version {version}).'),
  matrixOther: 'Le service applique une autre matrice, que ce poste ne connaît pas.',
});

interface RuleWords {
  readonly words: string;
  readonly law: string;
}

const RULES: Readonly<Record<string, RuleWords>> = Object.fromEntries(
  Object.entries({
    OWN_SPACE: ['Tout ce qui n’est ni supprimé ni caché se voit dans son espace.', 'CSP R.1111-43 · règle 6'],
    NOT_VISIBLE_TO_PATIENT: ['Caché jusqu’à l’annonce, trente jours au plus.', 'CSP R.1111-53 · règle 6'],
    NOT_VISIBLE_TO_REPRESENTATIVES: ['Caché à la demande du mineur.', 'CSP R.1111-50 · règle 6'],
    RIGHTS_NOT_YOURS: ['Le patient est majeur : il n’a plus de représentant légal ici.', 'Règle 6'],
    DELETED: ['Supprimé.', 'EX_3.3-1060 · règle 2.5'],
    CELL: ['La matrice ouvre ce type à cette profession.', 'CSP R.1111-46 · règle 2.6'],
    TYPE_NOT_PERMITTED: ['La matrice n’ouvre pas ce type à cette profession.', 'CSP R.1111-46 · règle 2.6'],
    MASKED: ['Masqué : son auteur et les médecins traitants le voient seuls.', 'CSP R.1111-49 · règle 2.7'],
    SEES_MASKED: ['Masqué, mais un médecin traitant le voit.', 'CSP R.1111-49 · règle 2.7'],
    CARD_MAY_NOT_READ: ['Le secrétariat ne consulte rien.', 'Guide DMP, carte CPE · règle 2.1'],
    ROLE_NOT_ADMITTED: ['Cette profession n’est pas admise.', 'CSP R.1111-46 · règle 2.1'],
    UNKNOWN: ['Une donnée manque pour le dire : c’est non.', 'Règle 8'],
  } as const).map(([rule, [text, law]]) => [rule, messages({ words: text, law })]),
);

/** What decided, in one sentence with its source. */
export function ruleWords({ rule, provenance }: Pick<SeenLine, 'rule' | 'provenance'>): RuleWords {
  const { words: text, law } = RULES[rule] ?? RULES['UNKNOWN'] ?? { words: '', law: '' };
  return provenance === null
    ? { words: text, law }
    : { words: `${text} ${provenanceWords[provenance].word}.`, law };
}
