/**
 * Decisions against @casl/ability and @cedar-policy/cedar-wasm, interleaved in one process; medians of the
 * rounds. `read` in NORMAL mode (docs/rules.md 2), the act that is asked most. The same tests are given to the
 * two libraries as their rules, and all three must give the same verdict for the same reason. Ours also says
 * whom a permit is told to, which the two others do not.
 */
import { AbilityBuilder, createMongoAbility, subject, type MongoAbility } from '@casl/ability';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { decide } from '../../shared/access/decide.ts';
import { findReadable, packDocuments, readablePositions } from '../../shared/access/packed.ts';
import type { DocumentFacts, Question } from '../../shared/access/question.ts';
import { prepareReading } from '../../shared/access/reading.ts';
import type { AuthorisationStatus, ConfidentialityCode } from '../../shared/access/vocabulary.ts';
import { policy } from '../rules/policy.ts';
import { draws, type Draw } from '../rules/draw.ts';

const ROUNDS = 7;
const QUESTIONS = 1024;
const NOW = Date.UTC(2026, 10, 21, 10);

const professions = [...policy.habilitation.rowOf.keys(), '31'];
const types = Object.keys(policy.habilitation.matrix.cells);
const CODES: readonly (readonly ConfidentialityCode[])[] = [['N'], ['N'], ['N', 'MASQUE_PS'], ['R']];
const RIGHTS: readonly AuthorisationStatus[] = [
  ...Array<'VALID'>(27).fill('VALID'),
  'NONE',
  'EXPIRED',
  'BLOCKED',
];

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
    status: draw.one(50) ? draw.pick(['CLOSED', 'NONEXISTENT'] as const) : 'ACTIVE',
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

const rowOf = (profession: string | undefined): string | undefined =>
  policy.habilitation.rowOf.get(profession ?? '')?.code;
const usedRow = ({ actor, relation }: Pick<Question, 'actor' | 'relation'>): string =>
  (relation?.treatingDoctor === true ? 'MT' : rowOf(actor.profession)) ?? '';
const typesOfRow = new Map(
  policy.habilitation.rows.map(({ code, byType }) => [code, types.filter((type) => byType.get(type))]),
);

/** `permit`, or the first failing test. */
type Verdict = string;
type Judge = (question: Question) => Verdict;

const own: Judge = (question) => {
  const answer = decide(policy, question);
  return answer.effect === 'deny' ? answer.reason : answer.effect;
};

/**
 * An ability holds what one professional may do: it is built for the question, and its rules for the document
 * are kept for a list. The last rule that fits wins, so they stand from the last test to the first.
 */
function abilityFor({ actor, relation }: Question, withWaysIn: boolean): MongoAbility {
  const { can, cannot, build } = new AbilityBuilder<MongoAbility>(createMongoAbility);
  const allowed = typesOfRow.get(usedRow({ actor, relation })) ?? [];
  can('read', 'Document');
  if (relation?.treatingDoctor !== true)
    cannot('read', 'Document', { confidentiality: 'MASQUE_PS' }).because('MASKED');
  cannot('read', 'Document', { type: { $nin: allowed } }).because('TYPE_NOT_PERMITTED');
  can('read', 'Document', { authorId: actor.id });
  cannot('read', 'Document', { status: 'deleted' }).because('DELETED');
  if (!withWaysIn) return build();
  cannot('read', 'Document', { authorisation: 'VALID', expired: true }).because('CONSENT_EXPIRED');
  cannot('read', 'Document', { authorisation: 'EXPIRED' }).because('CONSENT_EXPIRED');
  cannot('read', 'Document', { authorisation: 'NONE' }).because('CONSENT_REQUIRED');
  cannot('read', 'Document', { authorisation: 'BLOCKED' }).because('BLOCKED_BY_PATIENT');
  cannot('read', 'Document', { record: 'CLOSED' }).because('RECORD_CLOSED');
  cannot('read', 'Document', { record: 'NONEXISTENT' }).because('RECORD_NONEXISTENT');
  if (actor.card === 'CPE' || rowOf(actor.profession) === 'SEC')
    cannot('read', 'Document').because('CARD_MAY_NOT_READ');
  if (rowOf(actor.profession) === undefined) cannot('read', 'Document').because('ROLE_NOT_ADMITTED');
  return build();
}

