import type { Action } from '../../../shared/access/vocabulary.ts';
import { ImmunizationBody } from '../../../shared/fhir/immunization.ts';
import {
  AllergyIntoleranceBody,
  ConditionBody,
  MedicationStatementBody,
  ObservationBody,
} from '../../../shared/fhir/measures.ts';
import type { JsonPatch } from '../../../shared/fhir/json-patch.ts';
import { PROFESSIONAL_SYSTEM } from '../../../shared/fhir/systems.ts';
import { fhirBase } from '../context.ts';
import type { PageLinks } from '../documents/page-links.ts';
import { seenVersion } from '../documents/locate.ts';
import { unknownDocument } from '../documents/read.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { parseBody } from '../http/input.ts';
import { hidden, invalid, refusal } from '../http/refusal.ts';
import { patientCaller } from '../patient/patient-caller.ts';
import { namedPatient } from '../record/named-patient.ts';
import { rule, ruleForPatient } from '../record/ruling.ts';
import type { RecordRow } from '../storage/records.ts';
import type { SectionKind, SectionRow } from '../storage/sections.ts';
import {
  etagOf,
  existing,
  factsOf,
  happened,
  instantOf,
  kept,
  resourceOf,
  seenBy,
  writerOf,
  written,
  writtenRecord,
} from './entries.ts';
import { list } from './listing.ts';
import { patchedElement } from './patch.ts';

type ClinicalKind = Extract<
  SectionKind,
  | 'Immunization'
  | 'ExplanationOfBenefit'
  | 'Observation'
  | 'AllergyIntolerance'
  | 'Condition'
  | 'MedicationStatement'
>;

interface Clinical {
  /** What a professional asks of the rules to read it (docs/rules.md 2). */
  readonly reads: Extract<Action, 'readVaccinations' | 'readCareHistory' | 'readMeasures'>;
  readonly date: string;
  readonly tokens: Readonly<Record<string, string>>;
  /** The element that says that an entry was made in error, and how. */
  readonly error: { readonly path: string; readonly value: unknown };
}

const ERROR = 'entered-in-error';
const unverified = (system: string): Clinical['error'] => ({
  path: 'verificationStatus',
  value: { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code: ERROR }] },
});

/** The clinical sections of a space. */
export const CLINICAL: Readonly<Record<ClinicalKind, Clinical>> = {
  Immunization: {
    reads: 'readVaccinations',
    date: 'date',
    tokens: { 'vaccine-code': 'vaccineCode' },
    error: { path: 'status', value: ERROR },
  },
  ExplanationOfBenefit: {
    reads: 'readCareHistory',
    date: 'created',
    tokens: { type: 'type', 'sub-type': 'subType' },
    error: { path: 'status', value: ERROR },
  },
  Observation: {
    reads: 'readMeasures',
    date: 'date',
    tokens: { code: 'code', category: 'category' },
    error: { path: 'status', value: ERROR },
  },
  AllergyIntolerance: {
    reads: 'readMeasures',
    date: 'onset',
    tokens: { code: 'code', category: 'category' },
    error: unverified('allergyintolerance-verification'),
  },
  Condition: {
    reads: 'readMeasures',
    date: 'onset-date',
    tokens: { code: 'code', category: 'category' },
    error: unverified('condition-ver-status'),
  },
  MedicationStatement: {
    reads: 'readMeasures',
    date: 'effective',
    tokens: { code: 'medicationCodeableConcept', status: 'status' },
    error: { path: 'status', value: ERROR },
  },
};

/** `GET {kind}?patient.identifier=`: the whole section, or the refusal that says why not. */
export function searchClinical(exchange: SignedInExchange, kind: ClinicalKind, links: PageLinks): Answer {
  const { reads, date, tokens } = CLINICAL[kind];
  const { caller, context } = exchange;
  return list(exchange, {
    kind,
    links,
    date,
    tokens,
    rows: (parameters) => {
      const record = namedPatient(exchange, parameters);
      if (caller.kind === 'professional') {
        rule(exchange, caller, { action: reads, record });
        return context.stores.sections.ofRecord(existing(record).id, kind);
      }
      if (record?.id !== caller.record.id) throw refusal('RECORD_NONEXISTENT');
      ruleForPatient(exchange, caller, { action: 'open', as: reads });
      return seenBy(exchange, caller, context.stores.sections.ofRecord(record.id, kind));
    },
  });
}

