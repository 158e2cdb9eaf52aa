import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from '../../../shared/schema/zod.ts';
import { about, ORG, PRO } from './consent-body.ts';
import { bundleOf, refusalOf, told } from './documents/answers.ts';
import type { HttpAnswer, TestedService } from './documents/service.ts';
import { startTestedService } from './documents/service.ts';
import { followWhat } from './event-stream.ts';

/** Threads as those who take part live with them: what is new to whom, what was closed, who is told of it. */

const EXT = 'https://interop.esante.gouv.fr/ig/fhir/dmp/StructureDefinition/';
const PHARMACY = '1990000218';
const Message = z.looseObject({
  id: z.string(),
  received: z.string().optional(),
  topic: z.looseObject({ text: z.string() }).optional(),
  subject: z.looseObject({ display: z.string().optional() }),
  extension: z.array(z.looseObject({ url: z.string() })),
});
type Message = z.infer<typeof Message>;

let service: TestedService;
beforeAll(async () => {
  service = await startTestedService();
});
afterAll(() => service.stop());

const identifier = (patient: string) => {
  const { system, ins } = service.patient(patient);
  return { system, value: ins };
};
const named = (patient: string): string => {
  const { system, value } = identifier(patient);
  return `patient.identifier=${encodeURIComponent(`${system}|${value}`)}`;
};
const get = (token: string, path: string) => service.call('GET', `/fhir/${path}`, { token });
const post = (token: string, path: string, body: object) =>
  service.call('POST', `/fhir/${path}`, { token, body });
const operation = (token: string, name: string, values: Readonly<Record<string, string>>) =>
  post(token, `Communication/$${name}`, {
    parameter: Object.entries(values).map(([key, valueString]) => ({ name: key, valueString })),
  });
const one = (answer: HttpAnswer): Message => Message.parse(answer.json);
const all = (answer: HttpAnswer): Message[] =>
  bundleOf(answer).entry.map(({ resource }) => Message.parse(resource));
const has = (message: Message | undefined, name: string): unknown =>
  message?.extension.find(({ url }) => url === `${EXT}${name}`);

const write = (
  token: string,
  patient: string,
  to: { system: string; value: string },
  more: object = {},
): Promise<HttpAnswer> =>
  post(token, 'Communication', {
    resourceType: 'Communication',
    status: 'completed',
    subject: { identifier: identifier(patient) },
    recipient: [{ identifier: to }],
    payload: [{ contentString: 'Bonjour.' }],
    ...more,
  });
const answering = (message: Message) => ({
  inResponseTo: [{ reference: `Communication/${message.id}` }],
});

describe('what is new', () => {
  it('is new to who receives it until he reads it, and to nobody else', async () => {
    const doctor = await service.token('doctor');
    const patient = await service.patientToken('adult');
    const first = one(await write(doctor, 'adult', identifier('adult'), { topic: { text: 'Tension' } }));
    expect(has(first, 'dmp-unread')).toBeUndefined();
    const unread = (token: string) => get(token, `Communication?${named('adult')}&unread=true`);
    expect(all(await unread(patient)).map(({ id }) => id)).toContain(first.id);
    expect(all(await unread(doctor)).map(({ id }) => id)).not.toContain(first.id);

    const second = one(
      await write(patient, 'adult', { system: PRO, value: service.card('doctor') }, answering(first)),
    );
    // An answer keeps what the thread is about.
    expect(second.topic?.text).toBe('Tension');
    const third = one(
      await write(patient, 'adult', { system: PRO, value: service.card('doctor') }, answering(first)),
    );
    const threads = all(await get(doctor, 'Communication?last=true'));
    const thread = threads.find(({ id }) => id === third.id);
    expect(has(thread, 'dmp-thread-unread')).toMatchObject({ valueInteger: 2 });
    expect(threads.map(({ id }) => id)).not.toContain(second.id);
    // Whoever wrote to somebody knows whom he wrote to.
    expect(thread?.subject.display).toBe('Claire MERCIER');

    // What came after the one that was seen is still new.
    expect(told(await operation(doctor, 'read', { message: second.id }))).toBe('200');
    expect(all(await unread(doctor)).map(({ id }) => id)).toEqual([third.id]);
    const seen = one(await get(patient, `Communication/${second.id}`));
    expect(seen.received).toBeDefined();
    expect(one(await get(patient, `Communication/${third.id}`)).received).toBeUndefined();
    await operation(doctor, 'read', { message: third.id });
    expect(bundleOf(await get(doctor, `Communication?${named('adult')}&unread=true&_count=0`)).total).toBe(0);
  });

  it('a carer who reads leaves it new to the holder; a colleague of the pharmacy too', async () => {
    const holder = await service.patientToken('adult');
    const related = await post(holder, 'RelatedPerson', {
      resourceType: 'RelatedPerson',
      patient: { identifier: identifier('adult') },
      relationship: [
        {
          coding: [
            { system: 'https://interop.esante.gouv.fr/ig/fhir/dmp/CodeSystem/dmp-related', code: 'carer' },
          ],
        },
      ],
      identifier: [identifier('adult2')],
    });
    expect(related.status).toBe(201);
    const carer = await service.patientToken('adult2', 'adult');
    const message = one(await write(await service.token('doctor'), 'adult', identifier('adult')));
    await operation(carer, 'read', { message: message.id });
    const isNew = async (token: string) =>
      all(await get(token, `Communication?${named('adult')}&unread=true`)).some(
        ({ id }) => id === message.id,
      );
    expect([await isNew(carer), await isNew(holder)]).toEqual([false, true]);
  });

  it('nobody marks what is not his; another’s message and none are alike', async () => {
    const message = one(await write(await service.token('doctor'), 'adult', identifier('adult')));
    const stranger = await service.token('otherDoctor');
    const hidden = await operation(stranger, 'read', { message: message.id });
    const none = await operation(stranger, 'read', { message: '9b2b6a4e-0000-4000-8000-000000000000' });
    expect(told(hidden)).toBe('404 NOT_FOUND');
    expect(hidden.bytes).toEqual(none.bytes);
    expect(told(await operation(stranger, 'close-thread', { thread: message.id }))).toBe('404 NOT_FOUND');
    const patient = await service.patientToken('adult');
    expect(
      all(await get(patient, `Communication?${named('adult')}&unread=true`)).map(({ id }) => id),
    ).toContain(message.id);
    expect(refusalOf(await get(await service.token('secretary'), 'Communication'))).toBe(
      '403 CARD_MAY_NOT_READ',
    );
  });
});

