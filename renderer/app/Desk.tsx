import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { DeskPlace } from '../../shared/bridge/drafts.ts';
import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import type { RecordView } from '../../shared/bridge/record.ts';
import type { SessionState } from '../../shared/bridge/session.ts';
import type { SystemInfo, SystemStatus } from '../../shared/bridge/system.ts';
import { CallBoard } from '../features/emergency/CallBoard.tsx';
import { EmergencyBar } from '../features/emergency/EmergencyBar.tsx';
import { EmergencyRoute } from '../features/emergency/EmergencyRoute.tsx';
import { NewCall } from '../features/emergency/NewCall.tsx';
import { useToAnnounce } from '../features/announcements/useToAnnounce.ts';
import { createThreadsStore, unreadOf } from '../features/messages/threads-store.ts';
import { createMyRecordsStore } from '../features/my-records/my-records-store.ts';
import { createVisitBagStore } from '../features/visit-bag/visit-bag-store.ts';
import { VisitBagRoute } from '../features/visit-bag/VisitBagRoute.tsx';
import { MyRecordsRoute } from '../features/my-records/MyRecordsRoute.tsx';
import { PatientsRoute } from '../features/patients/PatientsRoute.tsx';
import type { RecordStore } from '../features/record/record-store.ts';
import type { Bridge } from '../platform/bridge.ts';
import { age } from '../i18n/format.ts';
import { initials } from '../i18n/person.ts';
import { useToday } from '../platform/clock.ts';
import { runCommand, useCommands } from '../platform/commands.ts';
import { usePrintMark } from '../platform/print-mark.ts';
import { readBagWords } from './bag-words.ts';
import { CounterBar, NAMES_PATIENTS, NamesHidden, useCounterNames } from './CounterBar.tsx';
import { CounterOverview } from './CounterOverview.tsx';
import { deskCommands, trainingCommands } from './desk-commands.ts';
import { DeskOverlays } from './DeskOverlays.tsx';
import { HomeWork } from './HomeWork.tsx';
import { Discretion } from './Discretion.tsx';
import { DiskNotice } from './DiskNotice.tsx';
import { EmergencyStrip } from './EmergencyStrip.tsx';
import { FocusAtEntry } from './FocusAtEntry.tsx';
import { JournalNotice } from './JournalNotice.tsx';
import { words } from './messages.ts';
import { MessagesPane } from './MessagesPane.tsx';
import { createNavigation, type Screen } from './navigation.ts';
import { NoRecord } from './NoRecord.tsx';
import { useLeaving } from './use-leaving.tsx';
import { useKeptPlace } from './use-kept-place.ts';
import { OtherScreen } from './OtherScreen.tsx';
import type { PageParameters } from './parameters.ts';
import { Rail } from './Rail.tsx';
import { RecordScreen } from './RecordScreen.tsx';
import { ScreenPane } from './ScreenPane.tsx';
import styles from './Shell.module.css';
import { StatusLine } from './StatusLine.tsx';
import { tradeOf } from './trade.ts';
import { useDay } from './use-day.tsx';
import { useEmergencies } from './use-emergencies.ts';
import { undelivered, useWorkLines } from './work-lines.ts';
import { UnopenedNotice, useReader } from './use-reader.tsx';

export interface DeskProps {
  readonly bridge: Bridge;
  readonly session: Extract<SessionState, { status: 'open' }>;
  /** Where he was before the post locked; null: he begins. */
  readonly before: DeskPlace | null;
  readonly record: RecordStore;
  readonly system: SystemStatus | null;
  readonly info: SystemInfo;
  readonly parameters: PageParameters;
  readonly onLock: () => void;
  readonly onSignOut: () => void;
}

const NOTHING_TO_ANNOUNCE: ReadonlyMap<string, number> = new Map();

