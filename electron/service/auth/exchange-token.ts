import { emergencySessionEnd } from '../../../shared/access/clocks.ts';
import { traitsMatch } from '../../../shared/access/traits.ts';
import type { ClaimedTraits } from '../../../shared/access/question.ts';
import { normaliseTrait } from '../../../shared/identity/traits.ts';
import type { ServiceContext } from '../context.ts';
import type { Answer } from '../http/answer.ts';
import { json } from '../http/answer.ts';
import type { Exchange } from '../http/exchange.ts';
import { systemAndValue } from '../http/input.ts';
import { invalid, refusal } from '../http/refusal.ts';
import { PHYSICIAN } from '../record/facts.ts';
import { rule, wouldBeRefused } from '../record/ruling.ts';
import type { RecordRow } from '../storage/records.ts';
import { givenNames } from './caller.ts';
import type { ProfessionalCaller } from './caller.ts';
import { draftSession, openSession, tokenAnswer } from './open-session.ts';

export const ACCESS_TOKEN_TYPE = 'urn:ietf:params:oauth:token-type:access_token';

/** What a professional asks to exchange an ordinary token for (C1 to C5 of the wire). */
export type Purpose =
  | {
      readonly kind: 'emergency';
      readonly mode: 'BTG' | 'ETREAT';
      readonly patient: { readonly system: string; readonly value: string } | undefined;
      readonly claimed: ClaimedTraits;
      readonly justification: string | undefined;
      readonly callId: string | undefined;
    }
  | { readonly kind: 'secret'; readonly patient: { readonly system: string; readonly value: string } };

/** @throws Refusal 400 when the form says nothing, or two things at once */
export function readPurpose(form: ReadonlyMap<string, string>): Purpose | undefined {
  const purpose = form.get('purpose_of_use');
  const secret = form.get('secret');
  const named = form.get('patient');
  const patient = named === undefined ? undefined : systemAndValue('patient', named);
  if (secret !== undefined && secret !== 'true' && secret !== 'false') throw invalid('secret');
  if (secret === 'true') {
    if (purpose !== undefined) throw invalid('purpose_of_use');
    if (patient === undefined) throw invalid('patient');
    return { kind: 'secret', patient };
  }
  if (purpose === undefined) return undefined;
  if (purpose !== 'BTG' && purpose !== 'ETREAT') throw invalid('purpose_of_use');
  const birthDate = form.get('birthdate');
  if (birthDate !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(birthDate)) throw invalid('birthdate');
  const claimed = { familyName: form.get('family'), givenName: form.get('given'), birthDate };
  if (patient === undefined && !isWhole(claimed)) throw invalid('patient');
  return {
    kind: 'emergency',
    mode: purpose,
    patient,
    claimed,
    justification: form.get('justification'),
    callId: form.get('call_id'),
  };
}

/**
 * Opens a session that is bound to one patient. The exchange is the act `open`: all its tests run here, and
 * its notices leave (docs/rules.md 2, 7).
 *
 * @throws Refusal with the reason of the rules
 */
export function exchangeToken(exchange: Exchange, caller: ProfessionalCaller, purpose: Purpose): Answer {
  const { session } = caller;
  // A session that is bound already is not exchanged again (C3).
  if (session.mode !== 'NORMAL' || session.bound_to !== null) throw invalid('subject_token');
  return purpose.kind === 'secret'
    ? openSecretSession(exchange, caller, purpose)
    : openEmergencySession(exchange, caller, purpose);
}

function openSecretSession(
  exchange: Exchange,
  caller: ProfessionalCaller,
  { patient }: Extract<Purpose, { kind: 'secret' }>,
): Answer {
  const { context, now } = exchange;
  const record = context.stores.records.byIns(patient.system, patient.value);
  const parent = caller.session;
  const session = draftSession({
    parent: parent.token,
    professional: parent.professional,
    card: parent.card,
    secret: 1,
    bound_to: record?.id ?? null,
    signed_in_at: parent.signed_in_at,
    started_at: now,
    expires_at: parent.expires_at,
  });
  rule(exchange, { ...caller, session }, { action: 'open', record });
  const expiresIn = Math.floor((parent.expires_at - now) / 1_000);
  return json(200, {
    ...tokenAnswer(openSession(context, session), expiresIn),
    issued_token_type: ACCESS_TOKEN_TYPE,
    patient: `${patient.system}|${patient.value}`,
    secret: true,
  });
}

