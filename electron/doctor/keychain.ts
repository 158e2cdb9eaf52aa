import type { Finding } from '../../shared/doctor/findings.ts';
import type { Keychain } from '../vault/keychain.ts';

/** Asks the keychain for something that it does not hold: one that works says so. */
export async function examineKeychain(keychain: Keychain): Promise<Finding> {
  const answer = await keychain.read('docteur');
  return { part: 'keychain', code: answer.ok ? 'KEYCHAIN_READY' : 'KEYCHAIN_ABSENT', measure: null };
}
