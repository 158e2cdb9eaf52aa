import { patients } from '../demo/people.ts';
import type { Answer } from '../http/answer.ts';
import { json } from '../http/answer.ts';
import type { Exchange } from '../http/exchange.ts';
import { DEMO_PASSWORD } from '../seeding/index-file.ts';

/**
 * `GET /operator/people`: who is who among the fictitious patients, so that a trainer can sign in to the space
 * of any of them, or activate it.
 */
export function readPeople(exchange: Exchange): Answer {
  exchange.attempt({ action: 'operate', detail: { about: 'people' } });
  return json(200, {
    password: DEMO_PASSWORD,
    people: patients.map((patient) => ({
      ins: { system: patient.system, value: patient.ins },
      family: patient.used ?? patient.family,
      given: patient.given[0] ?? '',
      birthDate: patient.birthDate,
      gender: patient.gender,
      cardSerial: patient.cardSerial,
      representatives: patient.representatives.flatMap((key) => {
        const parent = patients.find((other) => other.key === key);
        return parent === undefined ? [] : [{ system: parent.system, value: parent.ins }];
      }),
    })),
  });
}
