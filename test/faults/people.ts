import { randomUUID } from 'node:crypto';
import { nirKey } from '../../shared/identity/nir.ts';
import { normaliseTrait } from '../../shared/identity/traits.ts';
import { PROFESSIONAL_SYSTEM } from '../../shared/fhir/systems.ts';
import type { InProcessService } from './in-process.ts';

export interface NewPerson {
  readonly key: string;
  readonly birthDate: string;
  /** Without one, notices that are the minor's secret are kept for him. */
  readonly email?: string | null;
  /** Cards that are médecins traitants from the start. */
  readonly treatingDoctors?: readonly string[];
  /** Keys of the people who act for this one. */
  readonly representatives?: readonly string[];
  readonly carers?: readonly string[];
}

let added = 0;

/**
 * Adds somebody to the service's store, known to its client under a key: so many scenes need records of their
 * own that the demo's people do not suffice. The space is activated, with the demo's password.
 */
export function addPerson({ context, client }: InProcessService, person: NewPerson): void {
  const { records, consents } = context.stores;
  const model = client.patient('adult');
  const template = records.byIns(model.system, model.ins);
  if (template === undefined) throw new Error('the demo has no adult');
  added += 1;
  const matricule = `2${person.birthDate.slice(2, 4)}${person.birthDate.slice(5, 7)}75${String(100_000 + added).slice(-6)}`;
  const ins = `${matricule}${nirKey(matricule)}`;
  const family = `EPREUVE${String(added).replaceAll(/\d/g, (digit) => 'ABCDEFGHIJ'.charAt(Number(digit)))}`;
  const { id: _, ...row } = template;
  const recordId = records.add({
    ...row,
    uid: randomUUID(),
    ins,
    family,
    used: null,
    given: JSON.stringify(['CLAUDE', 'CAMILLE']),
    birth_date: person.birthDate,
    family_key: normaliseTrait(family),
    email: person.email === undefined ? `${person.key}@patient.example` : person.email,
    card_serial: `serial-${added}`,
  });
  const setting = (category: 'switch' | 'sharing' | 'masking-default', code: string, permit: boolean): void =>
    consents.add({ ...consentRow(recordId, context.clock.now()), category, code, permit: permit ? 1 : 0 });
  for (const [code, permit] of Object.entries(context.policy.parameters.switchDefaults)) {
    setting('switch', code, permit);
  }
  setting('sharing', 'measures', false);
  setting('sharing', 'care-history', true);
  setting('masking-default', '', true);
  for (const card of person.treatingDoctors ?? []) {
    consents.add({
      ...consentRow(recordId, context.clock.now()),
      category: 'treating-doctor',
      actor_system: PROFESSIONAL_SYSTEM,
      actor: client.card(card),
      declared: 1,
    });
  }
  const kin = (key: string): number => {
    const { system, ins: matriculeOfKin } = client.patient(key);
    const found = records.byIns(system, matriculeOfKin);
    if (found === undefined) throw new Error(`nobody is known as ${key}`);
    return found.id;
  };
  for (const key of person.representatives ?? []) records.addKin(recordId, kin(key), 'representative');
  for (const key of person.carers ?? []) records.addKin(recordId, kin(key), 'carer');
  client.know(person.key, {
    ins,
    system: row.system,
    family,
    given: 'CLAUDE',
    birthdate: person.birthDate,
    gender: row.gender,
    cardSerial: `serial-${added}`,
  });
}

const consentRow = (record_id: number, since: number) =>
  ({
    id: randomUUID(),
    record_id,
    category: 'switch',
    actor_system: '',
    actor: '',
    code: '',
    permit: 1,
    basis: null,
    form: null,
    since,
    until: null,
    declared: 0,
    ended_at: null,
  }) as const;
