import { block, named, ownSheet, knownOf } from '../../blackbox/acts.ts';
import type { WireAnswer } from '../../blackbox/transport.ts';
import { jsonOf } from '../../blackbox/transport.ts';
import { about, emergencySwitch, ORG, PRO } from '../../electron/service/consent-body.ts';
import { z } from '../../../shared/schema/zod.ts';
import {
  blockCard,
  blockPlace,
  change,
  close,
  codesAfter,
  deposit,
  nameTreating,
} from '../../rules/model/effects.ts';
import type { PatientOutcome, PatientWish } from '../../rules/model/patient.ts';
import { isHidden, patientMay } from '../../rules/model/patient.ts';
import { toldFor } from '../../rules/model/wire.ts';
import type { Document, Side, Switch } from '../../rules/model/world.ts';
import { consentId, shownIn } from './answers.ts';
import { patched } from './professional-acts.ts';
import type { Stage } from './stage.ts';
import { attempt, idOf, sideToken } from './stage.ts';

/** Organisation of the place `practice`. */
const PRACTICE = 'practice';

/** Asks the model, then the service. @returns the answer where it was permitted */
async function act(
  stage: Stage,
  side: Side,
  what: string,
  wish: PatientWish,
  ask: (token: string) => Promise<WireAnswer>,
): Promise<WireAnswer | undefined> {
  const token = await sideToken(stage, side);
  if (token === undefined) return undefined;
  const outcome: PatientOutcome = patientMay(stage.world, side, wish);
  const told = toldFor(outcome, { hidden: isHidden(outcome) });
  const answer = await attempt(stage, `${side} ${what}`, () => ask(token), { told, outcome });
  return outcome === 'permit' ? answer : undefined;
}

export async function look(stage: Stage, side: Side): Promise<void> {
  const { client, patient, world } = stage;
  const answer = await act(stage, side, 'looks', { kind: 'look' }, (token) =>
    client.send('GET', `/fhir/DocumentReference?${named(client, patient)}&_count=200`, { token }),
  );
  if (answer === undefined) return;
  const seen = world.documents.filter(
    (document) =>
      document.status === 'current' && patientMay(world, side, { kind: 'read', document }) === 'permit',
  );
  shownIn(stage, `${side} list`, answer, seen);
}

export async function lookAt(stage: Stage, side: Side, document: Document): Promise<void> {
  await act(stage, side, 'reads', { kind: 'read', document }, (token) =>
    stage.client.send('GET', `/fhir/DocumentReference/${idOf(stage, document)}`, { token }),
  );
}

export async function add(stage: Stage, side: Side): Promise<void> {
  const answer = await act(stage, side, 'adds', { kind: 'add' }, (token) =>
    stage.client.send('POST', '/fhir/DocumentReference', {
      token,
      body: ownSheet(stage.client, stage.patient),
    }),
  );
  if (answer === undefined) return;
  const document = deposit(stage.world, { author: null, type: 'DOCPAT01', class: '90', codes: ['N'] });
  stage.known.set(document, knownOf(answer));
}

export async function veil(
  stage: Stage,
  side: Side,
  document: Document,
  { mask, stale }: { readonly mask: boolean; readonly stale: boolean },
): Promise<void> {
  const which = mask ? 'mask' : 'unmask';
  const codes = codesAfter(stage.world, which, document);
  if (codes === undefined) return;
  const seen = stale ? document.version + 7 : document.version;
  const done = await act(stage, side, which, { kind: 'veil', document, seen }, (token) =>
    patched(stage, token, document, which, seen, false),
  );
  if (done !== undefined) change(document, which, codes, 'patient');
}

export async function deleteOwn(stage: Stage, side: Side, document: Document, stale: boolean): Promise<void> {
  const codes = codesAfter(stage.world, 'delete', document);
  if (codes === undefined) return;
  const seen = stale ? document.version + 7 : document.version;
  const done = await act(stage, side, 'deletes', { kind: 'delete', document, seen }, (token) =>
    patched(stage, token, document, 'delete', seen, false),
  );
  if (done !== undefined) change(document, 'delete', codes, 'patient');
}

const Count = z.looseObject({
  parameter: z.tuple([z.looseObject({ name: z.literal('count'), valueInteger: z.int() })]),
});

const parameters = (values: Readonly<Record<string, boolean>>) => ({
  resourceType: 'Parameters',
  parameter: Object.entries(values).map(([name, valueBoolean]) => ({ name, valueBoolean })),
});

