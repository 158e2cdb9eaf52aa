import { useCallback, useEffect, useMemo, useState } from 'react';
import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import type { RecordView } from '../../shared/bridge/record.ts';
import { createBreakGlassStore, type BreakGlassStore } from '../features/emergency/break-glass-store.ts';
import { createCallStores, insAuthority, type CallStores } from '../features/emergency/call-store.ts';
import { createEmergencyStore, type EmergencyStore } from '../features/emergency/emergency-store.ts';
import type { EmergencySection } from '../features/emergency/EmergencyRoute.tsx';
import type { RecordStore } from '../features/record/record-store.ts';
import type { Bridge } from '../platform/bridge.ts';
import { openDraft } from '../platform/drafts.ts';
import { useCommands, type Command } from '../platform/commands.ts';
import { words } from './messages.ts';
import type { Navigation } from './navigation.ts';

export interface DeskEmergencies {
  readonly emergencies: EmergencyStore;
  readonly breakGlass: BreakGlassStore;
  readonly callStores: CallStores;
  readonly section: EmergencySection;
  readonly goTo: (section: EmergencySection) => void;
  /** From the gate of a record whose right is missing. */
  readonly breakGlassFor: (patient: PatientIdentity) => void;
  readonly onOpened: (view: RecordView) => void;
}

/** The emergencies of the desk: what begins them, what they open, and what goes when they end. */
export function useEmergencies(
  bridge: Bridge,
  {
    navigation,
    record,
    isRegulator,
    demonstration,
  }: {
    readonly navigation: Navigation;
    readonly record: RecordStore;
    readonly isRegulator: boolean;
    readonly demonstration: boolean;
  },
): DeskEmergencies {
  const [breakGlass] = useState(() => createBreakGlassStore(bridge, openDraft(bridge, 'breakGlass', '')));
  const [callStores] = useState(() => createCallStores(bridge, insAuthority(demonstration)));
  const [emergencies] = useState(() => createEmergencyStore(bridge, callStores.adopt));
  const [section, setSection] = useState<EmergencySection>(isRegulator ? 'calls' : 'breakGlass');
  useEffect(() => emergencies.start(), [emergencies]);
  useEffect(() => breakGlass.end, [breakGlass]);
  useEffect(() => {
    const stop = emergencies.state.subscribe(({ calls }) => callStores.keepOnly(calls));
    return () => {
      stop();
      callStores.end();
    };
  }, [emergencies, callStores]);

  const goTo = useCallback(
    (next: EmergencySection) => {
      setSection(next);
      navigation.go('emergency');
    },
    [navigation],
  );
  useEffect(
    () =>
      // The record's content goes with its access, whatever screen is shown.
      bridge.on('emergency.ended', ({ ins }) => {
        if (navigation.state.getState().patient?.ins.value !== ins.value) return;
        record.end();
        navigation.leavePatient('emergency');
      }),
    [bridge, navigation, record],
  );
  const onOpened = useCallback(
    (view: RecordView) => {
      emergencies.readEnd();
      record.show(view);
      navigation.openPatient(view.patient, null);
    },
    [emergencies, record, navigation],
  );
  const breakGlassFor = useCallback(
    (patient: PatientIdentity) => {
      breakGlass.comeFor(patient);
      goTo('breakGlass');
    },
    [breakGlass, goTo],
  );
  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: 'emergency.breakGlass',
        group: words.emergency,
        title: words.breakGlass,
        run: () => goTo('breakGlass'),
      },
      { id: 'emergency.own', group: words.emergency, title: words.ownEmergencies, run: () => goTo('own') },
    ],
    [goTo],
  );
  useCommands(commands);
  return { emergencies, breakGlass, callStores, section, goTo, breakGlassFor, onOpened };
}
