import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { PROFESSIONAL_SYSTEM } from '../../../shared/fhir/systems.ts';
import { normaliseTrait } from '../../../shared/identity/traits.ts';
import { writeDurably } from '../../store/durable-file.ts';
import { hashPassword } from '../auth/password.ts';
import type { ServiceContext } from '../context.ts';
import { demoDocuments } from '../demo/documents.ts';
import { organizations, patients, practiceList, professionals, rights } from '../demo/people.ts';
import { seedDocuments } from '../documents/port.ts';
import type { DemoPatient, DemoProfessional, DemoRight } from '../demo/types.ts';
import type { ConsentRow } from '../storage/consents.ts';
import { DEMO_PIN, makeCard } from './cards.ts';
import { DEMO_PASSWORD, demoIndex } from './index-file.ts';

const DAY = 86_400_000;

/** What is known of each professional once the card is made. */
type CardKeys = ReadonlyMap<string, string>;

/**
 * Fills an empty service with the demo. The files of cards are written first: a service that is killed in
 * between makes new ones at its next start, and never holds a directory whose cards are lost.
 *
 * @param dataDir where `cards/`, `demo.json` and the practice's own list `practice.csv` are written
 * @param onProgress told of each hundredth
 */
export async function seedDemo(
  context: ServiceContext,
  dataDir: string,
  onProgress: (done: number, of: number) => void = () => undefined,
): Promise<void> {
  const { stores, db } = context;
  const keys = new Map<string, string>();
  onProgress(0, 100);
  for (const professional of professionals) {
    const { id } = professional;
    const structure = organizationIdOf(professional.organization);
    keys.set(id, await makeCard(join(dataDir, 'cards'), professional, displayName(professional), structure));
  }
  const password = await hashPassword(DEMO_PASSWORD);
  writeDurably(join(dataDir, 'demo.json'), `${JSON.stringify(demoIndex(DEMO_PIN), null, 1)}\n`);
  writeDurably(join(dataDir, 'practice.csv'), practiceList());
  const documents = demoDocuments(context.clock.now(), onProgress);
  db.transaction(() => {
    addDirectory(context, keys);
    addPeople(context, password);
    for (const right of rights) addRight(context, right);
    seedDocuments(context, documents, (key) => recordIdOf(context, key), professionalIdOf);
    stores.facts.set('seed', 'demo');
  }).immediate();
}

function displayName({ title, given, family }: DemoProfessional): string {
  return `${title} ${given} ${family}`;
}

function addDirectory({ stores }: ServiceContext, keys: CardKeys): void {
  for (const { id, name, street, postalCode, city, phone, facilityType, practiceSetting } of organizations) {
    stores.directory.addOrganization({
      id,
      name,
      street,
      postal_code: postalCode,
      city,
      phone,
      facility_type: facilityType,
      practice_setting: practiceSetting,
    });
  }
  for (const each of professionals) {
    stores.directory.addProfessional({
      id: each.id,
      family: each.family,
      given: each.given,
      title: each.title,
      profession: each.profession,
      profession_label: each.professionLabel,
      specialty: each.specialty,
      specialty_label: each.specialtyLabel,
      card_kind: each.card,
      card_state: each.state,
      card_key: keys.get(each.id) ?? '{}',
      regulator: each.regulator ? 1 : 0,
      organization: organizationIdOf(each.organization),
      email: `${each.id}@pro.example`,
    });
    for (const key of each.alsoAt) stores.directory.addPlace(each.id, organizationIdOf(key));
  }
}

function addPeople(context: ServiceContext, password: string): void {
  const { records } = context.stores;
  const now = context.clock.now();
  for (const patient of patients) addPerson(context, patient, password, now);
  for (const patient of patients) {
    const child = recordIdOf(context, patient.key);
    for (const key of patient.representatives) {
      const representative = recordIdOf(context, key);
      if (child !== undefined && representative !== undefined) {
        records.addKin(child, representative, 'representative');
      }
    }
  }
}