const casl: Judge = (question) => {
  const { document, record, relation, now } = question;
  const facts = subject('Document', {
    type: document?.type,
    authorId: document?.authorId,
    status: document?.status,
    confidentiality: document?.confidentiality,
    record: record.status,
    authorisation: relation?.authorisation,
    expired: relation?.until !== undefined && relation.until <= now,
  });
  const rule = abilityFor(question, true).relevantRuleFor('read', facts);
  return rule === null || rule.inverted ? (rule?.reason ?? 'no reason') : 'permit';
};

/** The order in which the reasons of forbidding policies count: all that hold are reported. */
const IN_ORDER = [
  'ROLE_NOT_ADMITTED',
  'CARD_MAY_NOT_READ',
  'RECORD_NONEXISTENT',
  'RECORD_CLOSED',
  'BLOCKED_BY_PATIENT',
  'CONSENT_REQUIRED',
  'CONSENT_EXPIRED',
  'DELETED',
  'TYPE_NOT_PERMITTED',
  'MASKED',
];

/** One preparsed policy set per row: the library's fast way. */
async function cedarJudge(): Promise<Judge> {
  const cedar = await import('@cedar-policy/cedar-wasm/nodejs');
  const forbid = (condition: string): string => `forbid(principal, action, resource) when { ${condition} };`;
  for (const [row, allowed] of typesOfRow) {
    const list = allowed.map((type) => JSON.stringify(type)).join(', ');
    const parsed = cedar.preparsePolicySet(row, {
      staticPolicies: {
        permit: 'permit(principal, action == Action::"read", resource);',
        CARD_MAY_NOT_READ: forbid('context.staff'),
        RECORD_NONEXISTENT: forbid('context.record == "NONEXISTENT"'),
        RECORD_CLOSED: forbid('context.record == "CLOSED"'),
        BLOCKED_BY_PATIENT: forbid('context.authorisation == "BLOCKED"'),
        CONSENT_REQUIRED: forbid('context.authorisation == "NONE"'),
        CONSENT_EXPIRED: forbid('context.authorisation == "EXPIRED" || context.until <= context.now'),
        DELETED: forbid('context.deleted'),
        TYPE_NOT_PERMITTED: forbid(`context.author != context.actor && !([${list}].contains(context.type))`),
        MASKED: forbid('context.author != context.actor && context.masked && !context.treatingDoctor'),
      },
    });
    if (parsed.type === 'failure') throw new Error(parsed.errors.map(({ message }) => message).join('; '));
  }
  return ({ actor, record, relation, document, now }) => {
    const row = usedRow({ actor, relation });
    if (rowOf(actor.profession) === undefined) return 'ROLE_NOT_ADMITTED';
    const answer = cedar.statefulIsAuthorized({
      principal: { type: 'Professional', id: actor.id ?? '' },
      action: { type: 'Action', id: 'read' },
      resource: { type: 'Document', id: 'd' },
      context: {
        now,
        staff: actor.card === 'CPE' || rowOf(actor.profession) === 'SEC',
        record: record.status,
        authorisation: relation?.authorisation ?? 'NONE',
        until: relation?.until ?? Number.MAX_SAFE_INTEGER,
        treatingDoctor: relation?.treatingDoctor ?? false,
        actor: actor.id ?? '',
        author: document?.authorId ?? '',
        type: document?.type ?? '',
        deleted: document?.status === 'deleted',
        masked: document?.confidentiality?.includes('MASQUE_PS') ?? false,
      },
      preparsedPolicySetId: row,
      entities: [],
    });
    if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('; '));
    const { decision, diagnostics } = answer.response;
    return decision === 'allow'
      ? 'permit'
      : (IN_ORDER.find((reason) => diagnostics.reason.includes(reason)) ?? 'no reason');
  };
}

/** Nanoseconds of processor time that one of `times` runs takes: other work on the machine counts less so. */
function time(times: number, run: (index: number) => unknown): number {
  const began = process.cpuUsage();
  for (let index = 0; index < times; index += 1) kept = run(index);
  const { user, system } = process.cpuUsage(began);
  return ((user + system) * 1_000) / times;
}

