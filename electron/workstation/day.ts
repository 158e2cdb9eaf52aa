import type { Handlers } from '../../shared/bridge/contract.ts';
import type { Day, Visit } from '../../shared/bridge/day.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef, PatientIdentity } from '../../shared/bridge/identity.ts';
import { sameIns } from '../../shared/bridge/identity.ts';
import { localBounds } from '../../shared/identity/calendar.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { ServiceClient } from '../gateway/client.ts';
import { appointmentsBetween } from '../gateway/day.ts';
import type { OwnRecord } from '../gateway/my-records.ts';
import { newsOf, ownRecords } from '../gateway/my-records.ts';
import { patientByIns } from '../gateway/patient.ts';
import { readNotebook } from '../gateway/sections/notebook.ts';
import { findPatient } from '../store/patients.ts';
import { addWalkIn, dropWalkIn, moveWalkIn, walkInsOf } from '../store/walk-ins.ts';
import type { OpenSession } from './session.ts';

export interface DayDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  /** A record that is open in an emergency or in secret: nobody is listed for it. */
  readonly isBound: (ins: InsRef) => boolean;
  readonly now: () => number;
}

/** Who comes today and how things stand with each, by one's own agenda and one's own list of rights. */
export function createDay({
  session,
  isBound,
  now,
}: DayDeps): Pick<Handlers, Extract<keyof Handlers, `day.${string}`>> {
  const instant = (): string => new Date(now()).toISOString();

  async function placed(day: string): Promise<Result<readonly Placed[], FailureCode>> {
    const opened = session();
    if (!opened.ok) return opened;
    const { client, store } = opened.value;
    const [from, to] = localBounds(day);
    const [appointments, own] = await Promise.all([
      appointmentsBetween(client, from, to),
      ownRecords(client),
    ]);
    if (!appointments.ok) return appointments;
    if (!own.ok) return own;
    const come = appointments.value.map(({ id, start, reason, ins }) => ({
      ins,
      place: Date.parse(start),
      known: { appointment: id, start, reason },
    }));
    const walkIns = walkInsOf(store.database, day)
      .filter(({ ins }) => !come.some((other) => sameIns(other.ins, ins)))
      .map(({ ins, addedAt, place }) => ({
        ins,
        place,
        known: { appointment: null, start: addedAt, reason: null },
      }));
    const found: Placed[] = [];
    for (const { ins, place, known } of [...come, ...walkIns].toSorted((a, b) => a.place - b.place)) {
      const record = own.value.find(({ patient }) => sameIns(patient.identity.ins, ins));
      const patient = record?.patient.identity ?? (await identityOf(opened.value, client, ins));
      // Somebody whom nobody names any more cannot be greeted by this list.
      if (patient !== undefined) found.push({ place, visit: visitOf(known, patient, record, opened.value) });
    }
    return ok(found);
  }

  const dayOf = (day: string, found: readonly Placed[]): Day => ({
    day,
    visits: found.map(({ visit }) => visit),
    asOf: instant(),
  });

  async function visits(day: string): Promise<Result<Day, FailureCode>> {
    const found = await placed(day);
    return found.ok ? ok(dayOf(day, found.value)) : found;
  }

  return {
    'day.visits': ({ day }) => visits(day),

    'day.add': async ({ day, ins }) => {
      const opened = session();
      if (!opened.ok) return opened;
      const { client, store } = opened.value;
      if (isBound(ins)) return err('REFUSED');
      if ((await identityOf(opened.value, client, ins)) === undefined) return err('NOT_FOUND');
      addWalkIn(store.database, day, { ins, addedAt: instant(), place: now() });
      return visits(day);
    },

    'day.takeOff': async ({ day, ins }) => {
      const opened = session();
      if (!opened.ok) return opened;
      dropWalkIn(opened.value.store.database, day, ins);
      return visits(day);
    },

    'day.move': async ({ day, ins, by }) => {
      const opened = session();
      if (!opened.ok) return opened;
      const found = await placed(day);
      if (!found.ok) return found;
      const place = placeBeside(found.value, ins, by);
      if (place === undefined) return ok(dayOf(day, found.value));
      moveWalkIn(opened.value.store.database, day, ins, place);
      return ok(dayOf(day, movedTo(found.value, ins, place)));
    },

    'day.prepare': async ({ ins }) => {
      const opened = session();
      if (!opened.ok) return opened;
      const { client, store } = opened.value;
      const known = findPatient(store.database, ins);
      const patient = known?.identity ?? (await identityOf(opened.value, client, ins));
      if (patient === undefined) return err('NOT_FOUND');
      const since = known?.lastSeenAt ?? null;
      const [news, notebook] = await Promise.all([
        since === null ? null : newsOf(client, ins, since),
        readNotebook({ client, patient, self: null, now: now() }),
      ]);
      if (news !== null && !news.ok) return news;
      if (!notebook.ok) return notebook;
      const { vaccinations, hints } = notebook.value;
      const isKnown = vaccinations.outcome === 'read' || vaccinations.outcome === 'empty';
      return ok({
        ins,
        news: news === null ? null : news.value.submissions,
        vaccinesDue: isKnown ? hints.filter(({ status }) => status !== 'soon').length : null,
        asOf: instant(),
      });
    },
  };
}

interface Placed {
  readonly visit: Visit;
  readonly place: number;
}

/** Minutes from the last of a list to who is put after him. */
const BEYOND_MS = 60_000;

/** The place beyond a neighbour, before whoever stands there; undefined: nobody is there, or he has an appointment. */
function placeBeside(found: readonly Placed[], ins: InsRef, by: -1 | 1): number | undefined {
  const at = found.findIndex((each) => isWalkIn(each, ins));
  const neighbour = found[at + by];
  if (at < 0 || neighbour === undefined) return undefined;
  const beyond = found[at + 2 * by]?.place ?? neighbour.place + by * BEYOND_MS;
  return (neighbour.place + beyond) / 2;
}

/** As the list would be found again: at the same instant appointments come first. */
const movedTo = (found: readonly Placed[], ins: InsRef, place: number): readonly Placed[] =>
  found
    .map((each) => (isWalkIn(each, ins) ? { ...each, place } : each))
    .toSorted(
      (a, b) =>
        a.place - b.place || Number(a.visit.appointment === null) - Number(b.visit.appointment === null),
    );

const isWalkIn = ({ visit }: Placed, ins: InsRef): boolean =>
  visit.appointment === null && sameIns(visit.patient.ins, ins);

/** By the practice's own list, else by the national service. */
async function identityOf(
  { store }: OpenSession,
  client: ServiceClient,
  ins: InsRef,
): Promise<PatientIdentity | undefined> {
  const known = findPatient(store.database, ins);
  if (known !== undefined) return known.identity;
  const asked = await patientByIns(client, ins);
  return asked.ok ? asked.value?.identity : undefined;
}

function visitOf(
  known: Pick<Visit, 'appointment' | 'start' | 'reason'>,
  patient: PatientIdentity,
  record: OwnRecord | undefined,
  { store }: OpenSession,
): Visit {
  return {
    ...known,
    patient,
    right:
      record === undefined
        ? { status: 'none' }
        : record.right.status === 'running'
          ? { status: 'running', since: record.right.since, until: record.right.until }
          : { status: 'ended' },
    recordIsActive: record === undefined ? null : record.patient.record.status === 'active',
    lastSeenAt: findPatient(store.database, patient.ins)?.lastSeenAt ?? null,
  };
}
