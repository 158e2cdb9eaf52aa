import { randomUUID } from 'node:crypto';
import type { Instant } from '../../../shared/access/vocabulary.ts';
import { CONSENT_CATEGORY_SYSTEM } from '../../../shared/fhir/consent.ts';
import {
  CODE_SYSTEM_BASE,
  EXTENSION_BASE,
  LOINC_SYSTEM,
  PROFESSIONAL_SYSTEM,
} from '../../../shared/fhir/systems.ts';
import { personName, professionalName } from '../auth/caller.ts';
import { iso } from '../clock.ts';
import type { ServiceContext } from '../context.ts';
import { patients, professionals } from '../demo/people.ts';
import type { LinkFact, SectionFact, ServiceFact } from '../demo/sections.ts';
import { linkFacts, sectionFacts, serviceFacts } from '../demo/sections.ts';
import { DEFAULT_REMINDERS } from '../sections/appointment-view.ts';
import type { Professional } from '../storage/directory.ts';
import type { RecordRow } from '../storage/records.ts';
import type { NewSection, SectionKind } from '../storage/sections.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const UCUM = 'http://unitsofmeasure.org';

/** Fills the sections of the demo's space, once; a folder of an earlier build gets them at its next start. */
export function seedSections(context: ServiceContext): void {
  const { stores, db } = context;
  const now = context.clock.now();
  db.transaction(() => {
    const threads = new Map<string, string>();
    for (const fact of sectionFacts) addFact(context, fact, now, threads);
    for (const link of linkFacts) addLink(context, link, now);
    for (const service of serviceFacts) {
      stores.sections.addService(service.id, JSON.stringify(serviceOf(service)));
    }
    // Whoever has an appointment today was reminded yesterday: the demonstration begins after that.
    for (const reminder of stores.takingPart.dueReminders(now)) stores.takingPart.reminded(reminder, now);
    stores.facts.set('seed.sections', 'demo');
  }).immediate();
}

function addLink(context: ServiceContext, fact: LinkFact, now: Instant): void {
  const patient = patients.find(({ key }) => key === fact.patient);
  const record = patient && context.stores.records.byIns(patient.system, patient.ins);
  if (record === undefined) throw new Error(`resources/demo/links.json: no patient ${fact.patient}`);
  context.stores.takingPart.link({
    record_id: record.id,
    service: fact.service,
    exchanges: fact.exchanges.join(' '),
    shown: fact.shown ? 1 : 0,
    since: now - fact.daysAgo * DAY,
  });
}

interface Entry {
  readonly kind: SectionKind;
  readonly stored: object;
  readonly code?: string;
  readonly by?: Professional | undefined;
  readonly peer?: string;
  readonly thread?: string;
  readonly uid?: string;
}

function addFact(
  context: ServiceContext,
  fact: SectionFact,
  now: Instant,
  threads: Map<string, string>,
): void {
  const { records, sections } = context.stores;
  const patient = patients.find(({ key }) => key === fact.patient);
  const record = patient && records.byIns(patient.system, patient.ins);
  if (record === undefined) throw new Error(`resources/demo/sections.json: no patient ${fact.patient}`);
  const at =
    fact.kind === 'appointment'
      ? dayOf(now) + fact.inDays * DAY + fact.hour * HOUR
      : now - fact.daysAgo * DAY;
  const entry = entryOf(context, fact, record, at, threads);
  const { by, peer } = entry;
  const row: NewSection = {
    uid: entry.uid ?? randomUUID(),
    record_id: record.id,
    kind: entry.kind,
    code: entry.code ?? '',
    dated_at: at,
    written_at: Math.min(at, now),
    author_system: by === undefined ? record.system : PROFESSIONAL_SYSTEM,
    author: by?.id ?? record.ins,
    thread: entry.thread ?? null,
    minor_only: 0,
    stored: JSON.stringify(entry.stored),
  };
  const { id } = sections.add(row, peer === undefined ? [] : [peer]);
  if (fact.kind === 'appointment' && fact.status === 'booked') {
    context.stores.takingPart.setReminders(id, DEFAULT_REMINDERS);
  }
}

