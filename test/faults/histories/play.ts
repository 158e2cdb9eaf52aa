import type { Document, Side } from '../../rules/model/world.ts';
import type { InProcessService } from '../in-process.ts';
import type { History, HistoryAct } from './acts.ts';
import { CARDS } from './acts.ts';
import * as patient from './patient-acts.ts';
import * as professional from './professional-acts.ts';
import type { Stage } from './stage.ts';
import { openStage } from './stage.ts';

const SIDES: readonly Side[] = ['holder', 'representative', 'carer'];
const MINUTE = 60_000;

/**
 * Plays a history on a record of its own, act by act, beside the model; after each act somebody else looks, and
 * in the end everybody does. @throws Error at the first difference
 */
export async function play(service: InProcessService, history: History): Promise<void> {
  const stage = openStage(service, history);
  for (const [at, act] of history.acts.entries()) {
    await perform(stage, act);
    await lookAround(stage, at);
  }
  for (const card of CARDS) await professional.list(stage, { card, session: null });
  for (const at of stage.world.sessions.keys()) await professional.list(stage, { card: '', session: at });
  for (const side of SIDES) await patient.look(stage, side);
  for (const [at, document] of stage.world.documents.entries()) {
    await professional.read(stage, { card: CARDS[at % CARDS.length] ?? '', session: null }, document, false);
    await patient.lookAt(stage, SIDES[at % SIDES.length] ?? 'holder', document);
  }
}

/** Everybody in turn, so that each act is followed by other eyes than the act before. */
async function lookAround(stage: Stage, at: number): Promise<void> {
  const turn = at % (CARDS.length + SIDES.length);
  const card = CARDS[turn];
  if (card === undefined) await patient.look(stage, SIDES[turn - CARDS.length] ?? 'holder');
  else await professional.list(stage, { card, session: null });
}

async function perform(stage: Stage, act: HistoryAct): Promise<void> {
  const { world } = stage;
  const on = async (number: number, use: (document: Document) => Promise<void>): Promise<void> => {
    const document = world.documents[number % Math.max(1, world.documents.length)];
    if (document !== undefined) await use(document);
  };
  switch (act.kind) {
    case 'consent':
      return professional.consent(stage, act.card, act.basis);
    case 'revoke':
      return professional.revoke(stage, act.card);
    case 'deposit':
      return professional.depositNew(stage, act);
    case 'replace':
      return on(act.document, (document) => professional.replaceDocument(stage, { ...act, document }));
    case 'change':
      return on(act.document, (document) => professional.changeDocument(stage, { ...act, document }));
    case 'read':
      return on(act.document, (document) => professional.read(stage, act.who, document, act.bytes));
    case 'list':
      return professional.list(stage, act.who);
    case 'breakGlass':
      return professional.breakGlass(stage, act.card, act.claims, act.why);
    case 'call':
      return professional.answerCall(stage, act.card, act.call);
    case 'secret':
      return professional.openSecret(stage, act.card);
    case 'end':
      return professional.endSession(stage, act.session);
    case 'blockAtRequest':
      return professional.blockAtRequest(stage, act.by, act.target);
    case 'unblockAtRequest':
      return professional.unblockAtRequest(stage, act.by, act.target);
    case 'look':
      return patient.look(stage, act.side);
    case 'lookAt':
      return on(act.document, (document) => patient.lookAt(stage, act.side, document));
    case 'add':
      return patient.add(stage, act.side);
    case 'veil':
      return on(act.document, (document) => patient.veil(stage, act.side, document, act));
    case 'deleteOwn':
      return on(act.document, (document) => patient.deleteOwn(stage, act.side, document, act.stale));
    case 'maskAll':
      return patient.maskAll(stage, act.side, act.mask, act.future);
    case 'block':
      return patient.blockProfessional(stage, act.side, act.target);
    case 'unblock':
      return patient.unblockProfessional(stage, act.side, act.target);
    case 'blockPlace':
      return patient.blockPractice(stage, act.side);
    case 'unblockPlace':
      return patient.unblockPractice(stage, act.side);
    case 'switch':
      return patient.setSwitch(stage, act.side, act.code, act.on);
    case 'name':
      return patient.name(stage, act.side, act.card);
    case 'dismiss':
      return patient.dismiss(stage, act.side, act.card);
    case 'close':
      return patient.closeRecord(stage, act.side, act.erase);
    case 'reopen':
      return patient.reopen(stage, act.side);
    case 'wait':
      stage.service.advance(act.minutes * MINUTE);
      world.now += act.minutes * MINUTE;
      return undefined;
  }
}
