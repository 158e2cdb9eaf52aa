import { useEffect, useState } from 'react';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns } from '../../platform/turns.ts';

export interface Saying {
  /** The text that this answers. */
  readonly text: string;
  readonly uniqueIds: ReadonlySet<string>;
  /** Those whose words are not known here: their titles alone were looked through. */
  readonly wordless: ReadonlySet<string>;
  readonly source: 'service' | 'post';
}

/** Fewer letters say too little to be looked for in every document. */
const LETTERS = 3;
/** Each search is written down where the record is: a word is looked for when it is typed, and not before. */
const PAUSE_MS = 400;

const NOTHING: Saying = { text: '', uniqueIds: new Set(), wordless: new Set(), source: 'service' };

/** The documents of the open record that say what is typed, whatever their title. */
export function useSaying(
  bridge: Pick<Bridge, 'record.find'>,
  { system, value }: InsRef,
  typed: string,
): Saying {
  const [saying, setSaying] = useState(NOTHING);
  const [turns] = useState(createTurns);
  const text = typed.trim();
  useEffect(() => {
    const turn = turns.next();
    if ((text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < LETTERS) return turns.end;
    const timer = setTimeout(() => {
      void bridge['record.find']({ ins: { system, value }, text }).then((answer) => {
        if (!turn.isCurrent() || !answer.ok) return;
        const { uniqueIds, wordless, source } = answer.value;
        setSaying({ text, uniqueIds: new Set(uniqueIds), wordless: new Set(wordless), source });
      });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      turns.end();
    };
  }, [bridge, system, value, text, turns]);
  // What was found for other words is no answer to these.
  return saying.text === text ? saying : NOTHING;
}
