import { useMemo, useState } from 'react';
import type { RecordView } from '../../shared/bridge/record.ts';
import type { Place, Professional } from '../../shared/bridge/session.ts';
import { CounterPanel } from '../features/facts/CounterPanel.tsx';
import { NoteDialog } from '../features/note/NoteDialog.tsx';
import type { Bridge } from '../platform/bridge.ts';
import { useCommands, type Command } from '../platform/commands.ts';
import { Button } from '../ui/Button.tsx';
import { words } from './messages.ts';

export interface CounterOverviewProps {
  readonly bridge: Bridge;
  readonly view: RecordView;
  readonly professional: Professional;
  readonly place: Place;
  readonly today: string;
  readonly onDeposited: () => void;
}

/** Beside the documents while none is open: what the counter asks first, and the note that goes into the record. */
export function CounterOverview(props: CounterOverviewProps) {
  const { bridge, view, professional, place, today, onDeposited } = props;
  const [isWriting, setWriting] = useState(false);
  const [prescribed, setPrescribed] = useState<readonly string[]>([]);
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'note',
          group: words.groupRecord,
          title: words.writeNote,
          keys: 'N',
          run: () => setWriting(true),
        },
      ],
      [],
    ),
  );
  return (
    <>
      <CounterPanel
        bridge={bridge}
        view={view}
        today={today}
        acts={
          <Button keys="N" onPress={() => setWriting(true)}>
            {words.writeNote}
          </Button>
        }
        onPrescribed={setPrescribed}
      />
      {isWriting ? (
        <NoteDialog
          bridge={bridge}
          ins={view.patient.ins}
          today={today}
          signature={`${professional.name}, ${place.name}`}
          prescribed={prescribed}
          onDeposited={onDeposited}
          onClose={() => setWriting(false)}
        />
      ) : null}
    </>
  );
}