/** `GET {kind}/{id}`: the decision of its section; what was taken back is answered as what never was. */
export function readClinical(exchange: SignedInExchange, kind: ClinicalKind, id: string): Answer {
  const { caller } = exchange;
  const { reads } = CLINICAL[kind];
  const { row, record } = located(exchange, kind, id);
  if (row === undefined || record === undefined) throw unknownDocument(exchange, reads);
  const secret = row.minor_only === 1;
  if (caller.kind === 'patient') {
    ruleForPatient(exchange, caller, { action: 'readDocument', as: reads, document: factsOf(row), secret });
  } else {
    rule(exchange, caller, { action: reads, record, secret, byIdentifier: true });
    if (row.ended === 1) throw hidden('DELETED');
  }
  return fhir(200, resourceOf(row), { etag: etagOf(row) });
}

function located(exchange: SignedInExchange, kind: ClinicalKind, id: string) {
  const { caller, context } = exchange;
  const row = context.stores.sections.byUid(kind, id);
  const record = row && context.stores.records.byId(row.record_id);
  const anothers = caller.kind === 'patient' && caller.record.id !== row?.record_id;
  return anothers ? { row: undefined, record: undefined } : { row, record };
}

/** `POST Immunization`: its performer is who adds it, in person (docs/rules.md 4, `addVaccination`). */
export function addVaccination(exchange: SignedInExchange): Answer {
  const { caller, request } = exchange;
  const { id: _id, meta: _meta, performer, patient, ...body } = parseBody(request, ImmunizationBody);
  const record = writtenRecord(exchange, patient.identifier);
  if (caller.kind === 'patient') {
    ruleForPatient(exchange, caller, { action: 'open', as: 'addVaccination' });
    // The notebook of a space is written by those who vaccinate.
    throw refusal('TYPE_NOT_PERMITTED');
  }
  rule(exchange, caller, { action: 'addVaccination', record });
  const actor = performer?.[0].actor.identifier;
  if (
    actor !== undefined &&
    !(actor.system === PROFESSIONAL_SYSTEM && actor.value === caller.professional.id)
  ) {
    throw refusal('NOT_AUTHOR', { status: 422 });
  }
  const there = existing(record);
  const at = happened(exchange, there, 'occurrenceDateTime', body.occurrenceDateTime);
  const stored = {
    ...body,
    patient: { identifier: patient.identifier },
    performer: [{ ...performer?.[0], actor: writerOf(caller) }],
  };
  return put(exchange, there, 'Immunization', at, stored);
}

/** `POST Observation` and the profile: what the patient's side tells of itself (J of the wire). */
export function addMeasure(
  exchange: SignedInExchange,
  kind: Extract<ClinicalKind, 'Observation' | 'AllergyIntolerance' | 'Condition' | 'MedicationStatement'>,
): Answer {
  const caller = patientCaller(exchange);
  const { identifier, date, path, stored } = measured(exchange, kind);
  const record = existing(writtenRecord(exchange, identifier));
  ruleForPatient(exchange, caller, { action: 'open', as: 'writeMeasures' });
  const at = date === undefined ? exchange.now : happened(exchange, record, path, date);
  return put(exchange, record, kind, at, stored);
}

interface Measured {
  readonly identifier: { readonly system: string; readonly value: string };
  readonly path: string;
  readonly date: string | undefined;
  readonly stored: object;
}

