import { parse } from 'csv-parse/sync';
import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import { parseBirthDate } from '../../shared/identity/birth-date.ts';
import { isoDate } from '../../shared/identity/calendar.ts';
import { parseGender } from '../../shared/identity/gender.ts';
import type { InsError } from '../../shared/identity/ins.ts';
import { parseIns } from '../../shared/identity/ins.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';

/** Why a line of a practice's list was left out. */
type RefusedLineReason = `INS_${InsError}` | 'COLUMNS' | 'NAME' | 'BIRTH_DATE' | 'GENDER';

interface RefusedLine {
  /** As an editor numbers lines: the header is 1. */
  readonly line: number;
  readonly reason: RefusedLineReason;
}

export interface PracticeList {
  readonly patients: readonly PatientIdentity[];
  readonly refused: readonly RefusedLine[];
}

export type PracticeListError = 'NOT_CSV' | 'NO_HEADER';

const Name = z.string().max(100);
const Line = z.object({
  ins: z.string(),
  system: z.string(),
  family: Name,
  used: Name,
  given: z.string(),
  birthdate: z.string(),
  gender: z.string(),
  birthplace: z.string().max(5),
  birthplaceLabel: Name.default(''),
});
type Line = z.infer<typeof Line>;

const Lines = z.array(
  z.object({ record: z.record(z.string(), z.string()), info: z.object({ lines: z.int() }) }),
);

/**
 * Reads the list of patients that the software of a practice exports: semicolons, a header line with `ins`
 * (with its key), `system` (OID), `family` (birth name), `used`, `given` (separated by commas, else by
 * spaces), `birthdate` (ISO or French), `gender`, `birthplace` (COG) and, if it has one, `birthplaceLabel`.
 * Such a list holds qualified identities only; the national service judges each of them again at every act.
 *
 * @param bytes UTF-8 or, as older software writes, Windows-1252
 * @returns the patients, and the lines left out with their reason: one bad line does not refuse the others
 */
export function readPracticeList(bytes: Uint8Array): Result<PracticeList, PracticeListError> {
  let rows: z.infer<typeof Lines>;
  try {
    rows = Lines.parse(
      parse(decode(bytes), {
        delimiter: ';',
        columns: true,
        bom: true,
        trim: true,
        info: true,
        skip_empty_lines: true,
        relax_column_count: true,
      }),
    );
  } catch {
    return err('NOT_CSV');
  }
  const first = rows[0];
  if (first !== undefined && !('ins' in first.record && 'family' in first.record)) return err('NO_HEADER');
  const patients: PatientIdentity[] = [];
  const refused: RefusedLine[] = [];
  for (const { record, info } of rows) {
    const line = Line.safeParse(record);
    const identity = line.success ? identityOf(line.data) : err('COLUMNS' as const);
    if (identity.ok) patients.push(identity.value);
    else refused.push({ line: info.lines, reason: identity.error });
  }
  return ok({ patients, refused });
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function identityOf(line: Line): Result<PatientIdentity, RefusedLineReason> {
  const ins = parseIns(line.system, line.ins);
  if (!ins.ok) return err(`INS_${ins.error}` as const);
  const givenNames = line.given
    .split(line.given.includes(',') ? ',' : /\s+/u)
    .flatMap((name) => name.trim() || []);
  if (line.family === '' || givenNames.length === 0) return err('NAME');
  const birthDate = wholeDate(line.birthdate);
  if (birthDate === undefined) return err('BIRTH_DATE');
  const gender = parseGender(line.gender);
  if (gender === undefined) return err('GENDER');
  return ok({
    ins: ins.value,
    birthFamilyName: line.family,
    usedFamilyName: line.used === '' || line.used === line.family ? null : line.used,
    givenNames,
    birthDate,
    gender,
    birthPlace:
      line.birthplace === '' ? null : { code: line.birthplace, label: line.birthplaceLabel || null },
    qualified: true,
  });
}

/** A birth date that can be one day only; a year of two digits could be two. */
function wholeDate(text: string): string | undefined {
  const [date, ...others] = parseBirthDate(text);
  if (date?.year === undefined || date.month === undefined || date.day === undefined) return undefined;
  if (others.length > 0) return undefined;
  return isoDate({ year: date.year, month: date.month, day: date.day });
}
