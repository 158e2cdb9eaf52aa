import { block, consented, deposited, named } from '../../blackbox/acts.ts';
import type { Client } from '../../blackbox/client.ts';
import { told, tokenOf } from '../../blackbox/client.ts';
import type { WireAnswer } from '../../blackbox/transport.ts';
import { headerOf, jsonOf } from '../../blackbox/transport.ts';
import { ORG, PRO } from '../../electron/service/consent-body.ts';
import type { Draw } from '../../rules/draw.ts';
import { draws } from '../../rules/draw.ts';
import { z } from '../../../shared/schema/zod.ts';
import { drawSchedule, take } from '../block/schedule.ts';
import type * as InProcess from '../in-process.ts';
import type { InProcessService } from '../in-process.ts';
import { openInProcess } from '../in-process.ts';
import { importWithFault } from '../mutant.ts';
import { addPerson } from '../people.ts';
import type { FaultSuite } from '../suite.ts';

/** Requests beside the block in one interleaving. */
const REQUESTS = 5;
/** After so many interleavings the record is another: its journal would grow beyond what a record has. */
const ROUNDS_PER_RECORD = 250;

/** A record with a document, and a pharmacist who looks at it. */
interface Theatre {
  readonly client: Client;
  readonly patient: string;
  readonly requests: readonly Ask[];
}