function addPerson(context: ServiceContext, patient: DemoPatient, password: string, now: number): void {
  const { stores, policy } = context;
  const { record, activated, birthPlace } = patient;
  const closedAt = record.status === 'closed' ? now - record.since * DAY : null;
  // Who opposed, and whose space was never opened, may still oppose: the period runs from the demo's start.
  const mayOppose = record.status === 'opposed' || record.status === 'announced' || !activated;
  const id = stores.records.add({
    uid: randomUUID(),
    system: patient.system,
    ins: patient.ins,
    family: patient.family,
    used: patient.used,
    given: JSON.stringify(patient.given),
    birth_date: patient.birthDate,
    gender: patient.gender,
    birth_place_code: birthPlace.code,
    birth_place_label: birthPlace.label,
    phone: patient.phone,
    email: patient.email,
    family_key: normaliseTrait(patient.family),
    status: record.status === 'active' ? 'ACTIVE' : record.status === 'closed' ? 'CLOSED' : 'NONEXISTENT',
    closed_at: closedAt,
    closed_because: record.status === 'closed' ? record.motive : null,
    erased_at: null,
    opposable_until: mayOppose ? now + policy.parameters.oppositionWeeks * 7 * DAY : null,
    activated_at: activated && record.status !== 'announced' ? now - 365 * DAY : null,
    card_serial: patient.cardSerial,
    // Who opposed signed in to do so, and may sign in again; no space was opened by it.
    password: activated || record.status === 'opposed' || record.status === 'announced' ? password : null,
  });
  if (record.status === 'opposed') stores.records.oppose(id, now);
  for (const code of ['ETREAT', 'BTG', 'MASKED'] as const) {
    const isDefault = patient.switches[code] === policy.parameters.switchDefaults[code];
    addSetting(context, id, 'switch', code, patient.switches[code], !isDefault);
  }
  addSetting(context, id, 'sharing', 'measures', patient.sharesMeasures, patient.sharesMeasures);
  addSetting(context, id, 'sharing', 'care-history', patient.sharesCareHistory, patient.sharesCareHistory);
  addSetting(context, id, 'masking-default', '', true, false);
  for (const key of patient.treatingDoctors) {
    const actor = professionalIdOf(key);
    if (actor !== undefined) {
      stores.consents.add({
        ...consent(id, 'treating-doctor', now - 365 * DAY),
        actor_system: PROFESSIONAL_SYSTEM,
        actor,
      });
    }
  }
}

function addSetting(
  context: ServiceContext,
  recordId: number,
  category: 'switch' | 'sharing' | 'masking-default',
  code: string,
  permit: boolean,
  declared: boolean,
): void {
  context.stores.consents.add({
    ...consent(recordId, category, context.clock.now()),
    code,
    permit: permit ? 1 : 0,
    declared: declared ? 1 : 0,
  });
}

function addRight(context: ServiceContext, right: DemoRight): void {
  const recordId = recordIdOf(context, right.patient);
  const actor = professionalIdOf(right.professional);
  if (recordId === undefined || actor === undefined) return;
  const since = context.clock.now() - right.since * DAY;
  const granted = right.status === 'granted';
  context.stores.consents.add({
    ...consent(recordId, granted ? 'authorisation' : 'block', since),
    actor_system: PROFESSIONAL_SYSTEM,
    actor,
    permit: granted ? 1 : 0,
    ...(granted ? { basis: right.basis, form: right.form, until: since + right.lasts * DAY } : {}),
  });
  if (granted) context.stores.records.noteAccess(recordId, actor, since);
}

function consent(recordId: number, category: ConsentRow['category'], since: number): ConsentRow {
  return {
    id: randomUUID(),
    record_id: recordId,
    category,
    actor_system: '',
    actor: '',
    code: '',
    permit: 1,
    basis: null,
    form: null,
    since,
    until: null,
    declared: 1,
    ended_at: null,
  };
}

function recordIdOf(context: ServiceContext, patientKey: string): number | undefined {
  const patient = patients.find(({ key }) => key === patientKey);
  return patient && context.stores.records.byIns(patient.system, patient.ins)?.id;
}

function organizationIdOf(organizationKey: string): string {
  return organizations.find(({ key }) => key === organizationKey)?.id ?? '';
}

function professionalIdOf(professionalKey: string): string | undefined {
  return professionals.find(({ key }) => key === professionalKey)?.id;
}
