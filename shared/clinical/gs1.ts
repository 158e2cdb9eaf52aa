import { isCalendarDate, isoDate } from '../identity/calendar.ts';
import type { Result } from '../result.ts';
import { err, ok } from '../result.ts';

/** What a medicine's box says of itself (GS1 General Specifications, section 3; delegated regulation 2016/161). */
export interface MedicineCode {
  /** 14 digits, its check digit verified. */
  readonly gtin: string;
  readonly lot: string | null;
  /** `YYYY-MM-DD`; of a month alone, its last day. */
  readonly expires: string | null;
  readonly serial: string | null;
}

export type CodeProblem =
  /** No code of a medicine. */
  | 'notGs1'
  /** Digits came as the letters of their keys: the scanner does not know the keyboard of this post. */
  | 'keyboard'
  /** A digit is wrong: the code was read badly. */
  | 'damaged';

/** What a scanner that types puts before the code (AIM identifiers of DataMatrix, Code 128 and QR in GS1 mode). */
const SYMBOLOGY = /^\](?:d2|C1|Q3|e0)/;
/** Group separator, and the forms in which scanners type what no keyboard has. */
const SEPARATOR = /\u001d|\u241d|<GS>|\{GS\}|\^\]/g;
const GS = '\u001d';

/** Application identifiers whose length is fixed, the identifier aside. */
const FIXED: Readonly<Record<string, number>> = {
  '00': 18,
  '01': 14,
  '02': 14,
  '11': 6,
  '12': 6,
  '13': 6,
  '15': 6,
  '16': 6,
  '17': 6,
  '20': 2,
};
/** Those that end at a separator; national numbers of reimbursement among them. */
const VARIABLE: readonly { readonly id: string; readonly most: number }[] = [
  { id: '10', most: 20 },
  { id: '21', most: 20 },
  { id: '22', most: 20 },
  { id: '30', most: 8 },
  { id: '37', most: 8 },
  { id: '240', most: 30 },
  { id: '241', most: 30 },
  ...['710', '711', '712', '713', '714', '715', '716'].map((id) => ({ id, most: 20 })),
];

/** Unshifted digits of a French keyboard. */
const AZERTY_DIGITS = /^[&é"'(\-è_çà)]{14,}/;

/**
 * Reads the DataMatrix of a box as a scanner typed it: with or without its symbology identifier, with whatever
 * the scanner makes of the separator, or with its identifiers in brackets as they are printed.
 */
export function readMedicineCode(typed: string): Result<MedicineCode, CodeProblem> {
  const text = typed.trim().replace(SYMBOLOGY, '');
  if (AZERTY_DIGITS.test(text)) return err('keyboard');
  const fields = /^\(\d{2,3}\)/.test(text) ? bracketed(text) : fieldsOf(text.replaceAll(SEPARATOR, GS));
  const gtin = fields?.get('01');
  if (fields === undefined || gtin === undefined) return err('notGs1');
  if (!hasCheckDigit(gtin)) return err('damaged');
  const expiry = fields.get('17');
  const expires = expiry === undefined ? null : dayOf(expiry);
  if (expires === undefined) return err('damaged');
  return ok({ gtin, lot: fields.get('10') ?? null, expires, serial: fields.get('21') ?? null });
}

type Fields = ReadonlyMap<string, string>;

/** As it is printed for people: `(01)03400930000120(17)270630(10)A1B2`. */
function bracketed(text: string): Fields | undefined {
  const fields = new Map<string, string>();
  for (const [, id = '', value = ''] of text.matchAll(/\((\d{2,3})\)([^(]*)/g)) {
    if (!isWhole(id, value.trim())) return undefined;
    fields.set(id, value.trim());
  }
  return fields;
}

/** undefined: something stands there that is no field, and what follows it could be anything. */
function fieldsOf(text: string): Fields | undefined {
  const fields = new Map<string, string>();
  let rest = text;
  while (rest !== '') {
    if (rest.startsWith(GS)) {
      rest = rest.slice(1);
      continue;
    }
    const id = identifierOf(rest);
    if (id === undefined) return undefined;
    const after = rest.slice(id.length);
    const length = FIXED[id];
    const end = length ?? endOf(after);
    const value = after.slice(0, end);
    if (fields.has(id) || !isWhole(id, value)) return undefined;
    fields.set(id, value);
    rest = after.slice(end);
  }
  return fields;
}

const identifierOf = (text: string): string | undefined =>
  VARIABLE.find(({ id }) => id.length === 3 && text.startsWith(id))?.id ??
  VARIABLE.find(({ id }) => id.length === 2 && text.startsWith(id))?.id ??
  (text.slice(0, 2) in FIXED ? text.slice(0, 2) : undefined);

function endOf(text: string): number {
  const at = text.indexOf(GS);
  return at < 0 ? text.length : at;
}

function isWhole(id: string, value: string): boolean {
  const length = FIXED[id];
  if (length !== undefined) return value.length === length && /^\d+$/.test(value);
  const most = VARIABLE.find((each) => each.id === id)?.most;
  // The character set of GS1 (ISO/IEC 646, figure 7.11-1).
  return (
    most !== undefined && value.length >= 1 && value.length <= most && /^[!-"%-/0-9:-?A-Z_a-z]+$/.test(value)
  );
}

/** The last digit of a GTIN is a checksum of the others, by 3 and 1 from the right. */
function hasCheckDigit(gtin: string): boolean {
  const digits = Array.from(gtin, Number);
  const sum = digits.slice(0, -1).reduce((total, digit, at) => total + digit * (at % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10 === digits.at(-1);
}

/** `YYMMDD`, of this century; day 00 is the end of the month. */
function dayOf(text: string): string | undefined {
  const [year, month, day] = [
    Number(text.slice(0, 2)) + 2000,
    Number(text.slice(2, 4)),
    Number(text.slice(4)),
  ];
  if (day !== 0) return isCalendarDate({ year, month, day }) ? isoDate({ year, month, day }) : undefined;
  const last = [31, 30, 29, 28].find((each) => isCalendarDate({ year, month, day: each }));
  return last === undefined ? undefined : isoDate({ year, month, day: last });
}
