import {
  block,
  change as patchDocument,
  deposit as postDocument,
  knownOf,
  named,
  patchOf,
} from '../../blackbox/acts.ts';
import type { WireAnswer } from '../../blackbox/transport.ts';
import { headerOf } from '../../blackbox/transport.ts';
import { tokenOf } from '../../blackbox/client.ts';
import { authorisation, PRO } from '../../electron/service/consent-body.ts';
import { publication, TEXT } from '../../electron/service/documents/bodies.ts';
import type { Act as DocumentAct } from '../../rules/model/effects.ts';
import { blockCard, change, codesAfter, declare, deposit } from '../../rules/model/effects.ts';
import type { Asked, Ruling } from '../../rules/model/professional.ts';
import { ruling } from '../../rules/model/professional.ts';
import { toldFor } from '../../rules/model/wire.ts';
import type { Code, Document, Session } from '../../rules/model/world.ts';
import { effectiveCodes } from '../../rules/model/world.ts';
import type { Who } from './acts.ts';
import { consentId, shownIn } from './answers.ts';
import type { Expected, Stage } from './stage.ts';
import { attempt, idOf, mailsFor } from './stage.ts';

const MINUTE = 60_000;
const TOKEN_LIFE = 10 * MINUTE;
const EMERGENCY_LIFE = 60 * MINUTE;

/** A token that is nobody's any more: refused before anything is looked at, and no trace on the record. */
const UNAUTHENTICATED: Expected = { told: '401 UNAUTHENTICATED', outcome: null };

interface Asking {
  readonly card: string;
  readonly token: string;
  readonly session: Session | undefined;
  readonly isOver: boolean;
}

async function asking({ client, world, tokens }: Stage, { card, session: at }: Who): Promise<Asking> {
  const session = at === null ? undefined : world.sessions[at % Math.max(1, world.sessions.length)];
  if (session === undefined) {
    return { card, token: await client.token(card), session: undefined, isOver: false };
  }
  return {
    card: session.card,
    token: tokens.get(session) ?? '',
    session,
    isOver: session.ended || session.until <= world.now,
  };
}

const expected = (stage: Stage, answer: Ruling, feeding = false): Expected => ({
  told: toldFor(answer.outcome, { hidden: answer.hidden, feeding }),
  outcome: answer.outcome,
  mails: mailsFor(stage.world, answer.notices, answer.minorOnly),
});

/** Asks the oracle, then the service, then lets the permit have its effect. */
async function act(
  stage: Stage,
  who: Asking,
  asked: Omit<Asked, 'card' | 'session'>,
  ask: () => Promise<WireAnswer>,
  feeding = false,
): Promise<{ readonly answer: WireAnswer; readonly ruling: Ruling } | undefined> {
  const what = `${who.card} ${asked.action}`;
  if (who.isOver) {
    await attempt(stage, what, ask, UNAUTHENTICATED);
    return undefined;
  }
  const rule = ruling(stage.world, { ...asked, card: who.card, session: who.session });
  const answer = await attempt(stage, what, ask, expected(stage, rule, feeding));
  if (rule.permitted && rule.notices.includes('patient:firstAccess')) stage.world.known.add(who.card);
  return { answer, ruling: rule };
}

export async function consent(stage: Stage, card: string, basis: 'CARE_TEAM' | 'EXPLICIT'): Promise<void> {
  const { client, patient, world } = stage;
  const who = await asking(stage, { card, session: null });
  const done = await act(stage, who, { action: 'declareConsent', change: { basis, form: 'ORAL' } }, () =>
    client.send('POST', '/fhir/Consent', {
      token: who.token,
      body: authorisation(client, patient, { basis, form: 'ORAL', confirmed: true }),
    }),
  );
  if (done?.ruling.permitted !== true) return;
  const runs = (world.authorised.get(card) ?? 0) > world.now;
  if (done.answer.status !== (runs ? 200 : 201))
    throw new Error(`consent was answered ${done.answer.status}`);
  declare(world, card, basis);
}

export async function revoke(stage: Stage, card: string): Promise<void> {
  if (!stage.world.authorised.has(card)) return;
  const id = consentId(stage, 'authorisation', stage.client.card(card));
  const who = await asking(stage, { card, session: null });
  const done = await act(stage, who, { action: 'revokeOwnConsent' }, () =>
    stage.client.send('DELETE', `/fhir/Consent/${id}`, { token: who.token }),
  );
  if (done?.ruling.permitted === true) stage.world.authorised.delete(card);
}

/** In whose name: a secretary deposits for the doctor of her practice. */
const authorFor = (card: string): string => (card === 'secretary' ? 'doctor' : card);
const FILE = { format: TEXT, size: 100 };

