import { ClipboardList } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { RecordView } from '../../shared/bridge/record.ts';
import { VitalStripRoute } from '../features/facts/VitalStripRoute.tsx';
import type { Bridge } from '../platform/bridge.ts';
import { useCommands, type Command } from '../platform/commands.ts';
import { Button } from '../ui/Button.tsx';
import { HandoverDialog } from './HandoverDialog.tsx';
import { words } from './messages.ts';

export interface EmergencyStripProps {
  readonly bridge: Bridge;
  readonly view: RecordView;
  readonly today: string;
}

/** Above the documents of an emergency: the vital facts and, for a call, the sheet that goes with the crew. */
export function EmergencyStrip({ bridge, view, today }: EmergencyStripProps) {
  const [isHandingOver, setHandingOver] = useState(false);
  const isCall = view.access.callId !== null;
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'handover',
          group: words.groupRecord,
          title: words.handover,
          keys: 'T',
          isDisabled: !isCall,
          run: () => setHandingOver(true),
        },
      ],
      [isCall],
    ),
  );
  return (
    <>
      <VitalStripRoute
        bridge={bridge}
        view={view}
        today={today}
        acts={
          isCall ? (
            <Button
              variant="quiet"
              keys="T"
              icon={<ClipboardList size={14} aria-hidden />}
              onPress={() => setHandingOver(true)}
            >
              {words.handover}
            </Button>
          ) : null
        }
      />
      {isHandingOver ? (
        <HandoverDialog bridge={bridge} patient={view.patient} onClose={() => setHandingOver(false)} />
      ) : null}
    </>
  );
}
