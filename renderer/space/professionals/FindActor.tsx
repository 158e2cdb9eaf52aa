import { Building2, Search, UserRound } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { NamedActor } from '../../../shared/bridge/space/rights.ts';
import { createTurns } from '../../platform/turns.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { SpaceBridge } from '../bridge.ts';
import { Line, Lines, Nothing } from '../ui/Lines.tsx';
import { words } from './messages.ts';

export interface FindActorProps {
  readonly bridge: Pick<SpaceBridge, 'own.rights.find'>;
  readonly title: string;
  /** A médecin traitant is a person. */
  readonly onlyProfessionals: boolean;
  readonly onFound: (who: NamedActor) => void;
  readonly onClose: () => void;
}

/** Enough to look for somebody by. */
const MIN_LETTERS = 2;
const PAUSE_MS = 150;

/** Looks somebody up in the national directory, while one types. */
export function FindActor({ bridge, title, onlyProfessionals, onFound, onClose }: FindActorProps) {
  const [text, setText] = useState('');
  const { found, failure } = useFound(bridge, text.trim());
  const shown = found?.filter(({ kind }) => !onlyProfessionals || kind === 'professional');
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <TextField
        label={words.find}
        type="search"
        placeholder={words.findHint}
        description={words.findNote}
        icon={<Search size={16} aria-hidden />}
        value={text}
        autoFocus
        onChange={setText}
      />
      {failure === null ? null : <FailureNotice failure={failure} />}
      {shown === undefined ? null : shown.length === 0 ? (
        <Nothing>{words.nobodyFound}</Nothing>
      ) : (
        <Lines label={words.found}>
          {shown.map((who) => (
            <Line
              key={`${who.kind} ${who.id}`}
              icon={
                who.kind === 'professional' ? (
                  <UserRound size={18} aria-hidden />
                ) : (
                  <Building2 size={18} aria-hidden />
                )
              }
              title={who.name}
              note={who.detail}
              acts={<Button onPress={() => onFound(who)}>{words.choose}</Button>}
            />
          ))}
        </Lines>
      )}
    </Dialog>
  );
}

interface Found {
  readonly found: readonly NamedActor[] | undefined;
  readonly failure: Failure | null;
}

/** Asks a moment after the last letter; an answer that comes after a newer question is dropped. */
function useFound(bridge: FindActorProps['bridge'], text: string): Found {
  const [known, setKnown] = useState<Found>({ found: undefined, failure: null });
  const [turns] = useState(createTurns);
  useEffect(() => {
    if (text.length < MIN_LETTERS) return undefined;
    const turn = turns.next();
    const timer = setTimeout(() => {
      void bridge['own.rights.find']({ text }).then((answer) => {
        if (!turn.isCurrent()) return;
        if (answer.ok) setKnown({ found: answer.value.found, failure: null });
        else setKnown({ found: undefined, failure: answer.error });
      });
    }, PAUSE_MS);
    return () => {
      turns.end();
      clearTimeout(timer);
    };
  }, [bridge, text, turns]);
  return text.length < MIN_LETTERS ? { found: undefined, failure: null } : known;
}