export async function depositNew(
  stage: Stage,
  asked: { readonly who: Who; readonly type: string; readonly codes: readonly Code[] },
): Promise<void> {
  const { client, patient, world, known } = stage;
  const who = await asking(stage, asked.who);
  const by = authorFor(who.card);
  const { type, codes } = asked;
  const question = {
    action: 'deposit',
    onBehalfOf: by === who.card ? undefined : by,
    change: { ...FILE, confidentiality: codes },
  };
  const done = await act(
    stage,
    who,
    question,
    () => postDocument(client, { about: patient, by, type, labels: codes }, who.token),
    true,
  );
  if (done?.ruling.permitted !== true) return;
  const document = deposit(world, { author: by, type, class: '10', codes });
  known.set(document, knownOf(done.answer));
}

export async function replaceDocument(
  stage: Stage,
  asked: {
    readonly who: Who;
    readonly document: Document;
    readonly codes: readonly Code[];
    readonly confirmed: boolean;
    readonly stale: boolean;
  },
): Promise<void> {
  const { client, patient, world, known } = stage;
  const { document, codes, confirmed, stale } = asked;
  const who = await asking(stage, asked.who);
  const by = authorFor(who.card);
  const seen = stale ? document.version + 7 : document.version;
  const question = {
    action: 'replace',
    onBehalfOf: by === who.card ? undefined : by,
    document,
    change: { ...FILE, confidentiality: codes, confirmed, seenVersion: seen },
  };
  const done = await act(
    stage,
    who,
    question,
    () =>
      client.send('POST', '/fhir/DocumentReference', {
        token: who.token,
        headers: { 'if-match': `W/"${seen}"`, ...(confirmed ? { 'x-dmp-confirmed': 'true' } : {}) },
        body: publication(
          { patient: client.patient(patient), author: client.card(by), labels: codes, type: document.type },
          {
            relatesTo: [
              { code: 'replaces', target: { reference: `DocumentReference/${idOf(stage, document)}` } },
            ],
          },
        ),
      }),
    true,
  );
  if (done?.ruling.permitted !== true) return;
  const newer = deposit(world, { author: by, type: document.type, class: '10', codes, replaces: document });
  known.set(newer, knownOf(done.answer));
}

export async function changeDocument(
  stage: Stage,
  asked: {
    readonly who: Who;
    readonly document: Document;
    readonly act: DocumentAct;
    readonly confirmed: boolean;
    readonly stale: boolean;
  },
): Promise<void> {
  const { world } = stage;
  const { document, confirmed, stale } = asked;
  const codes = codesAfter(world, asked.act, document);
  if (codes === undefined) return;
  const who = await asking(stage, asked.who);
  const seen = stale ? document.version + 7 : document.version;
  const question = {
    action: asked.act,
    document,
    change: { seenVersion: seen, confirmed, confidentiality: codes },
  };
  const done = await act(stage, who, question, () =>
    patched(stage, who.token, document, asked.act, seen, confirmed),
  );
  if (done?.ruling.permitted === true) change(document, asked.act, codes, 'professional');
}

/** The patch is written against the document as whoever sees it gets it. */
export function patched(
  stage: Stage,
  token: string,
  document: Document,
  which: DocumentAct,
  seen: number,
  confirmed: boolean,
): Promise<WireAnswer> {
  const { archivedAt = 0 } = stage.known.get(document) ?? {};
  const before = { codes: effectiveCodes(stage.world, document), archivedAt };
  return patchDocument(stage.client, token, `/${idOf(stage, document)}`, patchOf(which, before), {
    seen,
    confirmed,
  });
}

export async function read(stage: Stage, asked: Who, document: Document, bytes: boolean): Promise<void> {
  const who = await asking(stage, asked);
  const path = bytes
    ? `/fhir/Binary/${stage.known.get(document)?.binary ?? ''}`
    : `/fhir/DocumentReference/${idOf(stage, document)}`;
  const done = await act(stage, who, { action: 'read', document }, () =>
    stage.client.send('GET', path, { token: who.token }),
  );
  if (done?.ruling.permitted !== true) return;
  const warned = headerOf(done.answer, 'x-dmp-warning') ?? '';
  const warnings = done.ruling.warnings.join(', ');
  if (warned !== warnings)
    throw new Error(`${who.card} read: warned of "${warned}" in place of "${warnings}"`);
}

/** A list: what it shows is what each reading would permit, and its total counts nothing else. */
export async function list(stage: Stage, asked: Who): Promise<void> {
  const { client, patient, world } = stage;
  const who = await asking(stage, asked);
  const done = await act(stage, who, { action: 'list' }, () =>
    client.send('GET', `/fhir/DocumentReference?${named(client, patient)}&_count=200`, { token: who.token }),
  );
  if (done?.ruling.permitted !== true) return;
  const { card, session } = who;
  const readable = world.documents.filter(
    (document) =>
      document.status === 'current' && ruling(world, { action: 'read', card, session, document }).permitted,
  );
  shownIn(stage, `${card} list`, done.answer, readable);
}

