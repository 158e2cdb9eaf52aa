import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../shared/result.ts';
import { err } from '../../shared/result.ts';
import type { WritableDatabase } from '../store/open.ts';
import { openStore } from '../store/open.ts';
import { serviceKey } from './service-key.ts';
import { MIGRATIONS } from './storage/schema.ts';

/** Opens the store of a data folder for a command that looks at it; the error is a code. */
export function openDataFolder(dataDir: string): Result<WritableDatabase, string> {
  const path = join(dataDir, 'service.key');
  if (!existsSync(path)) return err('NO_SERVICE');
  const file = join(dataDir, 'service.db');
  const key = serviceKey(path, file);
  if (!key.ok) return err('KEY_DAMAGED');
  const opened = openStore(file, key.value, MIGRATIONS);
  key.value.fill(0);
  return opened.ok ? opened : err(opened.error.code);
}
