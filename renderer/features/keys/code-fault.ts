import { readRecoveryCode } from '../../../shared/vault/recovery-code.ts';
import { words } from './messages.ts';

/** What is wrong with a typed code, in words; null: it is a code. */
export function codeFault(text: string): string | null {
  const read = readRecoveryCode(text);
  if (read.ok) return null;
  if (read.error.code === 'LENGTH') return words.codeShort;
  const groups = read.error.groups.map((index) => index + 1);
  const list = new Intl.ListFormat('fr-FR').format(groups.map(String));
  return words.codeGroups({ count: groups.length, groups: list });
}
