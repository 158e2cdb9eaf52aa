import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import packageFile from '../../package.json' with { type: 'json' };
import parameters from '../../resources/parameters.json' with { type: 'json' };
import type { contract, eventContract } from '../../shared/bridge/contract.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { SystemStatus } from '../../shared/bridge/system.ts';
import { decode } from '../../shared/bridge/wire.ts';
import { watched } from '../bridge/every-call.ts';
import { createFailureLog } from '../bridge/failure-log.ts';
import { createListeners } from '../bridge/listeners.ts';
import type { TrustedClock } from '../cache/trusted-clock.ts';
import { trustedClock } from '../cache/trusted-clock.ts';
import { removeEndedBags } from '../cache/visit-bag.ts';
import { connect } from '../gateway/connection.ts';
import { announcedText, matrixOperator } from '../gateway/matrix.ts';
import { watchService } from '../gateway/probe.ts';
import type { ToldToWorkstation } from '../hosts/process-messages.ts';
import { kindOfError, openLog } from '../log/log.ts';
import { createSimulatedReader, noPatientReader } from '../reader/patient-reader.ts';
import { noReader, softCardPresence } from '../session/card-presence.ts';
import { sinceBoot, watchIdleness } from '../session/idle.ts';
import { pinTriesIn } from '../session/tries.ts';
import { triesInKeychain } from '../vault/anchored-tries.ts';
import { ownerName } from './desk-keys.ts';
import { clockMarks } from '../store/clock-mark.ts';
import type { WritableDatabase } from '../store/open.ts';
import { osKeychain } from '../vault/keychain.ts';
import { STRETCH_COST } from '../vault/stretch.ts';
import { followMatrix } from './applied-matrix.ts';
import { createBoundAccesses } from './bound-access.ts';
import { createAnnouncements } from './announcements.ts';
import { createBagWords } from './bag-words.ts';
import { isByItself } from './by-itself.ts';
import { createDay } from './day.ts';
import { createDeposits } from './deposit.ts';
import { codeOfTrouble, watchDeskDisk } from './disk.ts';
import { createEmergencies } from './emergency.ts';
import { createFacts } from './facts.ts';
import { createHandovers } from './handover.ts';
import { createJournals } from './journal.ts';
import { createKeeping } from './keeping.ts';
import { createKeys } from './keys.ts';
import { createMatrices } from './matrix.ts';
import { createMessages } from './messages.ts';
import { createMyRecords } from './my-records.ts';
import { createPatients } from './patients.ts';
import { createOpenedDesk } from './opened-desk.ts';
import { createOutboxCalls } from './outbox.ts';
import { createOwnDesk } from './own-desk.ts';
import { ownStores } from './own-stores.ts';
import { createOfflineReports } from './offline-reports.ts';
import { createReaders } from './reader.ts';
import { createPostCalls } from './post-calls.ts';
import { createRecords } from './record.ts';
import { createRecordCalls } from './record-calls.ts';
import { createRecovery } from './recovery.ts';
import { POLICY_RESOURCES, readReference } from './reference.ts';
import { createSectionReader } from './section-reader.ts';
import { followStart } from './service-start.ts';
import { createSessions } from './session.ts';
import { createSystem } from './system.ts';
import { openPostConfig, USUAL_CONFIG } from '../post/config.ts';
import { createDesktopNotices } from './desktop-notices.ts';
import { createTraining } from './training.ts';
import { createVisitBags } from './visit-bag.ts';
import type { Workstation, WorkstationOptions } from './workstation.ts';

/**
 * Assembles the workstation: what stands behind the bridge and knows nothing of Electron or Chromium. The
 * service need not be reachable yet; whatever is asked of it says so.
 */
