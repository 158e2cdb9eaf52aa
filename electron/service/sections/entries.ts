import { randomUUID } from 'node:crypto';
import { isMinor } from '../../../shared/access/clocks.ts';
import type { DocumentFacts } from '../../../shared/access/question.ts';
import type { Instant } from '../../../shared/access/vocabulary.ts';
import { spanOf } from '../../../shared/fhir/fhir-time.ts';
import { EXTENSION_BASE, PROFESSIONAL_SYSTEM } from '../../../shared/fhir/systems.ts';
import { z } from '../../../shared/schema/zod.ts';
import type { Caller, PatientCaller } from '../auth/caller.ts';
import { agentOf } from '../auth/caller.ts';
import { iso } from '../clock.ts';
import { fhirBase } from '../context.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { refusal } from '../http/refusal.ts';
import type { Resource } from '../http/searchset.ts';
import type { Asking } from '../record/ruling.ts';
import { patientReaderOf } from '../record/ruling.ts';
import type { RecordRow } from '../storage/records.ts';
import type { NewSection, SectionKind, SectionRow } from '../storage/sections.ts';

const Stored = z.looseObject({});

/** The resource as it is kept: written by this service alone. */
export function storedOf({ stored }: Pick<SectionRow, 'stored'>): Readonly<Record<string, unknown>> {
  return Stored.parse(JSON.parse(stored));
}

/** The resource as it is answered. */
export function resourceOf(row: SectionRow): Resource {
  const { resourceType: _, ...content } = storedOf(row);
  const resource = {
    resourceType: row.kind,
    id: row.uid,
    meta: { versionId: String(row.version), lastUpdated: iso(row.written_at) },
    ...content,
  };
  return resource;
}

export const etagOf = ({ version }: Pick<SectionRow, 'version'>): string => `W/"${version}"`;

/** 201 for what was written anew, 200 for what took the place of another or was there. */
export function kept(exchange: SignedInExchange, row: SectionRow, status: 200 | 201): Answer {
  return fhir(status, resourceOf(row), {
    location: `${fhirBase(exchange.context)}/${row.kind}/${row.uid}`,
    etag: etagOf(row),
  });
}

/** What the rules look at of an entry that is read, or taken back, by its identifier. */
export function factsOf(row: SectionRow): DocumentFacts {
  return {
    type: row.kind === 'Immunization' ? '11369-6' : row.kind,
    class: row.kind,
    authorId: row.author,
    status: row.ended === 1 ? 'deleted' : 'current',
    archived: false,
    confidentiality: row.minor_only === 1 ? ['N', 'INVISIBLE_REPRESENTANTS_LEGAUX'] : ['N'],
    maskedBy: undefined,
    depositedAt: row.written_at,
    version: row.version,
    byPatient: row.author_system !== PROFESSIONAL_SYSTEM,
  };
}

/** What this side of the patient sees of some entries: not what was written in a secret session. */
export function seenBy(
  exchange: Asking,
  caller: PatientCaller,
  rows: readonly SectionRow[],
): readonly SectionRow[] {
  const sees = patientReaderOf(exchange, caller);
  return rows.filter((row) => sees(factsOf(row)));
}

/** What is common to whatever somebody writes. */
export function written(
  exchange: SignedInExchange,
  record: RecordRow,
  kind: SectionKind,
  datedAt: Instant,
): Omit<NewSection, 'stored'> {
  const { caller, now, context } = exchange;
  const { system, id } = agentOf(caller);
  // A secret of a minor: nothing of a secret session is told to his representatives.
  const facts = { status: record.status, birthDate: record.birth_date };
  const isSecret = caller.session.secret === 1 && isMinor(context.policy, facts, now);
  return {
    uid: randomUUID(),
    record_id: record.id,
    kind,
    code: '',
    dated_at: datedAt,
    written_at: now,
    author_system: system,
    author: id,
    thread: null,
    minor_only: isSecret ? 1 : 0,
  };
}

/** A FHIR date as the instant that it is sorted by. */
export const instantOf = (date: string): Instant => spanOf(date)?.from ?? 0;

/** A fact is not dated ahead, nor before its patient was born. @throws Refusal 422 naming the element */
export function happened(exchange: SignedInExchange, record: RecordRow, path: string, date: string): Instant {
  const at = instantOf(date);
  if (at > exchange.now || at < instantOf(record.birth_date)) {
    throw refusal('INVALID', { status: 422, detail: path });
  }
  return at;
}

/** Who wrote, as others read it: a professional by himself, the patient's side by the patient, marked. */
export function writerOf(caller: Caller): Readonly<Record<string, unknown>> {
  const { system, id, name } = agentOf(caller);
  if (caller.kind === 'professional') return { identifier: { system, value: id }, display: name };
  const { record, role } = caller;
  return {
    ...(role === 'holder' ? {} : { extension: [{ url: WRITTEN_BY, valueCode: role }] }),
    identifier: { system: record.system, value: record.ins },
    display: name,
  };
}

/** `carer` or `representative`: somebody wrote who acts for the patient. */
const WRITTEN_BY = `${EXTENSION_BASE}dmp-written-by`;

/** The record that a body names; the patient's side writes in its own alone. @throws Refusal */
export function writtenRecord(
  { context, caller }: SignedInExchange,
  { system, value }: { readonly system: string; readonly value: string },
): RecordRow | undefined {
  const record = context.stores.records.byIns(system, value);
  if (caller.kind === 'patient' && record?.id !== caller.record.id) throw refusal('RECORD_NONEXISTENT');
  return record;
}

/** The rules permit nothing on a record that is not there. */
export function existing(record: RecordRow | undefined): RecordRow {
  if (record === undefined) throw refusal('RECORD_NONEXISTENT');
  return record;
}
