import type { KeysNeeded, KeysTrouble, KeysWay } from '../../../shared/bridge/keys.ts';

export type WayKind = KeysWay['kind'];

/** What may pass by itself, or by somebody who opens the keychain: then it is only to try again. */
const PASSING: ReadonlySet<KeysTrouble> = new Set(['absent', 'locked', 'weak']);
/** Nothing that could be opened: neither by a code nor by a keychain. */
const UNREADABLE: ReadonlySet<KeysTrouble> = new Set(['missing', 'damaged']);

/** The ways out of a trouble, the most promising first: it is the one that is proposed. */
export function waysOf({
  trouble,
  codeMadeAt,
  formerPinTries,
}: KeysNeeded): readonly [WayKind, ...WayKind[]] {
  const code: readonly WayKind[] = codeMadeAt === null || UNREADABLE.has(trouble) ? [] : ['recoveryCode'];
  if (PASSING.has(trouble)) return ['usual', ...code, 'memory'];
  if (trouble === 'otherPin' && formerPinTries > 0) return ['formerPin', ...code, 'memory', 'fresh'];
  const [first, ...others] = [...code, 'memory' as const, 'fresh' as const];
  return [first ?? 'memory', ...others];
}
