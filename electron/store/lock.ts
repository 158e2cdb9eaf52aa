import Database from 'better-sqlite3';

/**
 * Takes an exclusive lock that the operating system gives back when the process ends, however it ends.
 *
 * @returns the way to release it, or null when another process holds it
 */
export function lockFile(path: string): (() => void) | null {
  const db = new Database(path, { timeout: 0 });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    db.close();
    if (cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_BUSY')) return null;
    throw cause;
  }
  return () => {
    if (!db.open) return;
    db.exec('ROLLBACK');
    db.close();
  };
}
