/**
 * Decisions against @casl/ability and @cedar-policy/cedar-wasm, all three checked to agree, interleaved in one
 * process; medians of the rounds. `read` in NORMAL mode (docs/rules.md 2), the act that is asked most.
 */
import { AbilityBuilder, createMongoAbility, subject, type MongoAbility } from '@casl/ability';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { decide } from '../../shared/access/decide.ts';
import { packDocuments, readablePositions } from '../../shared/access/packed.ts';
import type { DocumentFacts, Question } from '../../shared/access/question.ts';
import { prepareReading } from '../../shared/access/reading.ts';
import type { AuthorisationStatus, ConfidentialityCode } from '../../shared/access/vocabulary.ts';
import { policy } from '../rules/policy.ts';
import { draws, type Draw } from '../rules/draw.ts';

const ROUNDS = 7;
const QUESTIONS = 1024;
const NOW = Date.UTC(2026, 10, 21, 10);

const professions = [...policy.habilitation.rowOf.keys()];
const types = Object.keys(policy.habilitation.matrix.cells);
const CODES: readonly (readonly ConfidentialityCode[])[] = [['N'], ['N'], ['N', 'MASQUE_PS'], ['R']];
const RIGHTS: readonly AuthorisationStatus[] = [...Array<'VALID'>(18).fill('VALID'), 'EXPIRED', 'BLOCKED'];

const aDocument = (draw: Draw): DocumentFacts => ({
  type: draw.pick(types),
  class: '10',
  authorId: `professional ${draw.below(40)}`,
  status: draw.pick(['current', 'current', 'superseded', 'deleted'] as const),
  archived: draw.one(10),
  confidentiality: draw.pick(CODES),
  maskedBy: undefined,
  depositedAt: NOW - draw.below(1e9),
  version: 1,
  byPatient: draw.one(10),
});

const aQuestion = (draw: Draw): Question => ({
  action: 'read',
  now: NOW,
  actor: {
    id: `professional ${draw.below(40)}`,
    profession: draw.pick(professions),
    card: draw.one(50) ? 'CPE' : 'CPS',
    regulator: false,
    onBehalfOf: undefined,
  },
  record: {
    status: draw.one(50) ? 'CLOSED' : 'ACTIVE',
    birthDate: '1980-05-01',
    familyName: 'MARTIN',
    givenNames: ['LÉA'],
  },
  relation: {
    authorisation: draw.pick(RIGHTS),
    until: draw.one(3) ? NOW + draw.below(2e9) - 1e8 : undefined,
    treatingDoctor: draw.one(10),
    firstAccess: false,
  },
  session: { mode: 'NORMAL', secret: false },
  document: aDocument(draw),
});

/** The ways in, as an application with either library writes them: outside the library. */
function mayEnter({ actor, record, relation, now }: Question): boolean {
  return (
    policy.habilitation.rowOf.has(actor.profession ?? '') &&
    actor.card !== 'CPE' &&
    rowOf(actor.profession) !== 'SEC' &&
    record.status === 'ACTIVE' &&
    relation?.authorisation === 'VALID' &&
    (relation.until === undefined || relation.until > now)
  );
}

const rowOf = (profession: string | undefined): string | undefined =>
  policy.habilitation.rowOf.get(profession ?? '')?.code;

const typesOfRow = new Map(
  policy.habilitation.rows.map(({ code, byType }) => [code, types.filter((type) => byType.get(type))]),
);
const usedRow = (question: Question): string | undefined =>
  question.relation?.treatingDoctor === true ? 'MT' : rowOf(question.actor.profession);

function abilityOf(question: Question): MongoAbility {
  const { can, cannot, build } = new AbilityBuilder<MongoAbility>(createMongoAbility);
  if (mayEnter(question)) {
    can('read', 'Document', { type: { $in: typesOfRow.get(usedRow(question) ?? '') ?? [] } });
    if (question.relation?.treatingDoctor !== true)
      cannot('read', 'Document', { confidentiality: 'MASQUE_PS' }).because('MASKED');
    can('read', 'Document', { authorId: question.actor.id });
    cannot('read', 'Document', { status: 'deleted' }).because('DELETED');
  }
  return build();
}