/** Everything of one session at one place; it and all its stores go when the post is locked or left. */
export function Desk({ bridge, session, before, record, system, info, parameters, ...leave }: DeskProps) {
  usePrintMark(session.professional.name, `${session.place.name} · ${info.postName}`);
  const [navigation] = useState(() => createNavigation(before));
  const [myRecords] = useState(() => createMyRecordsStore(bridge));
  const [visitBag] = useState(() => createVisitBagStore(bridge, (leaving) => readBagWords(bridge, leaving)));
  const place = useStore(navigation.state);
  const onOutbox = useCallback(() => navigation.go('outbox'), [navigation]);
  const { onLock, onSignOut, dialog } = useLeaving(system, {
    onLock: leave.onLock,
    onSignOut: leave.onSignOut,
    onOutbox,
  });
  const today = useToday();
  useKeptPlace(bridge, navigation);
  useEffect(() => myRecords.end, [myRecords]);
  useEffect(() => visitBag.follow(), [visitBag]);
  const visitBagPatients = useStore(visitBag.state, ({ bag }) => bag?.bag?.patients.length ?? 0);
  const isStaff = session.professional.card === 'CPE';
  const [threads] = useState(() => createThreadsStore(bridge, null));
  const unread = useStore(threads.state, unreadOf);
  // Staff read nothing, and are not refused each time that they sign in.
  useEffect(() => (isStaff ? undefined : threads.follow()), [threads, isStaff]);
  const [handed, hand] = useState<Handed | null>(null);

  const { patient, screen } = place;
  const trade = tradeOf(session.professional);
  /** Others stand before the screen: nothing is readable until it is asked for. */
  const isCounter = trade === 'pharmacist';
  /** Both at once: the banner is there in the first frame of the record. */
  const openPatient = useCallback(
    (identity: PatientIdentity, lastSeenAt: string | null) => {
      record.open(identity);
      navigation.openPatient(identity, lastSeenAt, isCounter);
    },
    [record, navigation, isCounter],
  );
  /** Files leave a message for the record of its patient, and nothing of them is lost on the way. */
  const depositFor = useCallback(
    (identity: PatientIdentity, files: readonly File[]) => {
      hand({ ins: identity.ins.value, files });
      if (navigation.state.getState().patient?.ins.value === identity.ins.value) navigation.go('record');
      else openPatient(identity, null);
    },
    [navigation, openPatient],
  );
  const taken = useCallback(() => hand(null), []);
  const closePatient = useCallback(() => {
    navigation.closePatient();
    record.close();
  }, [record, navigation]);

  const ins = patient?.ins ?? null;
  const onTraining = useMemo(
    () => (info.demonstration ? () => void bridge['training.openSpace']({ ins }) : null),
    [bridge, info.demonstration, ins],
  );
  const isRegulator = session.professional.regulator;
  const urgent = useEmergencies(bridge, {
    navigation,
    record,
    isRegulator,
    demonstration: info.demonstration,
  });
  const { emergencies, goTo } = urgent;
  /** An emergency hides nothing from who answers it. */
  const showPatient = useCallback(
    (known: PatientIdentity) => {
      record.open(known);
      navigation.openPatient(known, null);
    },
    [record, navigation],
  );
  const takeIdentity = useCallback(() => goTo('calls'), [goTo]);
  const emergenciesToReview = useStore(emergencies.state, ({ toReview }) => toReview);
  const announcements = useToAnnounce(bridge);
  const work = useWorkLines({
    outbox: system?.outbox ?? null,
    emergenciesToReview,
    announcements,
    myRecords,
    visitBagPatients,
    renewalNoticeDays: parameters.renewalNoticeDays,
    isShown: screen === 'home',
  });
  const commands = useMemo(
    () => [
      ...deskCommands({ navigation, hasRecord: patient !== null, work, closePatient, onLock, onSignOut }),
      ...trainingCommands(onTraining),
    ],
    [navigation, patient, work, closePatient, onLock, onSignOut, onTraining],
  );
  useCommands(commands);

  const reader = useReader(bridge, openPatient);
  const names = useCounterNames(isCounter && screen !== 'record');
  const isDiscreet = isCounter && !names.areShown;
  /** The screen that is shown; null where it would name patients across a counter. */
  const inSight = isDiscreet && NAMES_PATIENTS.has(screen) ? null : screen;
  const day = useDay({
    bridge,
    isOn: trade === 'doctor',
    isShown: screen === 'home',
    today,
    noticeDays: parameters.renewalNoticeDays,
    toAnnounce: announcements?.ofPatient ?? NOTHING_TO_ANNOUNCE,
    openIns: patient?.ins.value ?? null,
    shown: screen === 'record' ? patient : null,
    at: `${screen} ${patient?.ins.value ?? ''}`,
    onOpen: openPatient,
  });

  const goToWork = (next: Screen): void => {
    if (next === 'emergency') goTo('own');
    else navigation.go(next);
  };
  const isSearching = screen === 'home' || screen === 'search';
  return (
    <div className={styles.shell} data-screen={screen}>
      <Rail
        screen={screen}
        waiting={system === null ? 0 : undelivered(system.outbox)}
        unread={unread}
        hasRecord={patient !== null}
        onGo={navigation.go}
      />
      <main className={styles.content}>
        <DiskNotice state={system?.disk} onLock={onLock} />
        <JournalNotice state={system?.journal} />
        <EmergencyBar
          emergencies={emergencies}
          isRegulator={isRegulator}
          shownIns={screen === 'record' ? (patient?.ins.value ?? null) : null}
          isDiscreet={place.discreet}
          onShow={showPatient}
          onTakeIdentity={takeIdentity}
        />
        {day.notice}
        <ScreenPane isShown={isSearching} title={screen === 'search' ? words.search : words.home}>
          <UnopenedNotice unopened={reader.unopened} dismiss={reader.dismiss} />
          {isCounter ? <CounterBar bridge={bridge} names={names} today={today} /> : null}
          <div className={styles.home}>
            {screen === 'home' && trade === 'regulator' ? (
              <NewCall
                stores={urgent.callStores}
                emergencies={emergencies}
                today={today}
                onOpened={urgent.onOpened}
                onUnsettled={takeIdentity}
                onSignIn={onSignOut}
              />
            ) : (
              <PatientsRoute
                bridge={bridge}
                withLookup={screen === 'search'}
                today={today}
                onOpen={openPatient}
                onLookup={() => navigation.go('search')}
                onScan={reader.scan}
                isDiscreet={isDiscreet}
                isShown={isSearching}
                idle={screen === 'home' ? day.idle : null}
                onAdd={day.onAdd}
              />
            )}
            {screen === 'home' ? (
              <HomeWork lines={work} onGo={goToWork}>
                {trade === 'regulator' ? (
                  <CallBoard
                    emergencies={emergencies}
                    isDiscreet={place.discreet}
                    onCall={(number) => runCommand(`emergency.call.${String(number)}`)}
                    onNewCall={() => runCommand('emergency.newCall')}
                  />
                ) : null}
              </HomeWork>
            ) : null}
          </div>
        </ScreenPane>
        <ScreenPane isShown={screen === 'record'} title={patient === null ? words.record : null}>
          {patient === null ? (
            <NoRecord onSearch={() => navigation.go('search')} />
          ) : (
            <Discretion
              isOn={place.discreet}
              who={isCounter ? `${initials(patient)} · ${age(patient.birthDate, today)}` : null}
              onReveal={() => navigation.setDiscreet(false)}
            >
              <RecordScreen
                key={patient.ins.value}
                bridge={bridge}
                record={record}
                professional={session.professional}
                place={session.place}
                lastSeenAt={place.lastSeenAt}
                part={place.part}
                document={place.document}
                onPart={navigation.showPart}
                onDocument={navigation.showDocument}
                isReturn={before?.record?.patient.ins.value === patient.ins.value}
                today={today}
                parameters={parameters}
                onClose={closePatient}
                onSignIn={onSignOut}
                onEmergency={urgent.breakGlassFor}
                {...(isCounter
                  ? {
                      renderOverview: (view: RecordView, onDeposited: () => void) => (
                        <CounterOverview
                          key={view.access.startedAt}
                          bridge={bridge}
                          view={view}
                          professional={session.professional}
                          place={session.place}
                          today={today}
                          onDeposited={onDeposited}
                        />
                      ),
                    }
                  : {})}
                handed={handed?.ins === patient.ins.value ? handed.files : null}
                onTaken={taken}
                renderEmergencyStrip={(view) => (
                  <EmergencyStrip key={view.access.startedAt} bridge={bridge} view={view} today={today} />
                )}
              />
            </Discretion>
          )}
        </ScreenPane>
        {screen === 'emergency' ? (
          <ScreenPane isShown title={words.emergency}>
            <EmergencyRoute
              bridge={bridge}
              professional={session.professional}
              emergencies={emergencies}
              breakGlass={urgent.breakGlass}
              callStores={urgent.callStores}
              today={today}
              section={urgent.section}
              reasonMin={parameters.justificationMin}
              minutes={parameters.emergencyMinutes}
              onSection={goTo}
              onOpened={urgent.onOpened}
              onShow={showPatient}
              onSignIn={onSignOut}
            />
          </ScreenPane>
        ) : null}
        {inSight === 'visitBag' ? (
          <ScreenPane isShown title={words.visitBag}>
            <VisitBagRoute store={visitBag} today={today} onOpen={showPatient} />
          </ScreenPane>
        ) : null}
        {inSight === 'myRecords' ? (
          <ScreenPane isShown title={words.myRecords}>
            <MyRecordsRoute
              store={myRecords}
              today={today}
              noticeDays={parameters.renewalNoticeDays}
              onOpen={openPatient}
              onVisitBag={() => navigation.go('visitBag')}
            />
          </ScreenPane>
        ) : null}
        {inSight === 'messages' ? (
          <ScreenPane isShown title={words.messages}>
            <MessagesPane
              bridge={bridge}
              threads={isStaff ? null : threads}
              today={today}
              onOpenRecord={showPatient}
              onDeposit={depositFor}
              onSignIn={onSignOut}
            />
          </ScreenPane>
        ) : null}
        {inSight === null ? <NamesHidden onShow={names.toggle} /> : null}
        <OtherScreen bridge={bridge} screen={inSight} today={today} onOpen={openPatient} />
      </main>
      <FocusAtEntry key={`${inSight ?? ''} ${patient?.ins.value ?? ''}`} isRecord={screen === 'record'} />
      <StatusLine
        status={system}
        onTraining={onTraining}
        who={`${session.professional.name} · ${session.place.name}`}
        onShortcuts={() => navigation.show('shortcuts')}
      />
      <DeskOverlays
        bridge={bridge}
        navigation={navigation}
        name={session.professional.name}
        lockAfterMinutes={system?.lockAfterMinutes ?? null}
        isDiscreet={isDiscreet}
        today={today}
        onPatient={openPatient}
        onSignOut={onSignOut}
      />
      {dialog}
    </div>
  );
}

/** Files on their way from a message to the record of its patient. */
interface Handed {
  readonly ins: string;
  readonly files: readonly File[];
}