function measured(exchange: SignedInExchange, kind: Parameters<typeof addMeasure>[1]): Measured {
  const { request, caller } = exchange;
  const writer = writerOf(caller);
  switch (kind) {
    case 'Observation': {
      const { id: _id, meta: _meta, subject, ...body } = parseBody(request, ObservationBody);
      const { identifier } = subject;
      const stored = { ...body, subject: { identifier }, performer: [writer] };
      return { identifier, path: 'effectiveDateTime', date: body.effectiveDateTime, stored };
    }
    case 'AllergyIntolerance': {
      const { id: _id, meta: _meta, patient, subject, ...body } = parseBody(request, AllergyIntoleranceBody);
      const named = patient ?? subject;
      if (named === undefined) throw invalid('patient');
      const { identifier } = named;
      const stored = { ...body, patient: { identifier }, recorder: writer };
      return { identifier, path: 'onsetDateTime', date: body.onsetDateTime, stored };
    }
    case 'Condition': {
      const { id: _id, meta: _meta, subject, ...body } = parseBody(request, ConditionBody);
      const { identifier } = subject;
      const stored = { ...body, subject: { identifier }, recorder: writer };
      return { identifier, path: 'onsetDateTime', date: body.onsetDateTime, stored };
    }
    case 'MedicationStatement': {
      const { id: _id, meta: _meta, subject, ...body } = parseBody(request, MedicationStatementBody);
      const { identifier } = subject;
      const stored = { ...body, subject: { identifier }, informationSource: writer };
      const start = body.effectiveDateTime ?? body.effectivePeriod?.start;
      // A treatment may be meant for later.
      const date = start !== undefined && instantOf(start) > exchange.now ? undefined : start;
      return { identifier, path: 'effectiveDateTime', date, stored };
    }
  }
}

function put(
  exchange: SignedInExchange,
  record: RecordRow,
  kind: ClinicalKind,
  at: number,
  stored: object,
): Answer {
  const { sections } = exchange.context.stores;
  const row = sections.add({ ...written(exchange, record, kind, at), stored: JSON.stringify(stored) });
  return kept(exchange, row, 201);
}

/** `PATCH {kind}/{id}`: its author takes back what he entered in error, and nothing else. */
export function correct(
  exchange: SignedInExchange,
  kind: ClinicalKind,
  id: string,
  patch: JsonPatch,
): Answer {
  const { context } = exchange;
  const { error } = CLINICAL[kind];
  if (patch.some((operation) => operation.op !== 'test' && !underElement(operation.path, error.path))) {
    throw refusal('INVALID', { status: 405, headers: { allow: 'GET' } });
  }
  const { row, record } = located(exchange, kind, id);
  if (row === undefined || record === undefined) throw unknownDocument(exchange, 'correct');
  judgeCorrection(exchange, row, record);
  const after = patchedElement(resourceOf(row), patch, error.path);
  if (after === undefined) throw invalid('body');
  const before = Reflect.get(resourceOf(row), error.path) as unknown;
  if (JSON.stringify(after) === JSON.stringify(before)) return kept(exchange, row, 200);
  if (!isError(after)) throw invalid(error.path);
  const resource = { ...(JSON.parse(row.stored) as object), [error.path]: error.value };
  const now = context.stores.sections.change(row, { stored: JSON.stringify(resource), ended: 1 });
  return fhir(200, resourceOf(now), {
    etag: etagOf(now),
    location: `${fhirBase(context)}/${kind}/${id}`,
  });
}

const underElement = (path: string, element: string): boolean =>
  path === `/${element}` || path.startsWith(`/${element}/`);

function judgeCorrection(exchange: SignedInExchange, row: SectionRow, record: RecordRow): void {
  const { caller, request } = exchange;
  const act = {
    document: factsOf(row),
    change: { seenVersion: seenVersion(request.headers['if-match']) },
    staleHeaders: { etag: etagOf(row) },
    as: 'correct' as const,
    secret: row.minor_only === 1,
  };
  if (caller.kind === 'patient') {
    return ruleForPatient(exchange, caller, { ...act, action: 'deleteDocument' });
  }
  // A professional wrote nothing else than vaccinations: the notice says which thing was changed.
  rule(exchange, caller, { ...act, action: 'delete', record, byIdentifier: true, changed: 'vaccination' });
}

/** Under a status, or under a concept whose code says it. */
const isError = (value: unknown): boolean =>
  value === ERROR || (typeof value === 'object' && JSON.stringify(value).includes(`"code":"${ERROR}"`));