/** What was computed last: nothing may be left out as unused. */
export let kept: unknown;

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
  const cedar = await cedarJudge();
  single(draw, cedar);
  for (const length of [1_000, 100_000]) list(draw, length, cedar);
  await pipe();
}

function single(draw: Draw, cedar: Judge): void {
  const questions = Array.from({ length: QUESTIONS }, () => aQuestion(draw));
  const at = (index: number): Question => questions[index % QUESTIONS] as Question;
  const verdicts = new Map<Verdict, number>();
  for (const question of questions) {
    const verdict = own(question);
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    if (verdict !== casl(question) || verdict !== cedar(question))
      throw new Error(`${verdict}, ${casl(question)}, ${cedar(question)}: ${JSON.stringify(question)}`);
  }
  print(`three engines give the same verdicts and reasons on ${QUESTIONS} questions:`);
  print(`  ${[...verdicts].map(([verdict, count]) => `${verdict} ${count}`).join(', ')}`);

  const spent = compete({
    own: () => time(1_000_000, (index) => own(at(index))),
    casl: () => time(10_000, (index) => casl(at(index))),
    cedar: () => time(1_000, (index) => cedar(at(index))),
  });
  const ns = (name: string): number => spent[name] ?? NaN;
  print('\none decision with its reason                       goal');
  print(`own    ${ns('own').toFixed(0)} ns   ${(1e3 / ns('own')).toFixed(1)} M/s      5 M/s`);
  print(`CASL   ${ns('casl').toFixed(0)} ns   ${times(ns('casl') / ns('own'))} own     50×`);
  print(`Cedar  ${ns('cedar').toFixed(0)} ns   ${times(ns('cedar') / ns('own'))} own     1 000×`);
}

function list(draw: Draw, length: number, cedar: Judge): void {
  const documents = Array.from({ length }, () => aDocument(draw));
  const question: Question = {
    ...aQuestion(draw),
    actor: { id: 'professional 7', profession: '21', card: 'CPS' },
    record: { status: 'ACTIVE' },
    relation: { authorisation: 'VALID' },
  };
  const packed = packDocuments(documents);
  const subjects = documents.map((document) => subject('Document', { ...document }));
  const count = <T>(candidates: readonly T[], reads: (candidate: T) => boolean): number => {
    let readable = 0;
    for (const candidate of candidates) if (reads(candidate)) readable += 1;
    return readable;
  };
  const prepared = (): number => count(documents, prepareReading(policy, question).mayRead);
  const byCasl = (): number => {
    const ability = abilityFor(question, false);
    return count(subjects, (document) => ability.can('read', document));
  };
  const byCedar = (): number => count(documents, (document) => cedar({ ...question, document }) === 'permit');
  const columns = (): number => {
    let sum = 0;
    for (let index = 0; index < length; index += 1)
      sum += (packed.form[index] ?? 0) + (packed.author[index] ?? 0);
    return sum;
  };
  const positions = new Uint32Array(length);
  const small = length <= 10_000;
  const readable = readablePositions(policy, question, packed).length;
  for (const other of [prepared(), byCasl(), ...(small ? [byCedar()] : [])])
    if (other !== readable) throw new Error(`the lists disagree: ${readable} and ${other}`);

  const each = (repeats: number, run: () => unknown): number => time(repeats, run) / length;
  const repeats = Math.ceil(1_000_000 / length);
  const spent = compete({
    columns: () => each(repeats, columns),
    packed: () => each(repeats, () => findReadable(policy, question, packed, positions)),
    prepared: () => each(Math.ceil(repeats / 5), prepared),
    casl: () => each(small ? 20 : 1, byCasl),
    ...(small ? { cedar: () => each(1, byCedar) } : {}),
  });
  const ns = (name: string): number => spent[name] ?? NaN;
  print(`\na list of ${length}, ${readable} readable, per document       goal`);
  print(`the columns read      ${ns('columns').toFixed(2)} ns`);
  print(
    `packed                ${ns('packed').toFixed(2)} ns   ${times(ns('packed') / ns('columns'))} the columns   at most 3×`,
  );
  print(`object by object      ${ns('prepared').toFixed(1)} ns`);
  print(
    `CASL                  ${ns('casl').toFixed(0)} ns   ${times(ns('casl') / ns('packed'))} packed   300×`,
  );
  if (small)
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
