import type { Result } from '../result.ts';
import { err, ok } from '../result.ts';
import { isCalendarDate } from './calendar.ts';
import type { Gender } from './gender.ts';
import { parseGender } from './gender.ts';
import type { Ins, InsError } from './ins.ts';
import { parseIns } from './ins.ts';

/**
 * The code printed on health papers of a qualified identity (ANS, "INS – Format datamatrix" 2.2): a header of 26
 * characters, then each trait after its two-letter name. A trait of open length ends by GS; readers that type as a
 * keyboard often lose that character, or type another: no name holds a digit, so that the next trait shows itself.
 */
export interface InsDatamatrix {
  readonly ins: Ins;
  readonly birthFamilyName: string;
  readonly givenNames: readonly string[];
  readonly gender: Gender;
  /** `YYYY-MM-DD` */
  readonly birthDate: string;
  /** INSEE code of the place; null where it is not written. */
  readonly birthPlaceCode: string | null;
}

/** `NOT_INS`: another code, or no code at all. */
export type InsDatamatrixError = 'NOT_INS' | InsError;

const HEADER = /^IS\d{2}/;
const HEADER_LENGTH = 26;
/** What a reader may type before the content (ISO/IEC 15424). */
const SYMBOLOGY = /^\]d[0-6]/i;
/** GS and RS, and what keyboards make of them. */
const ENDS = /<GS>|<RS>|[\u001d\u001e\u241d\u241e]/gi;

const FIXED: Readonly<Record<string, number>> = { S1: 15, S5: 1, S6: 10, S7: 5 };
const OPEN = new Set(['S2', 'S3', 'S4']);

/** Whether a text begins as this code does: enough to tell a scan from a name that is typed. */
export const beginsAsInsDatamatrix = (text: string): boolean => /^IS01\d/.test(withoutSymbology(text));

/** Reads what a scanner typed. */
export function readInsDatamatrix(text: string): Result<InsDatamatrix, InsDatamatrixError> {
  const content = withoutSymbology(text);
  if (!HEADER.test(content)) return err('NOT_INS');
  const traits = traitsOf(content.slice(HEADER_LENGTH));
  if (traits === undefined) return err('MALFORMED');
  const ins = parseIns(traits.get('S2') ?? '', traits.get('S1') ?? '');
  if (!ins.ok) return ins;
  const givenNames = (traits.get('S3') ?? '').split(/\s+/u).filter(Boolean);
  const birthFamilyName = traits.get('S4') ?? '';
  const gender = parseGender(traits.get('S5') ?? '');
  const birthDate = isoDay(traits.get('S6') ?? '');
  const isWhole = birthFamilyName !== '' && givenNames.length > 0 && gender !== undefined;
  if (!isWhole || birthDate === undefined) return err('MALFORMED');
  return ok({
    ins: ins.value,
    birthFamilyName,
    givenNames,
    gender,
    birthDate,
    birthPlaceCode: traits.get('S7') ?? null,
  });
}

/** Writes the content of the code, as software prints it on its papers. */
export function writeInsDatamatrix(identity: InsDatamatrix): string {
  const { ins, birthFamilyName, givenNames, gender, birthDate, birthPlaceCode } = identity;
  const GS = '\u001d';
  return [
    'IS01'.padEnd(HEADER_LENGTH, '0'),
    `S1${ins.value}`,
    `S2${ins.system.replace('urn:oid:', '')}${GS}`,
    `S3${givenNames.join(' ').toUpperCase()}${GS}`,
    `S4${birthFamilyName.toUpperCase()}${GS}`,
    `S5${gender === 'female' ? 'F' : 'M'}`,
    `S6${birthDate.split('-').toReversed().join('-')}`,
    birthPlaceCode === null ? '' : `S7${birthPlaceCode}`,
  ].join('');
}

/** `03-02-1980` is 1980-02-03; undefined: no such day. */
function isoDay(written: string): string | undefined {
  const [, day = '', month = '', year = ''] = /^(\d{2})-(\d{2})-(\d{4})$/.exec(written) ?? [];
  const isDay = isCalendarDate({ year: Number(year), month: Number(month), day: Number(day) });
  return isDay ? `${year}-${month}-${day}` : undefined;
}

const withoutSymbology = (text: string): string => text.trim().replace(SYMBOLOGY, '').toUpperCase();

/** Each trait once, in whatever order; undefined: something else stands among them. */
function traitsOf(message: string): ReadonlyMap<string, string> | undefined {
  const traits = new Map<string, string>();
  let rest = message.replace(ENDS, '\u001d');
  while (rest.replaceAll('\u001d', '').trim() !== '') {
    rest = rest.replace(/^[\s\u001d]+/u, '');
    const name = rest.slice(0, 2);
    if (traits.has(name)) return undefined;
    const length = FIXED[name];
    const end = length === undefined ? endOf(name, rest) : 2 + length;
    if (end === undefined || end > rest.length) return undefined;
    traits.set(name, rest.slice(2, end).trim());
    rest = rest.slice(end);
  }
  return traits;
}

/** Where a trait of open length ends: at its mark, or where the next one begins. */
function endOf(name: string, rest: string): number | undefined {
  if (!OPEN.has(name)) return undefined;
  const next = /\u001d|S[1-7]/.exec(rest.slice(2));
  return next === null ? rest.length : 2 + next.index;
}
