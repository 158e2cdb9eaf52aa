import type { ConfidentialityCode } from '../../../shared/access/vocabulary.ts';
import type { DepositDraft, DepositMetadata, DepositReview } from '../../../shared/bridge/deposit.ts';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import { checkSheet, type SheetProblem } from '../../../shared/documents/sheet.ts';
import { parseFrenchDate, shortDate } from '../../i18n/format.ts';

/** Who reads the document, as a person chooses it; the codes come from it. */
type Visibility = 'normal' | 'hiddenFromProfessionals' | 'hiddenFromPatient';

/** What is typed, as it is typed. */
export interface DepositForm {
  readonly title: string;
  readonly type: string | null;
  /** As typed: 18/11/2026, 18.11.26… */
  readonly actDate: string;
  readonly visibility: Visibility;
  readonly hiddenFromRepresentatives: boolean;
  /** The professional for whom staff deposit; null: oneself, or nobody yet. */
  readonly authorId: string | null;
  /** Questions of the review that were answered "they may read it": an answer, never a default. */
  readonly shownTo: { readonly patient: boolean; readonly representatives: boolean };
}

export type ReadyDraft = DepositDraft & { readonly status: 'ready' };

/** What the replaced document leaves to choose (docs/rules.md 3, step 5). */
export interface Choices {
  readonly visibilities: readonly Visibility[];
  /** Whether the choice between them is the person's. */
  readonly isVisibilityFixed: boolean;
  readonly representatives: 'free' | 'kept' | 'forced' | 'none';
}

/**
 * A new version keeps the patient's own mask, and can neither hide from the patient or the representatives
 * what they already see, nor drop what hides it without an act of its own.
 */
export function choicesFor(
  isMinor: boolean,
  replaces: DocumentSummary | undefined,
  isSecret = false,
): Choices {
  if (replaces === undefined) {
    return {
      visibilities: ['normal', 'hiddenFromProfessionals', 'hiddenFromPatient'],
      isVisibilityFixed: false,
      // In a secret session nothing else than hidden is taken (docs/rules.md 3.7).
      representatives: !isMinor ? 'none' : isSecret ? 'forced' : 'free',
    };
  }
  const holds = (code: ConfidentialityCode): boolean => replaces.confidentiality.includes(code);
  return {
    visibilities: holds('INVISIBLE_PATIENT')
      ? ['normal', 'hiddenFromProfessionals', 'hiddenFromPatient']
      : ['normal', 'hiddenFromProfessionals'],
    isVisibilityFixed: holds('MASQUE_PS') && replaces.maskedBy === 'patient',
    representatives: isMinor && holds('INVISIBLE_REPRESENTANTS_LEGAUX') ? 'kept' : 'none',
  };
}

/** The form as proposed. A type that only the profession suggests is not chosen for the person. */
export function proposedForm(
  draft: ReadyDraft,
  replaces: DocumentSummary | undefined,
  isSecret = false,
): DepositForm {
  const unanswered = { authorId: null, shownTo: { patient: false, representatives: false } };
  if (replaces !== undefined) {
    return {
      ...unanswered,
      title: replaces.title,
      type: replaces.type.code,
      actDate: shortDate(replaces.actDate),
      visibility: visibilityOf(replaces.confidentiality),
      hiddenFromRepresentatives: replaces.confidentiality.includes('INVISIBLE_REPRESENTANTS_LEGAUX'),
    };
  }
  const best = draft.proposals[0];
  return {
    ...unanswered,
    title: draft.title,
    type: best === undefined || best.because === 'usual' ? null : best.code,
    actDate: shortDate(draft.actDate),
    visibility: 'normal',
    hiddenFromRepresentatives: isSecret,
  };
}

function visibilityOf(codes: readonly ConfidentialityCode[]): Visibility {
  if (codes.includes('INVISIBLE_PATIENT')) return 'hiddenFromPatient';
  return codes.includes('MASQUE_PS') ? 'hiddenFromProfessionals' : 'normal';
}

export interface FormContext {
  /** `YYYY-MM-DD` on the post. */
  readonly today: string;
  readonly patient: PatientIdentity;
  readonly types: ReadonlySet<string>;
  readonly replaces: DocumentSummary | undefined;
  /** In a secret session on a minor's record. */
  readonly isSecret?: boolean;
}

/** A question that the review asks, and that only the person answers (docs/rules.md 3, step 5: once only). */
export type ReviewQuestion = 'announcement' | 'secret';

type Visibly = 'show' | 'hide';

/** The questions of a review, with the answer that the form holds; null: not answered yet. */
export function questionsOf(
  form: DepositForm,
  { vigilance }: Pick<DepositReview, 'vigilance'>,
): readonly { readonly question: ReviewQuestion; readonly answer: Visibly | null }[] {
  const answer = (hidden: boolean, shown: boolean): Visibly | null =>
    hidden ? 'hide' : shown ? 'show' : null;
  return [
    ...(vigilance.announcement.length === 0
      ? []
      : [
          {
            question: 'announcement' as const,
            answer: answer(form.visibility === 'hiddenFromPatient', form.shownTo.patient),
          },
        ]),
    ...(vigilance.secrets.length === 0
      ? []
      : [
          {
            question: 'secret' as const,
            answer: answer(form.hiddenFromRepresentatives, form.shownTo.representatives),
          },
        ]),
  ];
}

/** What an answer changes in the form: hiding takes the place of a mask, the two exclude each other (3.7). */
export function answered(
  form: DepositForm,
  question: ReviewQuestion,
  answer: 'show' | 'hide',
): Partial<DepositForm> {
  const isShown = answer === 'show';
  switch (question) {
    case 'announcement':
      return {
        shownTo: { ...form.shownTo, patient: isShown },
        visibility: isShown
          ? form.visibility === 'hiddenFromPatient'
            ? 'normal'
            : form.visibility
          : 'hiddenFromPatient',
      };
    case 'secret':
      return {
        shownTo: { ...form.shownTo, representatives: isShown },
        hiddenFromRepresentatives: !isShown,
      };
  }
}

/** What is wrong with the form, all at once; empty when it can be reviewed. */
export function formProblems(form: DepositForm, { today, patient, types }: FormContext): SheetProblem[] {
  return checkSheet(
    { title: form.title, type: form.type ?? '', actDate: parseFrenchDate(form.actDate, today) ?? '' },
    { today, birthDate: patient.birthDate, types },
  );
}

const CODES: Readonly<Record<Visibility, readonly ConfidentialityCode[]>> = {
  normal: [],
  hiddenFromProfessionals: ['MASQUE_PS'],
  hiddenFromPatient: ['INVISIBLE_PATIENT'],
};

/** The form as it is sent; call it on a form without problems. */
export function metadataOf(form: DepositForm, { today, replaces }: FormContext): DepositMetadata {
  return {
    title: form.title.trim(),
    type: form.type ?? '',
    actDate: parseFrenchDate(form.actDate, today) ?? '',
    confidentiality: [
      'N',
      ...CODES[form.visibility],
      ...(form.hiddenFromRepresentatives ? (['INVISIBLE_REPRESENTANTS_LEGAUX'] as const) : []),
    ],
    replaces: replaces === undefined ? null : { uniqueId: replaces.uniqueId, version: replaces.version },
    ...(form.authorId === null ? {} : { authorId: form.authorId }),
  };
}
