import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../shared/doctor/findings.ts';
import { isIntact } from '../store/intact.ts';
import type { WritableDatabase } from '../store/open.ts';
import { readKeyFile } from '../vault/key-file.ts';

const found = (code: Finding['code'], measure: number | null = null): Finding => ({
  part: 'store',
  code,
  measure,
});

/**
 * The stores of a post: the open one page by page, the sealed ones by what can be seen of them without a key.
 *
 * @param folder folder of the post's own data
 */
export function examineStore(
  folder: string,
  open: { readonly database: WritableDatabase; readonly storage: 'encrypted' | 'memory' } | null,
): Finding {
  if (isOpenToOthers(folder)) return found('STORE_OPEN_TO_OTHERS');
  if (open !== null) {
    if (open.storage === 'memory') return found('STORE_IN_MEMORY');
    return found(isIntact(open.database) ? 'STORE_SOUND' : 'STORE_DAMAGED');
  }
  const stores = storesOf(join(folder, 'stores'));
  if (stores.length === 0) return found('STORE_NONE');
  for (const store of stores) {
    const keys = readKeyFile(store);
    if (!keys.ok) return found('STORE_KEY_DAMAGED');
    if (keys.value === null) return found('STORE_KEY_MISSING');
  }
  return found('STORE_SEALED', stores.length);
}

/** Windows keeps a user's folders to himself by other means. */
function isOpenToOthers(folder: string): boolean {
  return process.platform !== 'win32' && existsSync(folder) && (lstatSync(folder).mode & 0o077) !== 0;
}

/** Folders of the professionals of a post; what was put aside is nobody's any more. */
function storesOf(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((owner) => !owner.includes('.aside-'))
    .map((owner) => join(folder, owner))
    .filter((owner) => lstatSync(owner).isDirectory() && readdirSync(owner).length > 0);
}
