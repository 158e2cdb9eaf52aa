import type { Result } from '../../shared/result.ts';
import { err } from '../../shared/result.ts';
import type { KeyFile } from './key-file.ts';
import { readKeyFile } from './key-file.ts';
import type { KeychainTrouble } from './keychain.ts';
import type { Vault } from './owner-vault.ts';
import { replaceFile } from './owner-vault.ts';
import { wrapWithCode } from './wrap.ts';

/**
 * Makes a printed code the one that opens: whatever was printed before opens nothing from now on.
 *
 * @param code random bytes of the code, which its holder has on paper and has confirmed
 */
export async function keepCode(
  vault: Vault,
  root: Uint8Array,
  code: Uint8Array,
): Promise<Result<KeyFile, KeychainTrouble | 'NO_KEYS'>> {
  const read = readKeyFile(vault.folder);
  if (!read.ok || read.value === null) return err('NO_KEYS');
  return replaceFile(vault, {
    ...read.value,
    revision: read.value.revision + 1,
    code: {
      wrap: wrapWithCode(root, code, vault.owner),
      madeAt: new Date(vault.now()).toISOString(),
    },
  });
}
