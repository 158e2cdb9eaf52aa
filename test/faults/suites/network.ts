import { createHash, randomUUID } from 'node:crypto';
import { createClient } from '../../../electron/gateway/client.ts';
import { messageRequest } from '../../../electron/gateway/messages.ts';
import type { Connection } from '../../../electron/gateway/connection.ts';
import { connect } from '../../../electron/gateway/connection.ts';
import { PARTS } from '../../../electron/gateway/patience.ts';
import type { NewAct, Outbox } from '../../../electron/outbox/outbox.ts';
import { openOutbox } from '../../../electron/outbox/outbox.ts';
import { noUndelivered } from '../../../electron/outbox/undelivered.ts';
import { openStore } from '../../../electron/store/open.ts';
import { WORKSTATION_SCHEMA } from '../../../electron/store/schema.ts';
import { err, ok } from '../../../shared/result.ts';
import { publication } from '../../electron/service/documents/bodies.ts';
import { consented } from '../../blackbox/acts.ts';
import type { Client } from '../../blackbox/client.ts';
import type { Draw } from '../../rules/draw.ts';
import { draws } from '../../rules/draw.ts';
import type { InProcessService } from '../in-process.ts';
import { openInProcess } from '../in-process.ts';
import type { BadLine } from '../network/bad-line.ts';
import { LINE_FAULTS, openBadLine } from '../network/bad-line.ts';
import type { FaultSuite, Measure } from '../suite.ts';

const SHORT = 200;
const FULL = 100_000;
const CONTROL = 60;
/** Three requests of ten meet a fault. */
const FAULTY = 3;
/** Acts that a post has in its queue at a time. */
const BATCH = 50;
/** Of so many acts one is as large as a scan, and goes in parts. */
const LARGE = { short: 20, full: 100 };
const LARGE_BYTES = 700_000;

/** A professional's outbox that reaches the service by a line. */
function openPost(line: BadLine, author: string, token: string, seed: number) {
  const connection: Connection = connect({ url: line.url });
  const client = createClient({
    connection,
    session: { token: async () => ok(token), renewAfter: async () => err('SESSION_ENDED') },
    onLight: () => undefined,
    onUnusual: () => undefined,
  });
  // What is proved here is the way to the service: durability has suites of its own.
  const opened = openStore(':memory:', new Uint8Array(0), WORKSTATION_SCHEMA);
  if (!opened.ok) throw new Error(opened.error.code);
  const draw = draws(seed);
  const outbox = openOutbox({
    database: opened.value,
    secondCopy: noUndelivered,
    client,
    secretly: async () => err('REFUSED'),
    authorId: author,
    now: Date.now,
    random: () => draw.below(1_000) / 1_000,
    undoMs: 0,
    pace: { sizes: PARTS, pause: async () => undefined },
    log: { write: () => undefined, close: () => undefined },
    onProgress: () => undefined,
    onReceived: () => undefined,
    onChanged: () => undefined,
  });
  return {
    outbox,
    close: async () => {
      outbox.close();
      await connection.close();
      opened.value.close();
    },
  };
}

/** What was done on the post, by the name under which it is looked for at the service. */
interface Ledger {
  readonly deposits: Map<string, string>;
  readonly vaccinations: Set<string>;
  readonly messages: Set<string>;
}

function actOf(client: Client, ledger: Ledger, index: number, draw: Draw, isLarge: boolean): NewAct {
  const patient = client.patient('adult');
  const ins = { system: patient.system, value: patient.ins };
  const kind = draw.pick(['deposit', 'vaccination', 'message'] as const);
  const line = `Compte rendu ${index} ${draw.below(1e9)}`;
  const text = line.repeat(isLarge ? Math.ceil((LARGE_BYTES * 0.75) / line.length) : 1 + draw.below(40));
  const act = {
    actId: randomUUID(),
    kind,
    onBehalfOf: null,
    secret: false,
    ins,
    title: 'Sans titre',
    uniqueId: null,
    replaces: null,
    sha256: '',
  };
  const sized = (request: NewAct['request']): NewAct['request'] => ({
    ...request,
    // JSON may end with spaces.
    body: Buffer.concat([
      request.body,
      Buffer.alloc(isLarge ? Math.max(0, LARGE_BYTES - request.body.length) : 0, ' '),
    ]),
  });
  switch (kind) {
    case 'deposit': {
      const uniqueId = `urn:uuid:${randomUUID()}`;
      ledger.deposits.set(uniqueId, createHash('sha256').update(text).digest('hex'));
      const resource = publication({ patient, author: client.card('doctor'), uniqueId, text });
      return { ...act, objects: [uniqueId], uniqueId, request: sized(posted('DocumentReference', resource)) };
    }
    case 'vaccination': {
      const lot = `LOT-${index}`;
      ledger.vaccinations.add(lot);
      return { ...act, objects: [lot], request: sized(posted('Immunization', vaccination(ins, lot))) };
    }
    case 'message': {
      ledger.messages.add(line);
      const message = { ins, to: ins, answers: null, topic: 'Suivi', text: line, files: [], key: act.actId };
      return { ...act, objects: [], request: sized(messageRequest(message)) };
    }
  }
}

