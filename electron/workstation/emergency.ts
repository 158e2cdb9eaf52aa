import { randomBytes, randomUUID } from 'node:crypto';
import type { Handlers } from '../../shared/bridge/contract.ts';
import type { Call, ClaimedTraits, EmergencyAccess, EmergencyState } from '../../shared/bridge/emergency.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef, PatientIdentity } from '../../shared/bridge/identity.ts';
import { sameIns } from '../../shared/bridge/identity.ts';
import type { RecordView } from '../../shared/bridge/record.ts';
import { sameTrait } from '../../shared/identity/traits.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { Purpose } from '../gateway/exchange.ts';
import type { Log } from '../log/log.ts';
import type { WritableDatabase } from '../store/open.ts';
import {
  countToReview,
  endEmergency,
  listEmergencies,
  reviewEmergency,
  storeEmergency,
} from '../store/own-emergencies.ts';
import type { AccessEnd, BoundAccess, BoundAccesses } from './bound-access.ts';
import type { Records } from './record.ts';
import type { OpenSession } from './session.ts';

export interface EmergencyDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly accesses: BoundAccesses;
  readonly records: Records;
  readonly now: () => number;
  readonly log: Log;
  readonly onChanged: (state: EmergencyState) => void;
}

export interface Emergencies {
  readonly handlers: Pick<Handlers, Extract<keyof Handlers, `emergency.${string}`>>;
  /** An access is over: its end is written down while the store is still open. */
  ended(access: BoundAccess, because: AccessEnd): void;
  /** The post is left: its calls are over. */
  leave(): void;
}

type EmergencyPurpose = Exclude<Purpose, { kind: 'secret' }>;

interface Held {
  readonly patient: PatientIdentity;
  /** Names the access in the professional's own list. */
  readonly entryId: string;
  /** Where that list is: the post may be left, and its session gone, when the end is written down. */
  readonly database: WritableDatabase;
}

/** As many as a professional looks over; older ones stay in the store. */
const LISTED = 200;
/** A shift has some thirty calls; a page that opens more at once is not one of ours. */
const CALLS_MAX = 40;

