import { readFile } from 'node:fs/promises';
import type { Log } from '../log/log.ts';
import type { WritableDatabase } from '../store/open.ts';
import { countPatients, storePatients } from '../store/patients.ts';
import { readPracticeList } from '../store/practice-list.ts';
import { troubleOf } from '../store/trouble.ts';

/**
 * Fills an empty store with the list that the practice's software exports. Lines that cannot be believed are
 * left out and counted; a list that is missing or unreadable is no fault: the practice starts with nobody.
 *
 * @param path CSV file, or null where the practice has none
 */
export async function importPracticeList(
  database: WritableDatabase,
  path: string | null,
  log: Log,
): Promise<void> {
  if (path === null || countPatients(database) > 0) return;
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) return;
  const list = readPracticeList(bytes);
  if (!list.ok) {
    log.write({ event: 'practiceList.unreadable', because: list.error });
    return;
  }
  try {
    const { added } = storePatients(database, list.value.patients);
    log.write({ event: 'practiceList.read', added, refused: list.value.refused.length });
  } catch (cause) {
    // The post opens without its list, which is read again at the next sign-in.
    if (troubleOf(cause) !== 'full') throw cause;
    log.write({ event: 'practiceList.unreadable', because: 'NO_ROOM' });
  }
}