/** Masks, or shows, all that this side sees; with `future`, also what is to come. */
export async function maskAll(stage: Stage, side: Side, mask: boolean, future: boolean): Promise<void> {
  const { world, client } = stage;
  const which = mask ? 'mask' : 'unmask';
  const answer = await act(stage, side, 'masks all', { kind: 'manage' }, (token) =>
    client.send('POST', '/fhir/Patient/$mask-all', { token, body: parameters({ mask, future }) }),
  );
  if (answer === undefined) return;
  const changed = world.documents.filter(
    (document) =>
      document.status === 'current' &&
      codesAfter(world, which, document) !== undefined &&
      patientMay(world, side, { kind: 'read', document }) === 'permit',
  );
  const count = Count.parse(jsonOf(answer)).parameter[0].valueInteger;
  if (count !== changed.length) throw new Error(`${side} masks all: ${count} in place of ${changed.length}`);
  for (const document of changed)
    change(document, which, codesAfter(world, which, document) ?? [], 'patient');
  if (future) world.masksToCome = mask;
}

export async function blockProfessional(stage: Stage, side: Side, target: string): Promise<void> {
  const { client, patient, world } = stage;
  const done = await act(stage, side, 'blocks', { kind: 'block', card: target }, (token) =>
    block(client, token, patient, { system: PRO, value: client.card(target) }),
  );
  if (done !== undefined) blockCard(world, target);
}

export async function unblockProfessional(stage: Stage, side: Side, target: string): Promise<void> {
  const { client, world } = stage;
  if (!world.blocked.has(target)) return;
  if ((await end(stage, side, 'block', client.card(target))) !== undefined) world.blocked.delete(target);
}

const practice = ({ service, client }: Stage): string =>
  service.context.stores.directory.professional(client.card('doctor'))?.organization ?? '';

export async function blockPractice(stage: Stage, side: Side): Promise<void> {
  const { client, patient, world } = stage;
  const done = await act(stage, side, 'blocks a place', { kind: 'manage' }, (token) =>
    block(client, token, patient, { system: ORG, value: practice(stage) }),
  );
  if (done !== undefined) blockPlace(world, PRACTICE);
}

export async function unblockPractice(stage: Stage, side: Side): Promise<void> {
  const { world } = stage;
  if (!world.blockedPlaces.has(PRACTICE)) return;
  if ((await end(stage, side, 'block', practice(stage))) !== undefined) world.blockedPlaces.delete(PRACTICE);
}

const end = (stage: Stage, side: Side, category: string, actor: string): Promise<WireAnswer | undefined> => {
  const id = consentId(stage, category, actor);
  return act(stage, side, `ends a ${category}`, { kind: 'manage' }, (token) =>
    stage.client.send('DELETE', `/fhir/Consent/${id}`, { token }),
  );
};

export async function setSwitch(stage: Stage, side: Side, code: Switch, on: boolean): Promise<void> {
  const { client, patient, world } = stage;
  const done = await act(stage, side, `sets ${code}`, { kind: 'manage' }, (token) =>
    client.send('POST', '/fhir/Consent', {
      token,
      body: emergencySwitch(client, patient, code, on ? 'permit' : 'deny'),
    }),
  );
  if (done !== undefined) world.switches[code] = on;
}

export async function name(stage: Stage, side: Side, card: string): Promise<void> {
  const { client, patient, world } = stage;
  const done = await act(stage, side, 'names', { kind: 'manage' }, (token) =>
    client.send('POST', '/fhir/Consent', {
      token,
      body: about(client, patient, 'treating-doctor', { system: PRO, value: client.card(card) }),
    }),
  );
  if (done !== undefined) nameTreating(world, card);
}

export async function dismiss(stage: Stage, side: Side, card: string): Promise<void> {
  const { client, world } = stage;
  if (!world.treating.has(card)) return;
  if ((await end(stage, side, 'treating-doctor', client.card(card))) !== undefined)
    world.treating.delete(card);
}

export async function closeRecord(stage: Stage, side: Side, erase: boolean): Promise<void> {
  const done = await act(stage, side, 'closes', { kind: 'manage' }, (token) =>
    stage.client.send('POST', '/fhir/Patient/$close', { token, body: parameters({ erase }) }),
  );
  if (done !== undefined) close(stage.world, erase);
}

export async function reopen(stage: Stage, side: Side): Promise<void> {
  const done = await act(stage, side, 'reopens', { kind: 'reopen' }, (token) =>
    stage.client.send('POST', '/fhir/Patient/$reopen', { token, body: { resourceType: 'Parameters' } }),
  );
  if (done !== undefined) stage.world.status = 'ACTIVE';
}
