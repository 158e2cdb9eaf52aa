import type { Handlers } from '../../shared/bridge/contract.ts';
import type { Day, Visit } from '../../shared/bridge/day.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef, PatientIdentity } from '../../shared/bridge/identity.ts';
import { sameIns } from '../../shared/bridge/identity.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { ServiceClient } from '../gateway/client.ts';
import { appointmentsBetween } from '../gateway/day.ts';
import type { OwnRecord } from '../gateway/my-records.ts';
import { newsOf, ownRecords } from '../gateway/my-records.ts';
import { patientByIns } from '../gateway/patient.ts';
import { readNotebook } from '../gateway/sections/notebook.ts';
import { findPatient } from '../store/patients.ts';
import type { OpenSession } from './session.ts';

export interface DayDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly now: () => number;
}

/** Who comes today and how things stand with each, by one's own agenda and one's own list of rights. */
export function createDay({
  session,
  now,
}: DayDeps): Pick<Handlers, Extract<keyof Handlers, `day.${string}`>> {
  const instant = (): string => new Date(now()).toISOString();

  async function visits(day: string): Promise<Result<Day, FailureCode>> {
    const opened = session();
    if (!opened.ok) return opened;
    const { client } = opened.value;
    const [from, to] = boundsOf(day);
    const [appointments, own] = await Promise.all([
      appointmentsBetween(client, from, to),
      ownRecords(client),
    ]);
    if (!appointments.ok) return appointments;
    if (!own.ok) return own;
    const found: Visit[] = [];
    for (const { id, start, reason, ins } of appointments.value) {
      const record = own.value.find(({ patient }) => sameIns(patient.identity.ins, ins));
      const patient = record?.patient.identity ?? (await identityOf(opened.value, client, ins));
      // Somebody whom nobody names any more cannot be greeted by this list.
      if (patient !== undefined) found.push(visitOf({ id, start, reason }, patient, record, opened.value));
    }
    return ok({ day, visits: found, asOf: instant() });
  }

  return {
    'day.visits': ({ day }) => visits(day),

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

/** First and last instant of a day, where the post is. */
function boundsOf(day: string): readonly [string, string] {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return [new Date(year, month - 1, date).toISOString(), new Date(year, month - 1, date + 1).toISOString()];
}

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
  { id, start, reason }: { readonly id: string; readonly start: string; readonly reason: string | null },
  patient: PatientIdentity,
  record: OwnRecord | undefined,
  { store }: OpenSession,
): Visit {
  return {
    appointment: id,
    start,
    reason,
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