const dayOf = (now: Instant): Instant => now - (now % DAY);

function entryOf(
  context: ServiceContext,
  fact: SectionFact,
  record: RecordRow,
  at: Instant,
  threads: Map<string, string>,
): Entry {
  const identifier = { system: record.system, value: record.ins };
  const subject = { identifier };
  const day = iso(at).slice(0, 10);
  switch (fact.kind) {
    case 'vaccination': {
      const by = professionalOf(context, fact.by);
      const protocol = {
        targetDisease: fact.disease.map((text) => ({ text })),
        ...(fact.dose === undefined ? {} : { doseNumberPositiveInt: fact.dose }),
        ...(fact.of === undefined ? {} : { seriesDosesPositiveInt: fact.of }),
      };
      return {
        kind: 'Immunization',
        by,
        stored: {
          status: 'completed',
          vaccineCode: { coding: [{ system: 'http://www.whocc.no/atc', code: fact.code }], text: fact.name },
          patient: subject,
          occurrenceDateTime: day,
          lotNumber: fact.lot,
          performer: [{ actor: actorOf(by) }],
          protocolApplied: [protocol],
        },
      };
    }
    case 'care':
      return { kind: 'ExplanationOfBenefit', stored: benefitOf(fact, subject, day) };
    case 'measure':
      return {
        kind: 'Observation',
        stored: {
          ...observation(fact.code, fact.name, subject, day),
          valueQuantity: quantity(fact.value, fact.unit),
        },
      };
    case 'pressure':
      return {
        kind: 'Observation',
        stored: {
          ...observation('85354-9', 'Pression artérielle', subject, day),
          component: [
            { code: loinc('8480-6', 'Systolique'), valueQuantity: quantity(fact.systolic, 'mm[Hg]') },
            { code: loinc('8462-4', 'Diastolique'), valueQuantity: quantity(fact.diastolic, 'mm[Hg]') },
          ],
        },
      };
    case 'allergy':
    case 'condition':
    case 'treatment':
      return profileOf(fact, subject, day);
    case 'contact':
      return {
        kind: 'RelatedPerson',
        code: fact.role,
        stored: {
          active: true,
          patient: subject,
          relationship: [{ coding: [{ system: roleSystem(fact.role), code: fact.role }] }],
          name: [{ family: fact.family, given: [fact.given] }],
          telecom: [{ system: 'phone', value: fact.phone }],
        },
      };
    case 'directives':
      return {
        kind: 'Consent',
        code: 'directives',
        stored: {
          ...wish('adr', { system: LOINC_SYSTEM, code: '42348-3' }, subject, at),
          sourceReference: { display: fact.keptAt },
        },
      };
    case 'organs':
      return {
        kind: 'Consent',
        code: 'organ-donation',
        stored: {
          ...wish('treatment', { system: CONSENT_CATEGORY_SYSTEM, code: 'organ-donation' }, subject, at),
          provision: { type: fact.donates ? 'permit' : 'deny' },
        },
      };
    case 'message': {
      const professional = professionalOf(context, fact.professional);
      const uid = randomUUID();
      const key = `${fact.patient} ${professional.id}`;
      const thread = threads.get(key) ?? uid;
      threads.set(key, thread);
      const isProfessional = fact.by === 'professional';
      return {
        kind: 'Communication',
        uid,
        thread,
        peer: professional.id,
        by: isProfessional ? professional : undefined,
        stored: {
          status: 'completed',
          extension: [{ url: `${EXTENSION_BASE}dmp-thread`, valueString: thread }],
          ...(thread === uid ? {} : { inResponseTo: [{ reference: `Communication/${thread}` }] }),
          topic: { text: fact.topic },
          subject,
          sender: isProfessional ? actorOf(professional) : { ...subject, display: personName(record) },
          recipient: [isProfessional ? subject : actorOf(professional)],
          sent: iso(at),
          payload: [{ contentString: fact.text }],
        },
      };
    }
    case 'appointment': {
      const professional = professionalOf(context, fact.professional);
      return {
        kind: 'Appointment',
        by: professional,
        peer: professional.id,
        stored: {
          status: fact.status,
          description: fact.name,
          start: iso(at),
          end: iso(at + HOUR / 3),
          participant: [
            { actor: subject, status: 'accepted' },
            { actor: actorOf(professional), status: 'accepted' },
          ],
        },
      };
    }
  }
}

