import type { Explanation } from '../../../shared/bridge/explain.ts';
import { dateAndTime, shortDate, timeOfDay } from '../../i18n/format.ts';
import { provenanceWords } from '../../i18n/provenance.ts';
import { french, icu, messages } from '../../i18n/text.ts';
import { warningWords } from './warnings.ts';

export const whyWords = messages({
  title: 'Pourquoi puis-je voir ce document ?',
  right: 'Votre droit',
  author: 'Auteur',
  isAuthor: 'Vous l’avez écrit : la matrice et le masquage ne s’appliquent pas à vous.',
  matrix: 'Matrice',
  role: 'Médecin traitant',
  isTreatingDoctor:
    'Le patient vous a donné ce rôle : vous avez les droits d’un médecin, et voyez ce qui est masqué.',
  mask: 'Masquage',
  maskAuthor: 'Masqué aux autres professionnels : vous le voyez parce que vous en êtes l’auteur.',
  maskTreatingDoctor: 'Masqué aux autres professionnels : vous le voyez comme médecin traitant.',
  maskEmergency: 'Masqué : le patient ouvre aussi ses documents masqués en urgence.',
  know: 'À savoir',
  patient: 'Le patient',
  isTold: 'Il reçoit un message sans contenu médical pour cette lecture.',
  minorTold: 'Le mineur seul en est averti ; ses représentants ne le sont pas.',
  isNotTold:
    'Aucun message ne lui est envoyé pour cette lecture ; elle figure dans son historique des accès.',
  emergencyTold:
    'Il a été averti à l’ouverture de l’accès en urgence ; chaque lecture figure dans son historique.',
  openRight: 'Droit en cours, sans terme',
  careTeam: 'équipe de soins',
  explicit: 'consentement exprès',
  oral: 'recueilli oralement',
  written: 'recueilli par écrit',
  undeclared: 'le service ne dit pas ce qui a été déclaré',
  secret: 'Connexion secrète : ses représentants ne voient pas la trace de cette lecture.',
  matrixOther: 'Le service applique une autre matrice que ce poste : c’est lui qui a ouvert ce document.',
  matrixUnknown:
    'Le poste ne connaît pas la matrice que le service applique : cette ligne est celle du poste.',
});

const validRight = icu<{ since: string; until: string }>('Déclaré le {since}, valable jusqu’au {until}');
const openRight = icu<{ since: string }>('Déclaré le {since}, sans terme');
const brokenGlass = icu<{ since: string; until: string }>(
  'Bris de glace depuis {since}, jusqu’à {until} : le service a admis votre motif.',
);
const centre15 = icu<{ since: string; until: string }>(
  'Centre 15 depuis {since}, le temps de l’appel et jusqu’à {until} au plus.',
);
const cellOpens = icu<{ row: string; type: string; source: string; matrix: string }>(
  '{row} : lit « {type} ». {source} ({matrix})',
);
const cellCloses = icu<{ row: string; type: string; source: string; matrix: string }>(
  '{row} : ne lit pas « {type} ». {source} ({matrix})',
);

export interface WhyLine {
  readonly name: string;
  readonly words: string;
  /** Article or requirement, and the step of the rules. */
  readonly law: string | null;
}

/** What opens the document, in the order in which the rules ask for it (docs/rules.md 2). */
export function whyLines(told: Explanation): readonly WhyLine[] {
  const line = (name: string, words: string, law: string | null): WhyLine => ({ name, words, law });
  return [
    line(
      whyWords.right,
      entryWords(told),
      told.entry.mode === 'NORMAL' ? 'CSP R.1111-46 · règle 2.4' : 'CSP R.1111-48 · règle 2.4',
    ),
    ...(told.isAuthor ? [line(whyWords.author, whyWords.isAuthor, 'CSP R.1111-49 · règle 2')] : []),
    ...(told.treatingDoctor && told.entry.mode === 'NORMAL'
      ? [line(whyWords.role, whyWords.isTreatingDoctor, 'EX_3.1-1030 · règle 2.6')]
      : []),
    line(whyWords.matrix, matrixWords(told), 'CSP R.1111-46 · règle 2.6'),
    ...(told.maskGround === null
      ? []
      : [line(whyWords.mask, MASK[told.maskGround], 'CSP R.1111-49 · règle 2.7')]),
    ...(told.warnings.length === 0
      ? []
      : [
          line(
            whyWords.know,
            told.warnings.map((warning) => warningWords[warning]).join(' '),
            'EX_3.2-1025 · règle 2.8',
          ),
        ]),
    line(
      whyWords.patient,
      patientWords(told),
      told.entry.mode === 'NORMAL' ? 'CSP R.1111-43 · règle 7' : 'CSP R.1111-48 · règle 7',
    ),
  ];
}

const MASK = {
  author: whyWords.maskAuthor,
  treatingDoctor: whyWords.maskTreatingDoctor,
  emergency: whyWords.maskEmergency,
} as const;

function entryWords({ entry, right, declared }: Explanation): string {
  const since = timeOfDay(entry.startedAt);
  const until = entry.endsAt === null ? '' : timeOfDay(entry.endsAt);
  switch (entry.mode) {
    case 'BTG':
      return brokenGlass({ since, until });
    case 'ETREAT':
      return centre15({ since, until });
    case 'NORMAL':
      break;
  }
  if (right.status !== 'valid') return whyWords.openRight;
  const dates =
    right.until === null
      ? openRight({ since: dateAndTime(right.since) })
      : validRight({ since: dateAndTime(right.since), until: shortDate(right.until) });
  const written = [
    declared?.basis === 'CARE_TEAM' ? whyWords.careTeam : null,
    declared?.basis === 'EXPLICIT' ? whyWords.explicit : null,
    declared?.form === 'ORAL' ? whyWords.oral : null,
    declared?.form === 'WRITTEN' ? whyWords.written : null,
  ].filter((word) => word !== null);
  const secret = entry.secret ? ` ${whyWords.secret}` : '';
  return french(`${dates} : ${written.length === 0 ? whyWords.undeclared : written.join(', ')}.${secret}`);
}

function matrixWords({ cell, matrix, agrees, isAuthor }: Explanation): string {
  const words = (cell.reads ? cellOpens : cellCloses)({
    row: cell.row.label,
    type: cell.type.label,
    source: provenanceWords[cell.provenance ?? 'none'].sentence,
    matrix: matrix.label,
  });
  if (matrix.source.status !== 'known') return `${words} ${whyWords.matrixUnknown}`;
  return agrees || isAuthor ? words : `${words} ${whyWords.matrixOther}`;
}

function patientWords({ entry, patientIsTold, minorOnly }: Explanation): string {
  if (entry.mode !== 'NORMAL') return whyWords.emergencyTold;
  if (!patientIsTold) return whyWords.isNotTold;
  return minorOnly ? whyWords.minorTold : whyWords.isTold;
}
