import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../shared/result.ts';
import { err } from '../../shared/result.ts';
import type { WritableDatabase } from '../store/open.ts';
import { openStore } from '../store/open.ts';
import { MIGRATIONS } from './storage/schema.ts';

/** Opens the store of a data folder for a command that looks at it; the error is a code. */
export function openDataFolder(dataDir: string): Result<WritableDatabase, string> {
  const key = join(dataDir, 'service.key');
  if (!existsSync(key)) return err('NO_SERVICE');
  const opened = openStore(join(dataDir, 'service.db'), readFileSync(key), MIGRATIONS);
  return opened.ok ? opened : err(opened.error.code);
}