const posted = (resourcePath: string, resource: object): NewAct['request'] => ({
  method: 'POST',
  path: resourcePath,
  headers: { 'content-type': 'application/fhir+json' },
  body: Buffer.from(JSON.stringify(resource), 'utf8'),
});

const vaccination = ({ system, value }: { system: string; value: string }, lotNumber: string): object => ({
  resourceType: 'Immunization',
  status: 'completed',
  vaccineCode: { coding: [{ system: 'http://snomed.info/sct', code: '1119349007' }], text: 'Vaccin' },
  patient: { identifier: { system, value } },
  occurrenceDateTime: '2026-11-20',
  lotNumber,
});

/** Sends again what waits, as often as it takes, without the pauses that a person would not see. */
async function emptied(outbox: Outbox): Promise<void> {
  for (;;) {
    const waiting = outbox
      .entries()
      .filter(({ status }) => status.status === 'waiting' || status.status === 'left')
      .map(({ actId }) => actId);
    if (waiting.length === 0) return;
    await outbox.release(waiting);
  }
}

/** What the service has otherwise than once, or with other bytes. */
function differences({ context }: InProcessService, ledger: Ledger): string[] {
  const { db } = context;
  const found: string[] = [];
  const documents = db.prepare<[string], { sha256: Buffer }>(
    'SELECT sha256 FROM document WHERE unique_value = ?',
  );
  for (const [name, sha256] of ledger.deposits) {
    const rows = documents.all(name);
    if (rows.length !== 1) found.push(`deposit ${name}: ${rows.length} times`);
    else if (rows[0]?.sha256.toString('hex') !== sha256) found.push(`deposit ${name}: other bytes`);
  }
  const lots = db
    .prepare<[], { lot: string; times: number }>(
      `SELECT json_extract(stored, '$.lotNumber') AS lot, count(*) AS times FROM section
       WHERE kind = 'Immunization' GROUP BY 1`,
    )
    .all();
  const times = new Map(lots.map((each) => [each.lot, each.times]));
  for (const lot of ledger.vaccinations) {
    if (times.get(lot) !== 1) found.push(`vaccination ${lot}: ${times.get(lot) ?? 0} times`);
  }
  const texts = db
    .prepare<[], string>(
      "SELECT json_extract(stored, '$.payload[0].contentString') FROM section WHERE kind = 'Communication'",
    )
    .pluck()
    .all();
  const said = Map.groupBy(texts, (text) => text);
  for (const text of ledger.messages) {
    const sent = said.get(text)?.length ?? 0;
    if (sent !== 1) found.push(`message ${text.slice(0, 30)}: ${sent} times`);
  }
  return found;
}

interface Acting {
  readonly count: number;
  readonly seed: number;
  /** One act of so many is large. */
  readonly largeOneIn: number;
  readonly drops?: readonly string[];
  readonly log: (line: string) => void;
}

/** Does `count` acts over a line on which three of ten requests meet a fault; what came out otherwise. */
async function acted({ count, seed, largeOneIn, drops = [], log }: Acting): Promise<string[]> {
  const service = await openInProcess();
  const client = await service.listen();
  const draw = draws(seed);
  const line = await openBadLine({
    target: client.url,
    next: () => (draw.below(10) < FAULTY ? draw.pick(LINE_FAULTS) : undefined),
    drops,
  });
  const token = await client.token('doctor');
  const post = openPost(line, client.card('doctor'), token, seed);
  try {
    await consented(client, 'doctor', 'adult');
    const ledger: Ledger = { deposits: new Map(), vaccinations: new Set(), messages: new Set() };
    const failures: string[] = [];
    for (let index = 0; index < count; index += BATCH) {
      const batch = Array.from({ length: Math.min(BATCH, count - index) }, (_, at) =>
        actOf(client, ledger, index + at, draw, (index + at) % largeOneIn === 0),
      );
      for (const act of batch) post.outbox.enqueue(act);
      await emptied(post.outbox);
      for (const { actId, status } of post.outbox.entries()) {
        if (status.status === 'refused') failures.push(`act ${actId}: refused, ${status.code}`);
      }
      if (index % 5_000 === 0 && index > 0) log(`network: ${index} acts`);
    }
    await line.settled();
    log(`network: ${[...line.happened].map(([fault, times]) => `${fault} ${times}`).join(', ')}`);
    const left = service.context.db.prepare<[], number>('SELECT count(*) FROM upload_part').pluck().get();
    if (left !== 0) failures.push(`parts that nobody needs any more: ${left}`);
    return [...failures, ...differences(service, ledger)];
  } finally {
    await post.close();
    await line.close();
    await service.close();
  }
}

export const suite: FaultSuite = {
  name: 'network',
  goal: 'G8',
  run: async ({ full, seed, log }): Promise<readonly Measure[]> => {
    const cases = full ? FULL : SHORT;
    const largeOneIn = full ? LARGE.full : LARGE.short;
    const failures = await acted({ count: cases, seed, largeOneIn, log });
    const doubled = await acted({ count: CONTROL, seed, largeOneIn, drops: ['idempotency-key'], log });
    return [
      {
        what: 'acts over a line with 30 % faults that the service has otherwise than once, or with other bytes',
        cases,
        failures,
        control: { fault: 'the key is dropped on the way', seen: doubled.length > 0 },
      },
    ];
  },
};
