import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import { createDayStore, isSeen, nextVisit } from '../features/day/day-store.ts';
import { DayList } from '../features/day/DayList.tsx';
import { words } from '../features/day/messages.ts';
import type { IdleList } from '../features/patients/SearchPanel.tsx';
import type { Bridge } from '../platform/bridge.ts';
import { useCommands, type Command } from '../platform/commands.ts';

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
  readonly onOpen: (patient: PatientIdentity, lastSeenAt: string | null) => void;
}

const NOBODY: readonly never[] = [];

/** The doctor's day on his desk, and the key that takes the next patient from wherever he is. */
export function useDay(setting: DaySetting): IdleList | null {
  const { bridge, isOn, isShown, today, noticeDays, toAnnounce, openIns, onOpen } = setting;
  const [store] = useState(() => createDayStore(bridge));
  const { list, prepared, preparing } = useStore(store.state);
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
  useCommands(
    useMemo<readonly Command[]>(
      () =>
        isOn
          ? [
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
      [isOn, next, onOpen, store, today],
    ),
  );
  if (!isOn || visits.length === 0) return null;
  return {
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
      />
    ),
  };
}