function openEmergencySession(
  exchange: Exchange,
  caller: ProfessionalCaller,
  purpose: Extract<Purpose, { kind: 'emergency' }>,
): Answer {
  const { context, now } = exchange;
  const { mode, patient, claimed, justification, callId } = purpose;
  const record =
    patient === undefined
      ? onlyMatch(exchange, caller, purpose)
      : context.stores.records.byIns(patient.system, patient.value);
  const session = draftSession({
    professional: caller.session.professional,
    card: caller.session.card,
    mode,
    bound_to: record?.id ?? null,
    claimed: JSON.stringify(claimed),
    justification: justification ?? null,
    call_id: callId ?? null,
    signed_in_at: caller.session.signed_in_at,
    started_at: now,
    expires_at: emergencySessionEnd(context.policy, now),
  });
  const opening = { ...caller, session };
  const detail = {
    ...(justification === undefined || mode !== 'BTG' ? {} : { justification }),
    ...(callId === undefined || mode !== 'ETREAT' ? {} : { call: callId }),
  };
  rule(exchange, opening, { action: 'open', record, detail });
  if (record === undefined) throw refusal('RECORD_NONEXISTENT');
  // A regulator names traits to find the patient; those that he does name must be the record's.
  if (mode === 'ETREAT' && isWhole(claimed) && !traitsMatch(claimed, traitsOf(record))) {
    throw refusal('IDENTITY_MISMATCH');
  }
  const expiresIn = Math.floor((session.expires_at - now) / 1_000);
  return json(200, {
    ...tokenAnswer(openSession(context, session), expiresIn),
    issued_token_type: ACCESS_TOKEN_TYPE,
    patient: `${record.system}|${record.ins}`,
    mode,
  });
}

/**
 * The one record that has the claimed traits. None and several look the same, but to the regulator, who has
 * somebody on the telephone to ask (C2); whoever may not open at all is told that first.
 */
function onlyMatch(
  exchange: Exchange,
  caller: ProfessionalCaller,
  { mode, claimed }: Extract<Purpose, { kind: 'emergency' }>,
): RecordRow {
  const { professional } = caller;
  const matches = findByTraits(exchange.context, claimed);
  const [match] = matches;
  if (match !== undefined && matches.length === 1) return match;
  exchange.attempt({ action: 'open', caller: { ...caller, session: { ...caller.session, mode } } });
  const barred = wouldBeRefused(exchange, caller, { action: 'open', record: undefined });
  if (barred !== undefined && barred !== 'RECORD_NONEXISTENT') throw refusal(barred);
  if (mode === 'BTG') throw refusal('IDENTITY_MISMATCH');
  if (professional.profession !== PHYSICIAN || professional.regulator !== 1) throw refusal('REGULATOR_ONLY');
  throw refusal(matches.length > 1 ? 'MULTIPLE_MATCHES' : 'IDENTITY_MISMATCH');
}

/** Records with these traits; who opposed the creation of a record is nobody's match. */
function findByTraits(context: ServiceContext, claimed: ClaimedTraits): RecordRow[] {
  return context.stores.records
    .byBirth(claimed.birthDate ?? '', normaliseTrait(claimed.familyName ?? ''))
    .filter((record) => record.status !== 'NONEXISTENT' && traitsMatch(claimed, traitsOf(record)));
}

function traitsOf(record: RecordRow) {
  return {
    status: record.status,
    familyName: record.family,
    givenNames: givenNames(record),
    birthDate: record.birth_date,
  };
}

function isWhole({ familyName, givenName, birthDate }: ClaimedTraits): boolean {
  return familyName !== undefined && givenName !== undefined && birthDate !== undefined;
}