export async function createWorkstation(options: WorkstationOptions): Promise<Workstation> {
  const { host, dataDir, practiceList } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  // Without any key: whoever the bags of past days belong to.
  removeEndedBags(join(dataDir, 'stores'), options.now());
  const config = openPostConfig(dataDir) ?? USUAL_CONFIG;
  /** The post's own until somebody is there. */
  let { lockAfterMinutes } = config;
  const embedded = 'socketPath' in options.service;
  const log = openLog(join(dataDir, 'logs'));
  const start = followStart(options.serviceStart ?? { status: 'listening' }, () => system.refresh());
  const connection = connect(options.service, options.now, start.over);
  const matrix = followMatrix(POLICY_RESOURCES, (announced) => announcedText(connection, announced));
  const reference = readReference(matrix.policy, matrix.shipped);
  /** Whatever is signed, dated or judged goes by the service's clock; only idleness by this machine's. */
  const { now } = connection.clock;
  const keychain = options.keychain ?? osKeychain();
  const keyCost = options.keyCost ?? STRETCH_COST;
  const tries = pinTriesIn(
    options.cardsDir ?? dataDir,
    triesInKeychain(keychain, (cardId) => ownerName(dataDir, cardId)),
  );
  const listeners = createListeners<typeof eventContract>();
  const { emit } = listeners;

  const clockOf = (database: WritableDatabase): TrustedClock =>
    trustedClock({
      marks: clockMarks(database),
      machineNow: options.now,
      service: connection.clock,
      ticks: options.sinceBoot ?? sinceBoot,
    });

  const sessions = createSessions({
    dataDir,
    cardsDir: options.cardsDir,
    tries,
    presence: options.cardsDir === null ? noReader : softCardPresence(options.cardsDir),
    connection,
    host,
    handover: options.handover,
    now,
    log,
    unlock: {
      cardsDir: options.cardsDir,
      connection,
      tries,
      log,
      now,
      professionLabel: reference.professionLabel,
      placeOfPost: config.place,
      ...ownStores({ dataDir, keychain, keyCost, practiceList, clockOf, log, now }),
      onNationalLight: () => system.refresh(),
      onServiceLight: (light) => system.serviceLight(light),
    },
    onOpened: (opening) => openedDesk.open(opening),
    onSigningOut: async (leaving) => {
      ownDesk.forgetPlace(leaving);
      await keeping.destroyAll();
    },
    onLeft: () => openedDesk.leave(),
    onChanged: (state) => {
      emit('session.changed', state);
      system.refresh();
    },
  });
  const desktop = createDesktopNotices({ host, wanted: config.notifications, now: options.now });
  const session = sessions.current;
  const disk = watchDeskDisk(log, () => system.refresh());
  let light: SystemStatus['service'] = 'unreachable';
  const journals = createJournals({
    session,
    records: () => records,
    host,
    now,
    log,
    onState: () => system.refresh(),
  });
  const system = createSystem({
    sessions,
    log,
    lockAfterMinutes: () => lockAfterMinutes,
    clockOffsetMs: () => connection.clock.offsetMs(),
    outbox: () => openedDesk.counts(),
    journal: () => journals.state(),
    disk: () => disk.state(),
    start: () => start.state(),
    onStatus: (status) => {
      emit('system.status', status);
      if (status.service === light) return;
      light = status.service;
      // What is shown of the open record is asked again: by the service, or of what the post kept.
      records.reconsider();
    },
    onServiceBack: () => {
      openedDesk.sendWaiting();
      reports.report();
    },
    info: () => ({
      version: packageFile.version,
      host: host.kind,
      service: embedded ? 'embedded' : 'remote',
      postName: config.name,
      matrix: { ...matrix.named(), source: matrix.source().status },
      demonstration: embedded,
      serviceTrouble: start.trouble(),
    }),
    startAnew: () => host.restart(null),
  });
  const keys = createKeys({ session, cardsDir: options.cardsDir, tries, host, log });
  const { nomenclature } = reference;
  const accesses = createBoundAccesses({
    session,
    connection,
    now,
    onEnded: (access, because) => {
      records.forget(access.ins);
      handovers.forget(access.ins);
      emergencies.ended(access, because);
      if (access.access.mode !== 'NORMAL') emit('emergency.ended', { ins: access.ins, because });
    },
  });
  const ownDesk = createOwnDesk({
    session,
    isBound: (ins) => accesses.of(ins) !== undefined,
    terms: { draftDays: config.draftDays, placeHours: parameters.placeHours },
    now,
    usualLockMinutes: config.lockAfterMinutes,
    onLockAfter: (minutes) => {
      lockAfterMinutes = minutes;
      idle.limit(minutes * 60_000);
      system.refresh();
    },
  });
  const announcements = createAnnouncements({
    session,
    policy: () => reference.policy,
    now,
    onRecordChanged: (ins) => onRecordChanged(ins),
  });
  const onSheet = announcements.noticed;
  const reports = createOfflineReports(now, () => visitBags.refresh());
  const visitBags = createVisitBags({
    session,
    policy: () => reference.policy,
    now,
    onChanged: (state) => emit('visitBag.changed', state),
    onEnded: () => records.reconsider(),
  });
  const keeping = createKeeping({
    policy: () => reference.policy,
    nomenclature,
    clockOf,
    log,
    shelves: () => visitBags.shelves(),
    onLeaseEnded: (ins) => records.reconsider(ins),
    onOpening: () => {
      reports.report();
      visitBags.refresh();
    },
  });
  const records = createRecords({
    session,
    accesses,
    keeping,
    onChanged: (ins) => onRecordChanged(ins),
    onSheet,
    nomenclature,
    now,
  });
  const emergencies = createEmergencies({
    session,
    accesses,
    records,
    now,
    log,
    onChanged: (state) => emit('emergency.changed', state),
  });
  const deposits = createDeposits({ session, outbox: () => openedDesk.outbox(), records, reference, now });
  const onOwnChanged = (): void => emit('messages.changed', {});
  const messages = createMessages({
    session,
    records,
    outbox: () => openedDesk.outbox(),
    reference,
    host,
    now,
    onChanged: onOwnChanged,
    onUnread: (count) => desktop.counted('messageArrived', count),
  });
  const sectionReader = createSectionReader({ session, keeping, now });
  const facts = createFacts({
    records,
    keeping,
    reader: sectionReader,
    nomenclature,
    now,
    documentsMax: parameters.factDocumentsMax,
  });
  const handovers = createHandovers({ session, records, facts, host, demonstration: embedded, now });
  const readers = createReaders({
    session,
    reader: embedded ? createSimulatedReader() : noPatientReader,
    onRead: (identified) => emit('reader.read', identified),
  });
  const onRecordChanged = (ins: InsRef): void => emit('record.changed', { ins });
  const openedDesk = createOpenedDesk({
    disk,
    ownDesk,
    journals,
    visitBags,
    keeping,
    reports,
    messages,
    records,
    deposits,
    keys,
    accesses,
    emergencies,
    desktop,
    now,
    undoMs: options.undoMs,
    log,
    onProgress: (progress) => emit('outbox.progress', progress),
    onRecordChanged,
    onWaiting: () => system.refresh(),
  });

  const watch = watchService(
    connection,
    (light) => system.serviceLight(light),
    matrix.hear,
    (ms) => system.answeredIn(ms),
    start.over,
  );
  const { operatorSecret = null } = options;
  const matrices = createMatrices({
    session,
    applied: matrix,
    reference,
    operator: operatorSecret === null ? null : matrixOperator(connection, operatorSecret),
    refresh: watch.ask,
  });
  connection.clock.onMoved(() => system.refresh());
  const idle = watchIdleness(lockAfterMinutes * 60_000, options.sinceBoot ?? sinceBoot, () =>
    sessions.lock('idle'),
  );
  log.write({
    event: 'post.started',
    service: embedded ? 'embedded' : 'remote',
    locked: options.handover !== null,
  });

  return {
    handlers: watched<typeof contract>(
      {
        ...sessions.handlers,
        ...createRecovery({ session }),
        ...createPatients({ session, search: openedDesk.search }),
        ...readers.handlers,
        ...records.handlers,
        ...facts.handlers,
        ...handovers.handlers,
        ...createRecordCalls({
          session,
          records,
          keeping,
          reader: sectionReader,
          outbox: openedDesk.outbox,
          deposits,
          accesses,
          reference,
          applied: matrix,
          demonstration: embedded,
          host,
          log,
          now,
          onDocumentProgress: (progress) => emit('document.progress', progress),
          onRecordChanged,
          onSheet,
          onOwnChanged,
        }),
        ...createMyRecords({ session, now }),
        ...createDay({ session, isBound: (ins) => accesses.of(ins) !== undefined, now }),
        ...deposits.handlers,
        ...createOutboxCalls({ session, outbox: openedDesk.outbox, undo: messages.undo, host, now }),
        ...announcements.handlers,
        ...emergencies.handlers,
        ...matrices,
        ...journals.handlers,
        ...ownDesk.handlers,
        ...visitBags.handlers,
        ...createBagWords({ session, bag: () => visitBags.bag(), keeping }),
        ...keys.handlers,
        ...system.handlers,
        ...createPostCalls({
          options,
          start,
          sessions,
          connection,
          professionLabel: reference.professionLabel,
          keychain,
          keyCost,
          journals,
          emit,
        }),
        ...messages.handlers,
        ...createTraining({ session, host, demonstration: embedded }),
      },
      {
        onCall: (channel, input) => {
          if (idle.over()) sessions.lock('idle');
          if (!isByItself(channel, input)) idle.touch();
        },
        beforeShown: (channel, input, answer) => journals.beforeShown(channel, input, answer),
        onThrown: (channel, cause) => {
          log.write({ event: 'call.threw', channel, error: kindOfError(cause) });
          return codeOfTrouble(cause);
        },
      },
    ),
    logFailure: createFailureLog(log),
    onEvent: (listener) => listeners.add(listener),
    lock: (because) => sessions.lock(because),
    told: (text) => {
      const { serviceStart } = decode(text) as ToldToWorkstation;
      start.hear(serviceStart);
    },
    close: async () => {
      idle.stop();
      watch.stop();
      readers.stop();
      listeners.clear();
      await sessions.close();
      await connection.close();
      log.write({ event: 'post.stopped' });
      log.close();
    },
  };
}