describe('a closed thread', () => {
  it('takes no message from either side until the professional’s side opens it again', async () => {
    const pharmacist = await service.token('pharmacist');
    const patient = await service.patientToken('adult');
    const place = { system: ORG, value: PHARMACY };
    const first = one(await write(patient, 'adult', place));
    expect(refusalOf(await operation(patient, 'close-thread', { thread: first.id }))).toBe('403 NOT_AUTHOR');
    expect(told(await operation(pharmacist, 'close-thread', { thread: first.id }))).toBe('200');
    expect(told(await operation(pharmacist, 'close-thread', { thread: first.id }))).toBe('200');
    expect(refusalOf(await write(patient, 'adult', place, answering(first)))).toBe('403 THREAD_CLOSED');
    expect(refusalOf(await write(pharmacist, 'adult', identifier('adult'), answering(first)))).toBe(
      '403 THREAD_CLOSED',
    );
    const [seen] = all(await get(patient, `Communication?${named('adult')}&thread=${first.id}`));
    expect(has(seen, 'dmp-thread-closed')).toHaveProperty('valueDateTime');
    // A new thread towards the pharmacy stays open to the patient.
    expect(told(await write(patient, 'adult', place))).toBe('201');
    expect(told(await operation(pharmacist, 'reopen-thread', { thread: first.id }))).toBe('200');
    expect(told(await write(patient, 'adult', place, answering(first)))).toBe('201');
  });

  it('a block ends it for the professional, reading and closing included', async () => {
    const midwife = await service.token('midwife');
    const first = one(await write(midwife, 'adult', identifier('adult')));
    const patient = await service.patientToken('adult');
    await post(
      patient,
      'Consent',
      about(service, 'adult', 'block', { system: PRO, value: service.card('midwife') }),
    );
    for (const name of ['read', 'close-thread'] as const) {
      const key = name === 'read' ? 'message' : 'thread';
      expect(told(await operation(midwife, name, { [key]: first.id }))).toBe('404 NOT_FOUND');
    }
    const left = JSON.stringify((await get(midwife, 'Communication?last=true')).json);
    expect(left).toContain('Communication');
    expect(left).not.toContain(identifier('adult').value);
  });
});

describe('whoever takes part is told', () => {
  it('on any record, without a right, of messages, readings and closings; and of nothing else', async () => {
    const doctor = await service.token('doctor');
    const patient = await service.patientToken('adult2');
    const first = one(await write(doctor, 'adult2', identifier('adult2')));
    const me = 'taking-part=me';
    const mine = await followWhat(service, doctor, me);
    const others = await followWhat(service, await service.token('otherDoctor'), me);
    const acts: readonly (() => Promise<unknown>)[] = [
      () => operation(patient, 'read', { message: first.id }),
      () => write(patient, 'adult2', { system: PRO, value: service.card('doctor') }, answering(first)),
      () => operation(doctor, 'close-thread', { thread: first.id }),
    ];
    for (const act of acts) {
      await act();
      expect(await mine.next()).toBe('event');
    }
    await operation(doctor, 'close-thread', { thread: first.id });
    expect(await mine.next(200)).toBe('nothing');
    expect(others.events).toEqual([]);
    mine.stop();
    others.stop();
    expect(refusalOf(await service.call('GET', '/changes?taking-part=me', { token: patient }))).toBe(
      '400 INVALID',
    );
    const staff = await service.token('secretary');
    expect(refusalOf(await service.call('GET', '/changes?taking-part=me', { token: staff }))).toBe(
      '403 CARD_MAY_NOT_READ',
    );
  });
});
