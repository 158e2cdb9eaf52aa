import type { ComponentType } from 'react';
import type { Failure } from '../../shared/bridge/failure.ts';
import type { KeysNeeded, KeysWay } from '../../shared/bridge/keys.ts';

/** A card was accepted, and its holder has to decide about his data on this post. */
interface KeysWaiting {
  readonly keys: KeysNeeded;
  readonly isChecking: boolean;
  readonly failure: Failure | null;
  readonly onWay: (way: KeysWay) => void;
}

/** The screen on which he does, wherever a PIN is typed; the app puts it in. */
export type KeysScreen = ComponentType<KeysWaiting>;
