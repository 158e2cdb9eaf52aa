import { isStaff, professionRow } from '../../../shared/access/facts.ts';
import { fileTests } from '../../../shared/access/feeding.ts';
import type { Change, DocumentFacts } from '../../../shared/access/question.ts';
import type { SourcePatient } from '../../../shared/fhir/contained.ts';
import { INS_SYSTEMS, PROFESSIONAL_SYSTEM } from '../../../shared/fhir/systems.ts';
import { parseIns } from '../../../shared/identity/ins.ts';
import { sameTrait } from '../../../shared/identity/traits.ts';
import type { PatientCaller, ProfessionalCaller } from '../auth/caller.ts';
import { givenNames, professionalAgent } from '../auth/caller.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { invalid, refusal } from '../http/refusal.ts';
import { actorOf } from '../record/facts.ts';
import { rule, ruleForPatient } from '../record/ruling.ts';
import type { RecordRow } from '../storage/records.ts';
import type { Agent } from '../traces/entry.ts';
import { etagOf } from './locate.ts';
import type { PreparedDocument } from './prepared.ts';
import { factsOf } from './record-index.ts';
import type { DocumentRow } from './store.ts';
import { traced } from './view.ts';

/** A deposit as the store knows its circumstances. */
export interface DepositCase {
  readonly prepared: PreparedDocument;
  readonly record: RecordRow | undefined;
  readonly duplicate: boolean;
  /** The document that it is the new version of; `row` undefined: named, and not to be found. */
  readonly replaces: { readonly row: DocumentRow | undefined; readonly seen: number | undefined } | null;
  readonly confirmed: boolean;
  /** The same deposit once more: it is answered as the first time, and nobody is told again. */
  readonly repeated: boolean;
}

/** Who is the author of what was permitted to be deposited. */
export interface JudgedDeposit {
  readonly record: RecordRow;
  readonly author: string;
  readonly byPatient: boolean;
}

/**
 * Judges a deposit: the rules for it, then whether it contradicts itself (B4 of the wire).
 *
 * @throws Refusal
 */
export function judgeDeposit(exchange: SignedInExchange, deposit: DepositCase): JudgedDeposit {
  const { caller } = exchange;
  const judged =
    caller.kind === 'professional'
      ? judgeProfessional(exchange, caller, deposit)
      : judgePatient(exchange, caller, deposit);
  refuseContradictions(exchange, deposit);
  return judged;
}

function judgeProfessional(
  exchange: SignedInExchange,
  caller: ProfessionalCaller,
  deposit: DepositCase,
): JudgedDeposit {
  const { prepared, record, replaces, repeated } = deposit;
  const actor = actorOf(caller);
  const staff = isStaff(actor, professionRow(exchange.context.policy, actor));
  const onBehalfOf = staff ? namedAuthor(exchange, caller, prepared) : undefined;
  const author = staff ? (onBehalfOf?.id ?? '') : caller.professional.id;
  if (!staff) refuseWithoutAuthor(prepared);
  rule(exchange, caller, {
    action: replaces === null ? 'deposit' : 'replace',
    record,
    recordFacts: { insQualified: isQualified(prepared, record) },
    change: changeOf(deposit),
    document: replaces === null ? undefined : replacedFacts(replaces.row, ''),
    onBehalfOf,
    traced: tracedDeposit(prepared),
    staleHeaders: replaces?.row === undefined ? {} : { etag: etagOf(replaces.row) },
    unannounced: repeated,
  });
  const isAuthor = prepared.reading.authors.some(
    ({ kind, system, value }) =>
      kind === 'professional' && system === PROFESSIONAL_SYSTEM && value === author,
  );
  if (record === undefined) throw refusal('RECORD_NONEXISTENT');
  if (!isAuthor) throw refusal('NOT_AUTHOR', { status: 422 });
  return { record, author, byPatient: false };
}

/** A sheet names its author. That staff left him out is for the rules to say (I1 of the wire). */
function refuseWithoutAuthor({ sheet }: PreparedDocument): void {
  if (sheet.author.length === 0) throw invalid('author: missing');
}

/** The professional of the same structure whom a secretary names as the author (I1 of the wire). */
function namedAuthor(
  { context }: SignedInExchange,
  caller: ProfessionalCaller,
  { reading }: PreparedDocument,
): Agent | undefined {
  const named = reading.authors.find(
    ({ kind, system }) => kind === 'professional' && system === PROFESSIONAL_SYSTEM,
  );
  const author = named === undefined ? undefined : context.stores.directory.professional(named.value);
  return author === undefined ||
    author.organization !== caller.professional.organization ||
    author.card_kind === 'CPE'
    ? undefined
    : professionalAgent(author);
}

