import parameters from '../../../resources/parameters.json' with { type: 'json' };
import type { Warning } from '../../../shared/access/vocabulary.ts';
import type { DocumentSummary, RecordView } from '../../../shared/bridge/record.ts';
import { shortDate } from '../../i18n/format.ts';
import { french, icu } from '../../i18n/text.ts';

/** What a reader has to know before he speaks of the document (docs/rules.md 2, step 8). */
export const warningWords: Readonly<Record<Warning, string>> = {
  NOT_VISIBLE_TO_PATIENT: french(
    'Le patient ne voit pas encore ce document : une consultation d’annonce est attendue.',
  ),
  NOT_VISIBLE_TO_REPRESENTATIVES: french(
    'Les représentants légaux ne voient pas ce document : ne l’affichez pas et n’en parlez pas devant eux.',
  ),
  SUPERSEDED: french('Une version plus récente remplace ce document.'),
  ARCHIVED: french('Ce document est archivé.'),
  PATIENT_AUTHORED: french('Document déposé par le patient : aucun professionnel n’en est l’auteur.'),
};

const CODE_OF = {
  NOT_VISIBLE_TO_PATIENT: 'INVISIBLE_PATIENT',
  NOT_VISIBLE_TO_REPRESENTATIVES: 'INVISIBLE_REPRESENTANTS_LEGAUX',
} as const;

/** Whether a warning of the reading still holds: an act since then may have shown the document. */
export function stillHolds(warning: Warning, { confidentiality }: DocumentSummary): boolean {
  switch (warning) {
    case 'NOT_VISIBLE_TO_PATIENT':
    case 'NOT_VISIBLE_TO_REPRESENTATIVES':
      return confidentiality.includes(CODE_OF[warning]);
    case 'SUPERSEDED':
    case 'ARCHIVED':
    case 'PATIENT_AUTHORED':
      return true;
  }
}

const shownByItself = icu<{ day: string }>('Sans annonce, il le verra de lui-même le {day}.');
const atMajority = icu<{ years: number; day: string }>(
  'À ses {years} ans, le {day}, le patient le trouve dans son espace.',
);
const DAY_MS = 86_400_000;

/** When a warning ends by itself, said with it (docs/rules.md 5); empty where it does not. */
export function endOfWarning(
  warning: Warning,
  { depositedAt }: DocumentSummary,
  birthDate: string | undefined,
): string {
  const { announcementVisibleDays, majorityYears: years } = parameters;
  if (warning === 'NOT_VISIBLE_TO_PATIENT') {
    const end = new Date(Date.parse(depositedAt) + announcementVisibleDays * DAY_MS);
    return shownByItself({ day: shortDate(end.toISOString()) });
  }
  if (warning !== 'NOT_VISIBLE_TO_REPRESENTATIVES' || birthDate === undefined) return '';
  const birthday = `${String(Number(birthDate.slice(0, 4)) + years)}${birthDate.slice(4)}`;
  return atMajority({ years, day: shortDate(birthday) });
}

const MASKED_BY_PATIENT = french(
  'Masqué par le patient : les autres professionnels ne voient pas ce document.',
);
const MASKED_BY_PROFESSIONAL = french(
  'Masqué à la demande du patient : les autres professionnels ne voient pas ce document.',
);

/** Only the author and a médecin traitant can read a masked document, and they are told (docs/rules.md 2). */
export function maskWords(summary: DocumentSummary): string | null {
  if (!summary.confidentiality.includes('MASQUE_PS')) return null;
  return summary.maskedBy === 'patient' ? MASKED_BY_PATIENT : MASKED_BY_PROFESSIONAL;
}

const byRight = icu<{ day: string; profession: string }>(
  'Votre droit vaut jusqu’au {day} et la matrice d’habilitation ouvre ce type de document à votre profession ({profession}).',
);
const byOpenRight = icu<{ profession: string }>(
  'Votre droit est en cours et la matrice d’habilitation ouvre ce type de document à votre profession ({profession}).',
);
const byProfession = icu<{ profession: string }>(
  'La matrice d’habilitation ouvre ce type de document à votre profession ({profession}).',
);
const BY_AUTHORSHIP = french('Vous êtes l’auteur de ce document.');
const BY_ROLE = french('Vous êtes médecin traitant de ce patient.');

/** Why the professional at the keyboard may read the document. */
export function accessWords(
  summary: DocumentSummary,
  profession: string,
  view: RecordView | undefined,
): string {
  if (summary.own) return BY_AUTHORSHIP;
  if (view?.treatingDoctor === true) return BY_ROLE;
  if (view?.right.status !== 'valid') return byProfession({ profession });
  const { until } = view.right;
  return until === null ? byOpenRight({ profession }) : byRight({ day: shortDate(until), profession });
}
