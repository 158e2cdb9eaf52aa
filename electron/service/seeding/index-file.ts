import { patients, professionals } from '../demo/people.ts';
import type { DemoPatient } from '../demo/types.ts';
import { NAMED_CARDS, NAMED_PATIENTS } from '../demo/types.ts';

/** Password of every demo patient who activated the space. */
export const DEMO_PASSWORD = 'demo-patient';

/** What `demo.json` says: who is who in the demo, under keys that never change (A1 of the wire). */
export function demoIndex(pin: string): object {
  return {
    pin,
    patientPassword: DEMO_PASSWORD,
    cards: Object.fromEntries(
      NAMED_CARDS.map((name) => [name, professionals.find(({ key }) => key === name)?.id]),
    ),
    patients: Object.fromEntries(
      NAMED_PATIENTS.map((name) => {
        const patient = patients.find(({ key }) => key === name);
        return [name, patient === undefined ? {} : identity(patient)];
      }),
    ),
  };
}

function identity(patient: DemoPatient): object {
  const { ins, system, family, given, birthDate, gender, cardSerial, representatives } = patient;
  const parent = patients.find(({ key }) => key === representatives[0]);
  return {
    ins,
    system,
    family,
    given: given[0],
    birthdate: birthDate,
    gender,
    cardSerial,
    ...(parent === undefined ? {} : { representative: parent.ins }),
  };
}
