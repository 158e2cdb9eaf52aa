import type { Finding } from '../../shared/doctor/findings.ts';
import type { Keychain, KeychainTrouble } from '../vault/keychain.ts';

const CODES = {
  absent: 'KEYCHAIN_ABSENT',
  locked: 'KEYCHAIN_LOCKED',
  weak: 'KEYCHAIN_WEAK',
} as const satisfies Record<KeychainTrouble, Finding['code']>;

/** Asks the keychain for something that it does not hold: one that works says so. */
export async function examineKeychain(keychain: Keychain): Promise<Finding> {
  const answer = await keychain.read('docteur');
  return { part: 'keychain', code: answer.ok ? 'KEYCHAIN_READY' : CODES[answer.error], measure: null };
}