/** Breaks the glass, keeps the calls of the Centre 15, and lists one's own emergency accesses. */
export function createEmergencies(deps: EmergencyDeps): Emergencies {
  const { accesses, records, now, log } = deps;
  const held = new Map<BoundAccess, Held>();
  const calls = new Map<string, Call>();
  let lastNumber = 0;
  let closedCalls = 0;

  const at = (): string => new Date(now()).toISOString();

  function state({ store }: OpenSession): EmergencyState {
    return {
      accesses: [...held].map(([{ access }, { patient }]) => ({ patient, access })),
      calls: [...calls.values()],
      closedCalls,
      toReview: countToReview(store.database),
    };
  }

  function announce(): void {
    const session = deps.session();
    if (session.ok) deps.onChanged(state(session.value));
  }

  /** Exchange, record, line of the own list, and only then anything to show. */
  async function open(purpose: EmergencyPurpose): Promise<Result<RecordView, FailureCode>> {
    const begun = await accesses.begin(purpose);
    if (!begun.ok) {
      log.write({ event: 'emergency.refused', mode: purpose.kind, code: begun.error });
      return begun;
    }
    const view = await records.open(begun.value.ins);
    const session = deps.session();
    if (!view.ok || !session.ok) {
      await accesses.end(begun.value.ins, 'asked');
      if (purpose.kind === 'ETREAT') renameCall(purpose.callId);
      return view.ok ? err('LOCKED') : view;
    }
    held.set(begun.value, noteDown(session.value.store.database, view.value, purpose));
    log.write({ event: 'emergency.begun', mode: purpose.kind });
    announce();
    return view;
  }

  function noteDown(db: WritableDatabase, { patient, access }: RecordView, purpose: EmergencyPurpose): Held {
    const entryId = randomUUID();
    storeEmergency(db, {
      id: entryId,
      mode: purpose.kind,
      patient: {
        family: patient.birthFamilyName,
        given: patient.givenNames[0] ?? '',
        birthDate: patient.birthDate,
      },
      reason: purpose.kind === 'BTG' ? purpose.justification : null,
      callId: purpose.kind === 'ETREAT' ? purpose.callId : null,
      startedAt: access.startedAt,
    });
    return { patient, entryId, database: db };
  }

  /** The service closed the call with the access that came to nothing: it goes on under another name. */
  function renameCall(callId: string): void {
    const call = calls.get(callId);
    if (call === undefined) return;
    calls.delete(callId);
    const renamed = { ...call, id: newCallId(at()) };
    calls.set(renamed.id, renamed);
    announce();
  }

  function ended(access: BoundAccess, because: AccessEnd): void {
    const known = held.get(access);
    if (known === undefined) return;
    held.delete(access);
    endEmergency(known.database, known.entryId, { at: at(), because });
    log.write({ event: 'emergency.ended', because });
    // The service closes a call with the first session of it that ends (C4 of the wire): so is it here.
    const { callId } = access.access;
    if (callId !== null) void closeCall(callId);
    announce();
  }

  async function closeCall(callId: string): Promise<void> {
    if (!calls.delete(callId)) return;
    closedCalls += 1;
    const ofCall = accesses.all().filter(({ access }) => access.callId === callId);
    const told = ofCall.map(({ ins }) => accesses.end(ins, 'call'));
    announce();
    await Promise.all(told);
  }

  function regulator(): Result<OpenSession, FailureCode> {
    const session = deps.session();
    if (!session.ok) return session;
    return session.value.professional.regulator ? session : err('REGULATOR_ONLY');
  }

  /** The access that the post holds already on the record of this person. */
  function heldOn(person: InsRef | ClaimedTraits): EmergencyAccess | undefined {
    const [, found] = [...held].find(([, { patient }]) => isAbout(patient, person)) ?? [];
    const access = found && accesses.of(found.patient.ins);
    return found && access && { patient: found.patient, access: access.access };
  }

  return {
    ended,
    leave: () => calls.clear(),
    handlers: {
      'emergency.state': async () => {
        const session = deps.session();
        return session.ok ? ok(state(session.value)) : session;
      },

      'emergency.breakGlass': ({ traits, ins, justification }) =>
        open({ kind: 'BTG', traits, patient: ins, justification: justification.trim() }),

      'emergency.end': async ({ ins }) => {
        // A minor's secret session has an end of its own.
        if (accesses.of(ins)?.access.secret === false) await accesses.end(ins, 'asked');
        return ok(null);
      },

      'emergency.openCall': async () => {
        const session = regulator();
        if (!session.ok) return session;
        if (calls.size >= CALLS_MAX) return err('RATE_LIMITED');
        lastNumber += 1;
        const call: Call = { id: newCallId(at()), number: lastNumber, openedAt: at() };
        calls.set(call.id, call);
        announce();
        return ok(call);
      },

      'emergency.closeCall': async ({ callId }) => {
        const session = regulator();
        if (!session.ok) return session;
        await closeCall(callId);
        return ok(null);
      },

      'emergency.openForCall': async ({ callId, person }) => {
        const session = regulator();
        if (!session.ok) return session;
        if (!calls.has(callId)) return err('CALL_REQUIRED');
        const known = heldOn(person);
        if (known !== undefined && known.access.callId !== null && known.access.callId !== callId) {
          return ok({ outcome: 'openInOtherCall', callId: known.access.callId });
        }
        if (known?.access.callId === callId) {
          // Open in this very call already: shown again, without a second trace and a second notice.
          const shown = await records.open(known.patient.ins);
          return shown.ok ? ok({ outcome: 'opened', view: shown.value }) : shown;
        }
        const view = await open({ kind: 'ETREAT', callId, patient: person });
        return view.ok ? ok({ outcome: 'opened', view: view.value }) : view;
      },

      'emergency.own': async () => {
        const session = deps.session();
        if (!session.ok) return session;
        return ok({ entries: listEmergencies(session.value.store.database, LISTED) });
      },

      'emergency.review': async ({ id }) => {
        const session = deps.session();
        if (!session.ok) return session;
        const { database } = session.value.store;
        reviewEmergency(database, id, at());
        announce();
        return ok({ entries: listEmergencies(database, LISTED) });
      },
    },
  };
}

function isAbout(patient: PatientIdentity, person: InsRef | ClaimedTraits): boolean {
  if ('value' in person) return sameIns(patient.ins, person);
  return (
    patient.birthDate === person.birthDate &&
    sameTrait(patient.birthFamilyName, person.family) &&
    patient.givenNames.some((name) => sameTrait(name, person.given))
  );
}

/** `C15-20261126-4F7A21`: read out between two posts, and never given twice. */
function newCallId(openedAt: string): string {
  const day = openedAt.slice(0, 10).replaceAll('-', '');
  return `C15-${day}-${randomBytes(4).toString('hex').toUpperCase()}`;
}