interface Ask {
  readonly what: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

let theatres = 0;

async function openTheatre(service: InProcessService): Promise<Theatre> {
  const { client } = service;
  theatres += 1;
  const patient = `blocked${theatres}`;
  addPerson(service, { key: patient, birthDate: '1980-02-03', treatingDoctors: ['treatingDoctor'] });
  const text = 'Contenu qui ne doit plus sortir. '.repeat(64);
  const known = await deposited(client, { about: patient, by: 'otherDoctor', text });
  await deposited(client, { about: patient, by: 'otherDoctor' });
  const search = `/fhir/DocumentReference?${named(client, patient)}`;
  const bytes = `/fhir/Binary/${known.binary}`;
  return {
    client,
    patient,
    requests: [
      { what: 'sheet', path: `/fhir/DocumentReference/${known.id}` },
      { what: 'bytes', path: bytes },
      { what: 'bytes as FHIR', path: bytes, headers: { accept: 'application/fhir+json' } },
      { what: 'range', path: bytes, headers: { range: 'bytes=100-299' } },
      { what: 'list', path: search },
      { what: 'page', path: `${search}&_count=1` },
      { what: 'words', path: `${search}&_content=contenu` },
      { what: 'sets', path: `/fhir/List?${named(client, patient)}&code=submissionset` },
      { what: 'changes', path: `/changes?${named(client, patient)}` },
    ],
  };
}

/** How the block comes about, and how it is taken back for the next interleaving. */
const BLOCKS: readonly ((theatre: Theatre) => Promise<WireAnswer>)[] = [
  async ({ client, patient }) =>
    block(client, await client.patientToken(patient), patient, {
      system: PRO,
      value: client.card('pharmacist'),
    }),
  async ({ client, patient }) =>
    block(client, await client.patientToken(patient), patient, {
      system: ORG,
      value: await placeOf(client, 'pharmacist'),
    }),
  async ({ client, patient }) =>
    block(client, await client.token('treatingDoctor'), patient, {
      system: PRO,
      value: client.card('pharmacist'),
    }),
];

const Roles = z.looseObject({
  entry: z.array(
    z.looseObject({
      resource: z.looseObject({
        organization: z.looseObject({ identifier: z.looseObject({ value: z.string() }) }),
      }),
    }),
  ),
});

async function placeOf(client: Client, card: string): Promise<string> {
  const answer = await client.send(
    'GET',
    `/fhir/PractitionerRole?practitioner.identifier=${PRO}|${client.card(card)}`,
    { token: await client.token(card) },
  );
  const place = Roles.parse(jsonOf(answer)).entry[0]?.resource.organization.identifier.value;
  if (place === undefined) throw new Error(`${card} works nowhere`);
  return place;
}

/** The session that looks: an ordinary one, or an emergency, which a block ends as well (docs/rules.md 2.3). */
async function session({ client, patient }: Theatre, emergency: boolean): Promise<string> {
  const token = await client.token('pharmacist');
  if (!emergency) return token;
  const { system, ins, family, given, birthdate } = client.patient(patient);
  return tokenOf(
    await client.exchange(token, {
      purpose_of_use: 'BTG',
      patient: `${system}|${ins}`,
      family,
      given,
      birthdate,
      justification: 'Patient inconscient, seul',
    }),
  );
}

/** An answer that carries something of the record. A stream says that something changed, and never what. */
const gives = ({ what }: Ask, { status, bytes }: WireAnswer): boolean =>
  what === 'changes'
    ? /[^\s]/.test(bytes.toString().replaceAll(/^(id: [\w-]+|event: change|data:|:)$/gm, '')) && status < 300
    : status < 300 || status === 304;

/** A stream ends with the right: it is given so many turns of the event loop to do so. */
async function manyTurns(): Promise<undefined> {
  for (let left = 40; left > 0; left -= 1) await new Promise((resolve) => setImmediate(resolve));
  return undefined;
}

/** One interleaving; what was served after the acknowledgement. */
async function interleave(theatre: Theatre, draw: Draw): Promise<readonly string[]> {
  const { client, requests } = theatre;
  const token = await session(theatre, draw.one(4));
  const acknowledgement = Promise.withResolvers<WireAnswer>();
  const served: string[] = [];
  const running: Promise<void>[] = [];
  let isAcknowledged = false;
  let blockedBy: WireAnswer | undefined;
  const blocking = draw.pick(BLOCKS);
  for (const { pause, request } of drawSchedule(draw, requests, REQUESTS)) {
    await take(pause, draw, acknowledgement.promise);
    if (request === 'block') {
      running.push(
        blocking(theatre).then((answer) => {
          isAcknowledged = true;
          blockedBy = answer;
          acknowledgement.resolve(answer);
        }),
      );
      continue;
    }
    const late = isAcknowledged;
    const answered = client.send('GET', request.path, { token, headers: request.headers });
    const patience = acknowledgement.promise.then(manyTurns);
    running.push(
      Promise.race([answered, patience]).then((answer) => {
        if (answer === undefined) return void served.push(`${request.what} goes on after the block`);
        if (isAcknowledged && gives(request, answer)) {
          served.push(
            `${request.what}, ${late ? 'asked after' : 'on its way at'} the block: ${told(answer)}`,
          );
        }
        if (late && told(answer) !== '403 BLOCKED_BY_PATIENT') {
          served.push(`${request.what} asked after the block: ${told(answer)}`);
        }
      }),
    );
  }
  await Promise.all(running);
  if (blockedBy === undefined || blockedBy.status >= 300) served.push('the block itself was refused');
  else await unblock(theatre, blockedBy);
  return served;
}

/** The block ends by the hand of the patient; the right does not come back, it is declared anew. */
async function unblock({ client, patient }: Theatre, answer: WireAnswer): Promise<void> {
  const location = headerOf(answer, 'location') ?? '';
  const ended = await client.send('DELETE', location, { token: await client.patientToken(patient) });
  if (ended.status !== 204) throw new Error(`unblock: ${told(ended)}`);
  await consented(client, 'pharmacist', patient);
}

async function interleaveMany(service: InProcessService, count: number, seed: number): Promise<string[]> {
  const draw = draws(seed);
  const failures: string[] = [];
  let theatre = await openTheatre(service);
  await consented(theatre.client, 'pharmacist', theatre.patient);
  for (let index = 0; index < count; index += 1) {
    if (index % ROUNDS_PER_RECORD === ROUNDS_PER_RECORD - 1) {
      theatre = await openTheatre(service);
      await consented(theatre.client, 'pharmacist', theatre.patient);
    }
    service.advance(1_000);
    for (const each of await interleave(theatre, draw)) failures.push(`interleaving ${index}: ${each}`);
  }
  return failures;
}

/** Reads, lists, bytes and streams around a block, in drawn interleavings, on the service's own handlers. */
export const suite: FaultSuite = {
  name: 'block',
  goal: 'block while open',
  run: async ({ full, seed }) => {
    const cases = full ? 100_000 : 10_000;
    const service = await openInProcess();
    try {
      const failures = await interleaveMany(service, cases, seed);
      return [
        {
          what: 'interleavings that served something after the block was acknowledged',
          cases,
          failures,
          control: {
            fault: 'rights are remembered from before the block',
            seen: await seenWhenRemembered(seed),
          },
        },
      ];
    } finally {
      await service.close();
    }
  },
};

async function seenWhenRemembered(seed: number): Promise<boolean> {
  const faulty = await importWithFault<typeof InProcess>('test/faults/in-process.ts', {
    fault: 'rights are remembered from before the block',
    file: 'electron/service/record/facts.ts',
    find: `record && context.stores.consents.summary(record.id, professional.id, professional.organization);`,
    put: `record && remembered(context, record.id, professional.id, () =>
      context.stores.consents.summary(record.id, professional.id, professional.organization));
  function remembered<T>(owner: object, about: number, who: string, read: () => T): T {
    const memory = ((owner as { memory?: Map<string, T> }).memory ??= new Map<string, T>());
    const key = [about, who].join();
    // Kept while nobody asks for anything else, as a cache without a way to be told would.
    const value = memory.get(key) ?? read();
    memory.set(key, value);
    return value;
  }`,
  });
  const service = await faulty.openInProcess();
  try {
    return (await interleaveMany(service, 20, seed).catch(() => ['broken'])).length > 0;
  } finally {
    await service.close();
  }
}
