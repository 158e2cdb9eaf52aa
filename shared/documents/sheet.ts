import { parseIsoDate } from '../identity/calendar.ts';

/** Longest title of the DMP (DMP guide 3.4.1.1). */
const TITLE_MAX = 255;

export type SheetProblem =
  | 'TITLE_MISSING'
  | 'TITLE_TOO_LONG'
  | 'TITLE_UNREADABLE'
  | 'TYPE_UNKNOWN'
  | 'DATE_INVALID'
  | 'DATE_IN_FUTURE'
  | 'DATE_BEFORE_BIRTH';

export interface Sheet {
  readonly title: string;
  readonly type: string;
  /** `YYYY-MM-DD`. */
  readonly actDate: string;
}

export interface SheetContext {
  /** `YYYY-MM-DD` on the post. */
  readonly today: string;
  readonly birthDate: string;
  /** Codes that the DMP takes. */
  readonly types: ReadonlySet<string>;
}

/**
 * What is wrong with the sheet (metadata) of a document before it is deposited, all at once so that the
 * person corrects it in one go. Confidentiality is judged by the access rules, not here.
 */
export function checkSheet(sheet: Sheet, context: SheetContext): SheetProblem[] {
  const problems: SheetProblem[] = [];
  const title = sheet.title.trim();
  if (title === '') problems.push('TITLE_MISSING');
  if (title.length > TITLE_MAX) problems.push('TITLE_TOO_LONG');
  if (/\p{Cc}/u.test(title)) problems.push('TITLE_UNREADABLE');
  if (!context.types.has(sheet.type)) problems.push('TYPE_UNKNOWN');
  if (parseIsoDate(sheet.actDate) === undefined) problems.push('DATE_INVALID');
  else if (sheet.actDate > context.today) problems.push('DATE_IN_FUTURE');
  else if (sheet.actDate < context.birthDate) problems.push('DATE_BEFORE_BIRTH');
  return problems;
}