interface Subject {
  readonly identifier: { readonly system: string; readonly value: string };
}

function professionalOf({ stores }: ServiceContext, key: string): Professional {
  const id = professionals.find((each) => each.key === key)?.id;
  const professional = id === undefined ? undefined : stores.directory.professional(id);
  if (professional === undefined) throw new Error(`resources/demo/sections.json: no professional ${key}`);
  return professional;
}

const actorOf = (professional: Professional): object => ({
  identifier: { system: PROFESSIONAL_SYSTEM, value: professional.id },
  display: professionalName(professional),
});

const loinc = (code: string, text: string): object => ({ coding: [{ system: LOINC_SYSTEM, code }], text });
const quantity = (value: number, unit: string): object => ({ value, unit, system: UCUM, code: unit });

const observation = (code: string, text: string, subject: Subject, day: string): object => ({
  status: 'final',
  category: [
    {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }],
    },
  ],
  code: loinc(code, text),
  subject,
  effectiveDateTime: day,
  performer: [subject],
});

const roleSystem = (role: 'C' | 'N' | 'trusted'): string =>
  role === 'trusted' ? `${CODE_SYSTEM_BASE}dmp-related` : 'http://terminology.hl7.org/CodeSystem/v2-0131';

const wish = (scope: string, category: object, subject: Subject, at: Instant): object => ({
  status: 'active',
  scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: scope }] },
  category: [{ coding: [category] }],
  patient: subject,
  dateTime: iso(at),
});

function profileOf(
  { kind, name, note }: Extract<SectionFact, { kind: 'allergy' | 'condition' | 'treatment' }>,
  subject: Subject,
  day: string,
): Entry {
  const notes = note === undefined ? {} : { note: [{ text: note }] };
  switch (kind) {
    case 'allergy':
      return {
        kind: 'AllergyIntolerance',
        stored: { code: { text: name }, patient: subject, onsetDateTime: day, recorder: subject, ...notes },
      };
    case 'condition':
      return {
        kind: 'Condition',
        stored: { code: { text: name }, subject, onsetDateTime: day, recorder: subject, ...notes },
      };
    case 'treatment':
      return {
        kind: 'MedicationStatement',
        stored: {
          status: 'active',
          medicationCodeableConcept: { text: name },
          subject,
          effectivePeriod: { start: day },
          informationSource: subject,
          ...(note === undefined ? {} : { dosage: [{ text: note }] }),
        },
      };
  }
}

const CLAIM_TYPES = {
  consultation: 'professional',
  drug: 'pharmacy',
  exam: 'professional',
  hospital: 'institutional',
  dental: 'oral',
  transport: 'professional',
} as const;

function benefitOf(
  { care, name, provider }: Extract<SectionFact, { kind: 'care' }>,
  patient: Subject,
  day: string,
): object {
  return {
    status: 'active',
    type: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/claim-type', code: CLAIM_TYPES[care] }],
    },
    subType: { coding: [{ system: `${CODE_SYSTEM_BASE}dmp-care`, code: care }] },
    use: 'claim',
    patient,
    created: day,
    insurer: { display: 'Assurance maladie' },
    provider: { display: provider },
    outcome: 'complete',
    insurance: [{ focal: true, coverage: { display: 'Assurance maladie obligatoire' } }],
    item: [{ sequence: 1, productOrService: { text: name }, servicedDate: day }],
  };
}

function serviceOf({ name, category, comment, exchanges, direction }: ServiceFact): object {
  return {
    active: true,
    category: [{ coding: [{ system: `${CODE_SYSTEM_BASE}dmp-service-category`, code: category }] }],
    name,
    comment,
    program: exchanges.map((code) => ({
      coding: [{ system: `${CODE_SYSTEM_BASE}dmp-service-exchange`, code: `${code}.${direction}` }],
    })),
  };
}