const casl = (question: Question): boolean =>
  abilityOf(question).can('read', subject('Document', { ...question.document }));

type Cedar = (question: Question, document: DocumentFacts) => boolean;

/** One preparsed policy set per row: the library's fast way. */
async function cedarEngine(): Promise<Cedar> {
  const cedar = await import('@cedar-policy/cedar-wasm/nodejs');
  for (const [row, allowed] of typesOfRow) {
    const list = allowed.map((type) => JSON.stringify(type)).join(', ');
    const staticPolicies = `
      permit(principal, action == Action::"read", resource) when { [${list}].contains(context.type) };
      permit(principal, action == Action::"read", resource) when { context.authorId == context.actorId };
      forbid(principal, action, resource) when {
        context.masked && !context.treatingDoctor && context.authorId != context.actorId };
      forbid(principal, action, resource) when { context.deleted };`;
    const parsed = cedar.preparsePolicySet(row, { staticPolicies });
    if (parsed.type === 'failure') throw new Error(parsed.errors.map(({ message }) => message).join('; '));
  }
  return (question, document) => {
    const row = usedRow(question);
    if (!mayEnter(question) || row === undefined) return false;
    const answer = cedar.statefulIsAuthorized({
      principal: { type: 'Professional', id: question.actor.id ?? '' },
      action: { type: 'Action', id: 'read' },
      resource: { type: 'Document', id: 'd' },
      context: {
        type: document.type ?? '',
        authorId: document.authorId ?? '',
        actorId: question.actor.id ?? '',
        masked: document.confidentiality?.includes('MASQUE_PS') ?? false,
        deleted: document.status === 'deleted',
        treatingDoctor: question.relation?.treatingDoctor ?? false,
      },
      preparsedPolicySetId: row,
      entities: [],
    });
    if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('; '));
    return answer.response.decision === 'allow';
  };
}

/** Nanoseconds of processor time that one of `times` runs takes: other work on the machine counts less so. */
function time(times: number, run: (index: number) => unknown): number {
  let seen = 0;
  const began = process.cpuUsage();
  for (let index = 0; index < times; index += 1) if (run(index) === true) seen += 1;
  const { user, system } = process.cpuUsage(began);
  if (seen < 0) throw new Error('unreachable');
  return ((user + system) * 1_000) / times;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Every contestant once a round, in a turning order; the medians by name. */
function compete(contestants: Readonly<Record<string, () => number>>): Record<string, number> {
  const names = Object.keys(contestants);
  const spent = new Map<string, number[]>(names.map((name) => [name, []]));
  for (const name of names) contestants[name]?.();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index] of names.entries()) {
      const name = names[(index + round) % names.length] ?? '';
      spent.get(name)?.push(contestants[name]?.() ?? NaN);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(spent.get(name) ?? [])]));
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const times = (ratio: number): string => `${ratio.toFixed(ratio < 10 ? 1 : 0)}×`;

export async function run(): Promise<void> {
  const draw = draws(20261121);
  const questions = Array.from({ length: QUESTIONS }, () => aQuestion(draw));
  const at = (index: number): Question => questions[index % QUESTIONS] as Question;
  const cedar = await cedarEngine();

  let permitted = 0;
  for (const question of questions) {
    const own = decide(policy, question).effect === 'permit';
    if (own) permitted += 1;
    if (own !== casl(question) || own !== cedar(question, question.document ?? {}))
      throw new Error(`the engines disagree on ${JSON.stringify(question)}`);
  }
  print(`three engines agree on ${QUESTIONS} questions, ${permitted} permitted`);

  const single = compete({
    own: () => time(1_000_000, (index) => decide(policy, at(index)).effect === 'permit'),
    casl: () => time(10_000, (index) => casl(at(index))),
    cedar: () => time(1_000, (index) => cedar(at(index), at(index).document ?? {})),
  });
  const ns = (name: string): number => single[name] ?? NaN;
  print(`\none decision, with its reason or its notices       goal`);
  print(`own    ${ns('own').toFixed(0)} ns   ${(1e9 / ns('own') / 1e6).toFixed(1)} M/s      5 M/s`);
  print(`CASL   ${ns('casl').toFixed(0)} ns   ${times(ns('casl') / ns('own'))} own     50×`);
  print(`Cedar  ${ns('cedar').toFixed(0)} ns   ${times(ns('cedar') / ns('own'))} own     1 000×`);

  for (const length of [1_000, 100_000]) lists(draw, length, cedar);
  await pipe();
}