/** The holder's own documents, his representatives' and his carers' for him (E18 of the wire). */
function judgePatient(
  exchange: SignedInExchange,
  caller: PatientCaller,
  deposit: DepositCase,
): JudgedDeposit {
  const { prepared, record, replaces } = deposit;
  refuseWithoutAuthor(prepared);
  if (record === undefined || record.id !== caller.record.id) throw refusal('RECORD_NONEXISTENT');
  ruleForPatient(exchange, caller, {
    action: replaces === null ? 'addDocument' : 'editDocument',
    as: replaces === null ? 'deposit' : 'replace',
    document: replaces === null ? undefined : replacedFacts(replaces.row, record.ins),
    change: { seenVersion: replaces?.seen },
    traced: tracedDeposit(prepared),
    staleHeaders: replaces?.row === undefined ? {} : { etag: etagOf(replaces.row) },
  });
  if (replaces?.row?.status === 'superseded') throw refusal('STALE_VERSION');
  const refused = fileTests(exchange.context.policy, {
    action: 'deposit',
    now: exchange.now,
    actor: {},
    record: { status: record.status, birthDate: record.birth_date },
    change: changeOf(deposit),
  });
  if (refused !== undefined) {
    throw refusal(refused.reason, refused.reason === 'NOT_A_MINOR' ? { status: 422 } : {});
  }
  // Hiding from the patient or his representatives is a professional's choice.
  if (prepared.reading.labels.codes.some((code) => code.startsWith('INVISIBLE'))) {
    throw refusal('CONFIDENTIALITY_INVALID');
  }
  const own = new Set([record.ins, caller.person.ins]);
  if (!prepared.reading.authors.some(({ kind, value }) => kind === 'patient' && own.has(value))) {
    throw refusal('NOT_AUTHOR', { status: 422 });
  }
  if (prepared.reading.class !== undefined && prepared.reading.class !== PATIENT_CLASS) {
    throw refusal('INVALID', { status: 422, detail: 'category' });
  }
  return { record, author: record.ins, byPatient: true };
}

/** "Autres documents déposés par le patient" (JDV_J57). */
export const PATIENT_CLASS = '90';

function changeOf({ prepared, duplicate, replaces, confirmed }: DepositCase): Change {
  return {
    seenVersion: replaces?.seen,
    confirmed,
    confidentiality: prepared.reading.labels.codes,
    format: prepared.format,
    size: prepared.bytes.length,
    contentMatches: prepared.contentMatches,
    duplicate,
  };
}

/**
 * A target that cannot be found is asked about as one that somebody deleted: it passes the tests that come
 * before, as one that is hidden does (docs/rules.md 2).
 */
function replacedFacts(row: DocumentRow | undefined, author: string): DocumentFacts {
  if (row !== undefined) return factsOf(row);
  return { status: 'deleted', authorId: author, confidentiality: [], version: 0 };
}

function tracedDeposit({ reading }: PreparedDocument) {
  const { system, value } = reading.uniqueId;
  return traced({ unique_system: system, unique_value: value });
}

/**
 * B5 of the wire: the key is right and the traits that are given are the record's. Those of a record that
 * does not exist are not compared, so that an opposed identity and an unknown one stay alike (B2).
 */
function isQualified({ reading }: PreparedDocument, record: RecordRow | undefined): boolean {
  const { subject, sourcePatient } = reading;
  const named = subject?.by === 'identifier' ? subject : { system: record?.system, value: record?.ins };
  const ins =
    INS_SYSTEMS.has(named.system ?? '') && named.value !== undefined
      ? parseIns(named.system ?? '', named.value)
      : undefined;
  if (ins?.ok !== true) return false;
  if (sourcePatient === undefined) return true;
  if (sourcePatient.reliability !== undefined && sourcePatient.reliability !== 'VALI') return false;
  return record === undefined || record.status === 'NONEXISTENT' || sameTraits(sourcePatient, record);
}

function sameTraits(claimed: SourcePatient, record: RecordRow): boolean {
  const given = givenNames(record);
  return (
    (claimed.familyName === undefined || sameTrait(claimed.familyName, record.family)) &&
    (claimed.givenNames.length === 0 ||
      claimed.givenNames.some((name) => given.some((own) => sameTrait(name, own)))) &&
    (claimed.birthDate === undefined || claimed.birthDate === record.birth_date)
  );
}

/** What a deposit may not say of itself (B4 of the wire), once the rules permit it. */
function refuseContradictions({ context }: SignedInExchange, { prepared }: DepositCase): void {
  const { reading, described } = prepared;
  const isType = context.policy.habilitation.types.some(({ code }) => code === reading.type);
  if (!isType) throw refusal('INVALID', { status: 422, detail: 'type' });
  if (!reading.labels.systemsRight) throw refusal('INVALID', { status: 422, detail: 'securityLabel' });
  const { subject, sourcePatient } = reading;
  if (
    subject?.by === 'identifier' &&
    sourcePatient?.ins !== undefined &&
    (sourcePatient.ins.value !== subject.value || sourcePatient.ins.system !== subject.system)
  ) {
    throw refusal('INVALID', { status: 422, detail: 'context.sourcePatientInfo' });
  }
  if (!described) throw refusal('CONTENT_MISMATCH');
}