export async function breakGlass(
  stage: Stage,
  card: string,
  claims: 'right' | 'wrong',
  why: string,
): Promise<void> {
  const { family, given, birthdate } = stage.client.patient(stage.patient);
  await emergency(
    stage,
    { card, mode: 'BTG', claims, justification: why, call: null },
    {
      purpose_of_use: 'BTG',
      family: claims === 'right' ? family : 'AUTRE',
      given,
      birthdate,
      justification: why,
    },
  );
}

export async function answerCall(stage: Stage, card: string, number: string): Promise<void> {
  const call = `${stage.patient}-${number}`;
  await emergency(
    stage,
    { card, mode: 'ETREAT', claims: 'right', justification: null, call },
    { purpose_of_use: 'ETREAT', call_id: call },
  );
}

async function emergency(
  stage: Stage,
  draft: Pick<Session, 'card' | 'mode' | 'claims' | 'justification' | 'call'>,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  const { world } = stage;
  await open(
    stage,
    {
      ...draft,
      secret: false,
      startedAt: world.now,
      until: world.now + EMERGENCY_LIFE,
      ended: false,
    },
    fields,
    await stage.client.token(draft.card),
  );
}

export async function openSecret(stage: Stage, card: string): Promise<void> {
  const { world, client } = stage;
  const session: Session = {
    card,
    mode: 'NORMAL',
    secret: true,
    startedAt: world.now,
    until: world.now + TOKEN_LIFE,
    claims: 'right',
    justification: null,
    call: null,
    ended: false,
  };
  await open(stage, session, { secret: 'true' }, await client.signIn(card));
}

/** The exchange is the act `open`: all its tests run here. */
async function open(
  stage: Stage,
  session: Session,
  fields: Readonly<Record<string, string>>,
  parent: string,
): Promise<void> {
  const { client, patient, world, tokens } = stage;
  const { system, ins } = client.patient(patient);
  const rule = ruling(world, { action: 'open', card: session.card, session });
  const answer = await attempt(
    stage,
    `${session.card} open ${session.secret ? 'secret' : session.mode}`,
    () => client.exchange(parent, { ...fields, patient: `${system}|${ins}` }),
    expected(stage, rule),
  );
  if (!rule.permitted) return;
  if (rule.notices.includes('patient:firstAccess')) world.known.add(session.card);
  world.sessions.push(session);
  tokens.set(session, tokenOf(answer));
}

/** The end of a regulator's session is the end of its call. */
export async function endSession(stage: Stage, at: number): Promise<void> {
  const { world, tokens, client } = stage;
  const session = world.sessions[at % Math.max(1, world.sessions.length)];
  if (session === undefined) return;
  const token = tokens.get(session) ?? '';
  const isGone = session.ended;
  await attempt(stage, 'revoke', () => client.form('/auth/revoke', { token }), { told: 'ok', outcome: null });
  session.ended = true;
  if (!isGone && session.mode === 'ETREAT' && session.call !== null) world.closedCalls.add(session.call);
}

/** By a médecin traitant, at the patient's request (docs/rules.md 4). */
export async function blockAtRequest(stage: Stage, by: string, target: string): Promise<void> {
  const { client, patient, world } = stage;
  const who = await asking(stage, { card: by, session: null });
  const targetIsTreatingDoctor = world.treating.has(target);
  const done = await act(
    stage,
    who,
    { action: 'blockProfessional', change: { targetIsTreatingDoctor } },
    () => block(client, who.token, patient, { system: PRO, value: client.card(target) }),
  );
  if (done?.ruling.permitted === true) blockCard(world, target);
}

export async function unblockAtRequest(stage: Stage, by: string, target: string): Promise<void> {
  const { client, world } = stage;
  if (!world.blocked.has(target)) return;
  const id = consentId(stage, 'block', client.card(target));
  const who = await asking(stage, { card: by, session: null });
  const ask = () => client.send('DELETE', `/fhir/Consent/${id}`, { token: who.token });
  // Another's right is as unknown as none to whoever is not a médecin traitant (D8 of the wire).
  if (!world.treating.has(by)) {
    await attempt(stage, `${by} unblocks`, ask, { told: '404 NOT_FOUND', outcome: null });
    return;
  }
  const done = await act(stage, who, { action: 'unblockProfessional' }, ask);
  if (done?.ruling.permitted === true) world.blocked.delete(target);
}
