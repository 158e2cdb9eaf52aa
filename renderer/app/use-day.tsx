import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import { createDayStore, isSeen, nextVisit } from '../features/day/day-store.ts';
import { DayList } from '../features/day/DayList.tsx';
import { words } from '../features/day/messages.ts';
import type { IdleList } from '../features/patients/SearchPanel.tsx';
import type { Bridge } from '../platform/bridge.ts';
import { announce } from '../platform/announcer.ts';
import { useCommands, type Command } from '../platform/commands.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';

export interface DaySetting {
  readonly bridge: Bridge;
  /** False at the desks of the other trades: nothing is asked. */
  readonly isOn: boolean;
  /** The desk is in sight: the day is asked for anew. */
  readonly isShown: boolean;
  readonly today: string;
  readonly noticeDays: number;
  readonly toAnnounce: ReadonlyMap<string, number>;
  /** INS of the patient whose record is open: the next one is somebody else. */
  readonly openIns: string | null;
  /** The patient of the record in sight, who may be put on the list; null: no record is. */
  readonly shown: PatientIdentity | null;
  /** Where one is: what was told elsewhere is over. */
  readonly at: string;
  readonly onOpen: (patient: PatientIdentity, lastSeenAt: string | null) => void;
}

interface Told {
  readonly at: string;
  readonly text: string;
  readonly isWrong: boolean;
}

const NOBODY: readonly never[] = [];

/** The day where nothing is typed, and the way onto it; null at the desks of the other trades. */
export interface DoctorDay {
  readonly idle: IdleList | null;
  readonly onAdd: ((patient: PatientIdentity) => void) | null;
  /** What became of the last addition, while one is still where it was made. */
  readonly notice: ReactNode;
}

/** The doctor's day on his desk, and the key that takes the next patient from wherever he is. */
export function useDay(setting: DaySetting): DoctorDay {
  const { bridge, isOn, isShown, today, noticeDays, toAnnounce, openIns, shown, at, onOpen } = setting;
  const [store] = useState(() => createDayStore(bridge));
  const { list, prepared, preparing } = useStore(store.state);
  const [told, tell] = useState<Told | null>(null);
  useEffect(() => {
    if (isOn && isShown) void store.load(today);
  }, [store, isOn, isShown, today]);
  useEffect(() => store.end, [store]);
  const visits = list.status === 'listed' ? list.day.visits : NOBODY;
  const next = nextVisit(
    visits.filter(({ patient }) => patient.ins.value !== openIns),
    today,
  );
  const open = useCallback(
    (index: number) => {
      const visit = visits[index];
      if (visit !== undefined) onOpen(visit.patient, visit.lastSeenAt);
    },
    [visits, onOpen],
  );
  const add = useCallback(
    (patient: PatientIdentity) =>
      void store.add(today, patient.ins).then((failure) => {
        tell({ at, text: failure === null ? words.added : words.notAdded, isWrong: failure !== null });
      }),
    [store, today, at],
  );
  useCommands(
    useMemo<readonly Command[]>(
      () =>
        isOn
          ? [
              // Where no record is in sight, the key belongs to the patient chosen in the search.
              ...(shown === null
                ? []
                : [
                    {
                      id: 'day.add',
                      group: words.group,
                      title: words.add,
                      keys: 'Alt+J',
                      run: () => add(shown),
                    },
                  ]),
              {
                id: 'day.next',
                group: words.group,
                title: words.next,
                keys: 'Alt+S',
                isDisabled: next === undefined,
                run: () => {
                  if (next === undefined) return;
                  onOpen(next.patient, next.lastSeenAt);
                  // What the list says of him is older than this opening.
                  void store.load(today);
                },
              },
              {
                id: 'day.prepare',
                group: words.group,
                title: words.prepare,
                run: () => void store.prepare(),
              },
            ]
          : [],
      [isOn, next, shown, add, onOpen, store, today],
    ),
  );
  const notice =
    told?.at === at ? (
      <Notice
        tone={told.isWrong ? 'warning' : 'info'}
        isAlert
        action={
          <Button variant="quiet" onPress={() => tell(null)}>
            {words.understood}
          </Button>
        }
      >
        <p>{told.text}</p>
      </Notice>
    ) : null;
  if (!isOn) return { idle: null, onAdd: null, notice };
  if (visits.length === 0) return { idle: null, onAdd: add, notice };
  const idle: IdleList = {
    count: visits.length,
    initial: Math.max(
      0,
      visits.findIndex((visit) => !isSeen(visit, today)),
    ),
    onTake: open,
    render: (options) => (
      <DayList
        visits={visits}
        prepared={prepared}
        preparing={preparing}
        toAnnounce={toAnnounce}
        today={today}
        noticeDays={noticeDays}
        options={options}
        onPrepare={() => void store.prepare()}
        onMove={({ ins }, by) => void store.move(today, ins, by)}
        onTakeOff={({ ins }) =>
          void store.takeOff(today, ins).then((failure) => {
            if (failure === null) announce(words.takenOff);
          })
        }
      />
    ),
  };
  return { idle, onAdd: add, notice };
}