function lists(draw: Draw, length: number, cedar: Cedar): void {
  const documents = Array.from({ length }, () => aDocument(draw));
  const question: Question = {
    ...aQuestion(draw),
    actor: { id: 'professional 7', profession: '21', card: 'CPS' },
    record: { status: 'ACTIVE' },
    relation: { authorisation: 'VALID' },
  };
  const packed = packDocuments(documents);
  const { mayRead } = prepareReading(policy, question);
  const readable = readablePositions(policy, question, packed);
  const subjects = documents.map((document) => subject('Document', { ...document }));
  const ability = abilityOf(question);
  const expected = documents.filter((document) => mayRead(document)).length;
  const peers = subjects.filter((document) => ability.can('read', document)).length;
  if (readable.length !== expected || peers !== expected) throw new Error('the lists disagree');

  const repeats = Math.max(1, Math.round(200_000 / length));
  const each = (nanoseconds: number): number => nanoseconds / length;
  let sum = 0;
  const spent = compete({
    columns: () =>
      each(
        time(repeats * 5, () => {
          for (let index = 0; index < length; index += 1)
            sum += (packed.form[index] ?? 0) + (packed.author[index] ?? 0);
        }),
      ),
    packed: () => each(time(repeats * 5, () => readablePositions(policy, question, packed))),
    prepared: () =>
      each(
        time(repeats, () => {
          const reading = prepareReading(policy, question);
          for (const document of documents) if (reading.mayRead(document)) sum += 1;
        }),
      ),
    casl: () =>
      each(
        time(length > 10_000 ? 1 : 20, () => {
          const prepared = abilityOf(question);
          for (const document of subjects) if (prepared.can('read', document)) sum += 1;
        }),
      ),
    ...(length > 10_000
      ? {}
      : { cedar: () => each(time(1, () => documents.filter((document) => cedar(question, document)))) }),
  });
  if (Number.isNaN(sum)) throw new Error('nothing was read');

  const ns = (name: string): number => spent[name] ?? NaN;
  print(`\na list of ${length}, ${expected} readable, per document      goal`);
  print(`reading the columns   ${ns('columns').toFixed(2)} ns`);
  print(
    `packed                ${ns('packed').toFixed(2)} ns   ${times(ns('packed') / ns('columns'))} the columns   at most 3×`,
  );
  print(`prepared              ${ns('prepared').toFixed(1)} ns`);
  print(
    `CASL                  ${ns('casl').toFixed(0)} ns   ${times(ns('casl') / ns('packed'))} packed   300×`,
  );
  if (spent.cedar !== undefined)
    print(`Cedar                 ${ns('cedar').toFixed(0)} ns   ${times(ns('cedar') / ns('packed'))} packed`);
}

const LINES = 200_000;

/** Lines a second through `npm run decide`'s own process. */
async function pipe(): Promise<void> {
  const { EXAMPLE } = await import('../rules/example.ts');
  const line = `${JSON.stringify(EXAMPLE)}\n`;
  const block = line.repeat(1_000);
  const spent: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const command = spawn(process.execPath, [path.resolve('electron/decide/main.ts')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let answers = 0;
    command.stdout.on('data', (chunk: Buffer) => {
      for (const byte of chunk) if (byte === 10) answers += 1;
    });
    const began = process.hrtime.bigint();
    for (let sent = 0; sent < LINES; sent += 1_000)
      if (!command.stdin.write(block)) await once(command.stdin, 'drain');
    command.stdin.end();
    await once(command, 'close');
    if (answers !== LINES) throw new Error(`${answers} answers to ${LINES} questions`);
    spent.push(Number(process.hrtime.bigint() - began) / 1e9);
  }
  print(`\nthrough the pipe, start included    ${Math.round(LINES / median(spent))} lines/s   goal 50 000`);
}
