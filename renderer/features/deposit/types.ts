import classes from '../../../resources/habilitation/classes.json' with { type: 'json' };
import types from '../../../resources/habilitation/types.json' with { type: 'json' };
import type { TypeProposal } from '../../../shared/bridge/deposit.ts';
import type { ChoiceGroup } from '../../ui/ComboBox.tsx';
import { words } from './messages.ts';

/**
 * The types that the DMP takes; the matrix does not limit what may be deposited (docs/rules.md 3). A detached
 * signature is refused by its format, so its type is no choice either.
 */
const deposited = types.filter((type) => type.dmp && type.class !== 'signature');

export const typeCodes: ReadonlySet<string> = new Set(deposited.map(({ code }) => code));

export const typeLabel = (code: string): string => types.find((type) => type.code === code)?.label ?? code;

/** The proposed types first, with the reason; then every other type by its class. */
export function typeGroups(proposals: readonly TypeProposal[]): readonly ChoiceGroup[] {
  const proposed = new Set(proposals.map(({ code }) => code));
  const byClass = classes.map(({ code, label }) => ({
    id: `class-${code}`,
    label,
    choices: deposited
      .filter((type) => type.class === code && !proposed.has(type.code))
      .map((type) => ({ id: type.code, label: type.label })),
  }));
  const first: ChoiceGroup = {
    id: 'proposed',
    label: words.proposed,
    choices: proposals.map(({ code, label, because }) => ({ id: code, label, note: words.because[because] })),
  };
  return [first, ...byClass].filter(({ choices }) => choices.length > 0);
}
