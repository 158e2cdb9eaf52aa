import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import { parseIsoDate } from '../../shared/identity/calendar.ts';
import { parseGender } from '../../shared/identity/gender.ts';
import { parseIns } from '../../shared/identity/ins.ts';
import { z } from '../../shared/schema/zod.ts';
import type { Log } from '../log/log.ts';
import type { WritableDatabase } from '../store/open.ts';
import { countPatients, storePatients } from '../store/patients.ts';

const Line = z.object({
  ins: z.string(),
  system: z.string(),
  family: z.string().trim().min(1).max(100),
  used: z.string().trim().max(100).optional(),
  given: z.string().trim().min(1).max(400),
  birthdate: z.string(),
  gender: z.string(),
  birthplace: z.string().trim().max(5).optional(),
  birthplaceLabel: z.string().trim().max(100).optional(),
});

/**
 * Fills an empty store with the list that the practice's software exports: CSV with semicolons and a header
 * line. A line without a right INS or a real birth date is left out and counted, never guessed at. A missing
 * list is no fault: the practice starts with nobody.
 */
export async function importPracticeList(
  database: WritableDatabase,
  path: string | null,
  log: Log,
): Promise<void> {
  if (path === null || countPatients(database) > 0) return;
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return;
  const lines = z.array(z.unknown()).parse(
    parse(text, {
      delimiter: ';',
      columns: true,
      bom: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      relax_quotes: true,
    }),
  );
  const identities = lines.map(identityOf).filter((identity) => identity !== undefined);
  if (!database.open) return;
  const { added } = storePatients(database, identities);
  log.write({ event: 'practiceList.read', added, refused: lines.length - identities.length });
}

function identityOf(line: unknown): PatientIdentity | undefined {
  const parsed = Line.safeParse(line);
  if (!parsed.success) return undefined;
  const { family, used, given, birthdate, gender, birthplace, birthplaceLabel } = parsed.data;
  const ins = parseIns(parsed.data.system, parsed.data.ins);
  if (!ins.ok || parseIsoDate(birthdate) === undefined) return undefined;
  return {
    ins: { system: ins.value.system, value: ins.value.value },
    birthFamilyName: family,
    usedFamilyName: used === undefined || used === '' || used === family ? null : used,
    givenNames: given.split(/\s+/u),
    birthDate: birthdate,
    gender: parseGender(gender) ?? 'unknown',
    birthPlace:
      birthplace === undefined || birthplace === ''
        ? null
        : { code: birthplace, label: birthplaceLabel || null },
    // The list says nothing of how the identity was checked: only the national service does (INS).
    qualified: false,
  };
}
