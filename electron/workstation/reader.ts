import type { Handlers } from '../../shared/bridge/contract.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import type { Identified } from '../../shared/bridge/reader.ts';
import { parseIns } from '../../shared/identity/ins.ts';
import { readInsDatamatrix } from '../../shared/identity/ins-datamatrix.ts';
import { sameTrait } from '../../shared/identity/traits.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { patientByIns } from '../gateway/patient.ts';
import type { CardIdentity, PatientReader, SimulatedReader } from '../reader/patient-reader.ts';
import { findPatient, storePatients } from '../store/patients.ts';
import type { OpenSession } from './session.ts';

export interface ReaderDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly reader: PatientReader | SimulatedReader;
  /** A card was read while the post is open. */
  readonly onRead: (identified: Identified) => void;
}

export interface Readers {
  readonly handlers: Pick<Handlers, Extract<keyof Handlers, `reader.${string}`>>;
  stop(): void;
}

/**
 * Turns a card or a scanned code into a patient: the INS is asked of the national service, and the traits that
 * were read must be those of the person whom it names.
 */
export function createReaders({ session, reader, onRead }: ReaderDeps): Readers {
  async function identify(card: CardIdentity): Promise<Result<Identified, FailureCode>> {
    const opened = session();
    if (!opened.ok) return opened;
    const { client, store } = opened.value;
    const known = findPatient(store.database, card.ins);
    const asked = await patientByIns(client, card.ins);
    // A patient of the practice is known without the service too; a stranger is not.
    if (!asked.ok && (asked.error !== 'SERVICE_UNREACHABLE' || known === undefined)) return asked;
    const patient = asked.ok ? asked.value?.identity : known?.identity;
    if (patient === undefined) return ok({ outcome: 'unknown' });
    if (!isSamePerson(card, patient)) {
      const { birthFamilyName: family, givenNames, birthDate } = card;
      return ok({ outcome: 'differs', patient, read: { family, given: givenNames[0] ?? '', birthDate } });
    }
    if (asked.ok) storePatients(store.database, [patient]);
    return ok({ outcome: 'found', patient, lastSeenAt: known?.lastSeenAt ?? null });
  }

  const stop = reader.onCard((card) => {
    if (!session().ok) return;
    void identify(card).then((identified) => {
      if (identified.ok) onRead(identified.value);
      else if (identified.error !== 'LOCKED') onRead({ outcome: 'unreachable' });
    });
  });

  return {
    stop,
    handlers: {
      'reader.state': async () => ok({ kind: reader.kind }),
      'reader.scan': async ({ text }) => {
        const code = readInsDatamatrix(text);
        return code.ok ? identify(code.value) : ok({ outcome: 'unreadable' });
      },
      'reader.present': async ({ ins }) => {
        const opened = session();
        if (!opened.ok) return opened;
        if (!('present' in reader)) return err('REFUSED');
        const patient = findPatient(opened.value.store.database, ins)?.identity;
        const number = parseIns(ins.system, ins.value);
        if (patient === undefined || !number.ok) return err('NOT_FOUND');
        const { birthFamilyName, givenNames, gender, birthDate, birthPlace } = patient;
        reader.present({
          ins: number.value,
          birthFamilyName,
          givenNames,
          gender,
          birthDate,
          birthPlaceCode: birthPlace?.code ?? null,
        });
        return ok(null);
      },
    },
  };
}

function isSamePerson(card: CardIdentity, patient: PatientIdentity): boolean {
  return (
    card.birthDate === patient.birthDate &&
    card.gender === patient.gender &&
    sameTrait(card.birthFamilyName, patient.birthFamilyName) &&
    patient.givenNames.some((name) => sameTrait(name, card.givenNames[0] ?? ''))
  );
}
