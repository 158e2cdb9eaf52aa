import type { Handlers } from '../../shared/bridge/contract.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import { sameIns } from '../../shared/bridge/identity.ts';
import type { RecordFacts } from '../../shared/bridge/facts.ts';
import type { PlaceReadings } from '../../shared/clinical/vital-facts.ts';
import { FACT_PLACES, factLines, VITAL_TOPICS } from '../../shared/clinical/vital-facts.ts';
import { localDay } from '../../shared/identity/calendar.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { reportHandover } from '../gateway/handover.ts';
import type { Host } from '../hosts/host.ts';
import type { Facts } from './facts.ts';
import type { Records } from './record.ts';
import type { OpenSession } from './session.ts';

export interface HandoverDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly records: Pick<Records, 'of'>;
  readonly facts: Pick<Facts, 'gather'>;
  readonly host: Pick<Host, 'saveFile' | 'print'>;
  readonly demonstration: boolean;
  readonly now: () => number;
}

export interface Handovers {
  readonly handlers: Pick<Handlers, Extract<keyof Handlers, `handover.${string}`>>;
  /** The access is over: the sheet goes with it. */
  forget(ins: InsRef): void;
}

/** Says nothing of the patient: it shows in the folder where it is saved. */
const FILE_NAME = 'fiche-de-transmission.pdf';

/** The sheet that a regulator hands to the crew of a call. It lives as long as the access that it tells of. */
export function createHandovers(deps: HandoverDeps): Handovers {
  let made: { readonly ins: InsRef; readonly bytes: Uint8Array<ArrayBuffer> } | undefined;

  function forget(ins: InsRef): void {
    if (made === undefined || !sameIns(made.ins, ins)) return;
    made.bytes.fill(0);
    made = undefined;
  }

  async function prepare(ins: InsRef): Promise<Result<Uint8Array<ArrayBuffer>, FailureCode>> {
    const session = deps.session();
    if (!session.ok) return session;
    const record = deps.records.of(ins);
    if (!record.ok) return record;
    const { patient, access } = record.value.view;
    if (access.mode !== 'ETREAT' || access.callId === null) return err('CALL_REQUIRED');
    const facts = await deps.facts.gather(ins, 'vital');
    if (!facts.ok) return facts;
    const { professional, place } = session.value;
    const readings = readingsOf(facts.value);
    const today = localDay(deps.now());
    // A whole PDF library, for who writes a sheet.
    const { writeHandoverSheet } = await import('../paper/handover-sheet.ts');
    const bytes = writeHandoverSheet({
      patient,
      readings,
      lines: factLines({
        topics: VITAL_TOPICS,
        facts: facts.value.facts,
        readings,
        gender: patient.gender,
        today,
      }),
      callId: access.callId,
      at: facts.value.asOf,
      today,
      by: { name: professional.name, id: professional.id, place: place.name },
      demonstration: deps.demonstration,
    });
    if (made !== undefined) forget(made.ins);
    made = { ins, bytes };
    return ok(bytes);
  }

  /**
   * The sheet as it was shown, once the service has traced that it leaves: what is printed or saved is what was
   * looked over. Where the service does not answer or refuses, nothing leaves.
   */
  async function leaving(
    ins: InsRef,
    form: 'print' | 'file',
  ): Promise<Result<Uint8Array<ArrayBuffer>, FailureCode>> {
    const record = deps.records.of(ins);
    if (!record.ok) return record;
    const sheet = shown(ins);
    if (sheet === undefined) return err('NOT_FOUND');
    const traced = await reportHandover(record.value.client, ins, form);
    if (!traced.ok) return traced;
    // The call ended while the service answered: the sheet went with it.
    return shown(ins) === sheet ? ok(sheet) : err('REFUSED');
  }

  const shown = (ins: InsRef): Uint8Array<ArrayBuffer> | undefined =>
    made !== undefined && sameIns(made.ins, ins) ? made.bytes : undefined;

  return {
    forget,
    handlers: {
      'handover.prepare': async ({ ins }) => {
        const bytes = await prepare(ins);
        return bytes.ok ? ok({ ins, bytes: bytes.value }) : bytes;
      },
      'handover.print': async ({ ins }) => {
        const bytes = await leaving(ins, 'print');
        return bytes.ok ? ok({ printed: (await deps.host.print()) === 'printed' }) : bytes;
      },
      'handover.save': async ({ ins }) => {
        const bytes = await leaving(ins, 'file');
        if (!bytes.ok) return bytes;
        return ok({ saved: (await deps.host.saveFile(FILE_NAME, bytes.value)) === 'saved' });
      },
    },
  };
}

/** A place that was not asked is none that could have told anything. */
const readingsOf = ({ readings }: RecordFacts): PlaceReadings =>
  Object.fromEntries(
    FACT_PLACES.map((place) => [
      place,
      readings.find((each) => each.place === place)?.reading ?? { status: 'read' as const },
    ]),
  ) as PlaceReadings;
