import { block, deposited, named } from '../../blackbox/acts.ts';
import type { Client } from '../../blackbox/client.ts';
import { told, tokenOf } from '../../blackbox/client.ts';
import type { WireAnswer } from '../../blackbox/transport.ts';
import { emergencySwitch, PRO } from '../../electron/service/consent-body.ts';
import type { Draw } from '../../rules/draw.ts';
import { draws } from '../../rules/draw.ts';
import { killedWhileOpening } from '../emergency/kills.ts';
import type { Ledger } from '../emergency/ledger.ts';
import { openLedger } from '../emergency/ledger.ts';
import type * as InProcess from '../in-process.ts';
import type { InProcessService } from '../in-process.ts';
import { openInProcess } from '../in-process.ts';
import { importWithFault } from '../mutant.ts';
import { addPerson } from '../people.ts';
import type { FaultSuite, Measure } from '../suite.ts';

const MINUTE = 60_000;

/** What a patient decided beforehand. Each has two médecins traitants, and a document that may be read. */
const PEOPLE = [
  { key: 'willing', opposes: [], blocks: [] },
  { key: 'opposedToGlass', opposes: ['BTG'], blocks: [] },
  { key: 'opposedToCalls', opposes: ['ETREAT'], blocks: [] },
  { key: 'opposedToBoth', opposes: ['BTG', 'ETREAT'], blocks: [] },
  { key: 'blocking', opposes: [], blocks: ['pharmacist', 'regulator'] },
] as const;
type Person = (typeof PEOPLE)[number];

const REASONS = [
  'Patient inconscient, seul',
  '  Détresse vitale  ',
  'trop bref',
  '          ',
  '',
  null,
] as const;

/** One way to try, with the answer that the rules give it: said here again, apart from the engine. */
interface Attempt {
  readonly card: 'pharmacist' | 'nurse' | 'regulator' | 'secretary';
  readonly mode: 'BTG' | 'ETREAT';
  readonly person: Person;
  readonly reason: (typeof REASONS)[number];
  readonly call: 'new' | 'closed' | 'none';
  readonly traits: 'right' | 'wrong';
}

const draw = (random: Draw): Attempt => {
  const mode = random.pick(['BTG', 'ETREAT'] as const);
  return {
    card:
      mode === 'ETREAT' && !random.one(5) ? 'regulator' : random.pick(['pharmacist', 'nurse', 'secretary']),
    mode,
    person: random.pick(PEOPLE),
    reason: random.one(2) ? REASONS[0] : random.pick(REASONS),
    call: random.one(2) ? 'new' : random.pick(['new', 'closed', 'none']),
    traits: random.one(6) ? 'wrong' : 'right',
  };
};

/** docs/rules.md 2, steps 1 to 4, in the order of its tests. */
function expected({ card, mode, person, reason, call, traits }: Attempt): string {
  if (card === 'secretary') return 'CARD_MAY_NOT_READ';
  if (person.blocks.some((blocked) => blocked === card)) return 'BLOCKED_BY_PATIENT';
  if (mode === 'ETREAT' && card !== 'regulator') return 'REGULATOR_ONLY';
  if (mode === 'ETREAT' && call === 'none') return 'CALL_REQUIRED';
  if (person.opposes.some((opposed) => opposed === mode)) return 'EMERGENCY_OPPOSED';
  if (mode === 'BTG') {
    if (traits === 'wrong') return 'IDENTITY_MISMATCH';
    return Array.from((reason ?? '').trim()).length >= 10 ? 'permit' : 'JUSTIFICATION_REQUIRED';
  }
  if (call === 'closed') return 'EMERGENCY_SESSION_EXPIRED';
  return traits === 'wrong' ? 'IDENTITY_MISMATCH' : 'permit';
}

async function people(service: InProcessService): Promise<void> {
  const { client } = service;
  for (const { key, opposes, blocks } of PEOPLE) {
    addPerson(service, { key, birthDate: '1980-02-03', treatingDoctors: ['treatingDoctor', 'otherDoctor'] });
    await deposited(client, { about: key, by: 'doctor' });
    const token = await client.patientToken(key);
    for (const purpose of opposes) {
      await client.send('POST', '/fhir/Consent', {
        token,
        body: emergencySwitch(client, key, purpose, 'deny'),
      });
    }
    for (const card of blocks) await block(client, token, key, { system: PRO, value: client.card(card) });
  }
}

let calls = 0;

async function attempt(client: Client, tried: Attempt): Promise<WireAnswer> {
  const { system, ins, family, given, birthdate } = client.patient(tried.person.key);
  calls += 1;
  return client.exchange(await client.token(tried.card), {
    purpose_of_use: tried.mode,
    patient: `${system}|${ins}`,
    family: tried.traits === 'right' ? family : `${family}X`,
    given,
    birthdate,
    ...(tried.mode === 'BTG' && tried.reason !== null ? { justification: tried.reason } : {}),
    ...(tried.mode === 'ETREAT' && tried.call !== 'none'
      ? { call_id: tried.call === 'closed' ? 'closed' : `call-${calls}` }
      : {}),
  });
}

const insOf = (client: Client, { key }: Person) => {
  const { system, ins } = client.patient(key);
  return { system, value: ins };
};

/** A call that the regulator closed before. */
async function closeACall(client: Client): Promise<void> {
  const { system, ins } = client.patient('willing');
  const opened = await client.exchange(await client.token('regulator'), {
    purpose_of_use: 'ETREAT',
    patient: `${system}|${ins}`,
    call_id: 'closed',
  });
  await client.form('/auth/revoke', { token: tokenOf(opened) });
}

/** What is asked with the token while it lasts, and again once it ended: nothing may come from any cache. */
async function readAndEnd(
  service: InProcessService,
  key: string,
  token: string,
  random: Draw,
): Promise<readonly string[]> {
  const { client } = service;
  const ask = (): Promise<WireAnswer> =>
    client.send('GET', `/fhir/DocumentReference?${named(client, key)}`, { token });
  const open = await ask();
  const failures = open.status === 200 ? [] : [`a permitted access lists nothing: ${open.status}`];
  if (random.one(2)) await client.form('/auth/revoke', { token });
  else service.advance(60 * MINUTE + random.below(1_000));
  const after = await ask();
  return after.status < 300 ? [...failures, 'an access that ended still gives the list'] : failures;
}

interface Tallied {
  readonly permitted: number;
  readonly failures: readonly string[];
}

async function tryMany(service: InProcessService, count: number, seed: number): Promise<Tallied> {
  const random = draws(seed);
  const ledger: Ledger = openLedger(service.context);
  await people(service);
  await closeACall(service.client);
  ledger.skip();
  const failures: string[] = [];
  let permitted = 0;
  for (let index = 0; index < count; index += 1) {
    const tried = draw(random);
    const wanted = expected(tried);
    const answer = await attempt(service.client, tried);
    const was = answer.status === 200 ? 'permit' : told(answer).slice(4);
    const about = `attempt ${index} ${JSON.stringify(tried)}`;
    if (was !== wanted) failures.push(`${about}: ${was} where the rules say ${wanted}`);
    for (const each of ledger.differences(insOf(service.client, tried.person), tried.mode, was === 'permit'))
      failures.push(`${about}: ${each}`);
    if (was !== 'permit') continue;
    permitted += 1;
    for (const each of await readAndEnd(service, tried.person.key, tokenOf(answer), random)) {
      failures.push(`${about}: ${each}`);
    }
    ledger.skip();
  }
  return { permitted, failures };
}

async function attempts(cases: number, seed: number, log: (line: string) => void): Promise<Measure> {
  const service = await openInProcess();
  try {
    const { permitted, failures } = await tryMany(service, cases, seed);
    log(`${permitted} of ${cases} attempts were permitted`);
    return {
      what: 'attempts let in against the rules, from a cache, or without their one trace and their notices',
      cases,
      failures: permitted === 0 ? [...failures, 'nothing was ever permitted'] : failures,
      control: {
        fault: 'the médecins traitants are told only once the record was shown',
        seen: await seenWhenToldLate(seed),
      },
    };
  } finally {
    await service.close();
  }
}

async function seenWhenToldLate(seed: number): Promise<boolean> {
  const faulty = await importWithFault<typeof InProcess>('test/faults/in-process.ts', {
    fault: 'the médecins traitants are told only once the record was shown',
    file: 'electron/service/record/ruling.ts',
    find: 'notify(exchange.context, record, permit, exchange.now, act.changed);',
    put: `notify(exchange.context, record,
      { ...permit, notices: permit.notices.filter((notice) => notice !== 'treatingDoctor:emergency') },
      exchange.now);`,
  });
  const service = await faulty.openInProcess();
  try {
    return (await tryMany(service, 60, seed)).failures.length > 0;
  } finally {
    await service.close();
  }
}

/** Break-glass and calls: who gets in, what is written down and who is told, and what is left (G14). */
export const suite: FaultSuite = {
  name: 'emergency',
  goal: 'G14',
  run: async ({ full, seed, log }) => [
    await attempts(full ? 10_000 : 1_000, seed, log),
    await killedWhileOpening(full ? 1_000 : 8, seed, log),
  ],
};
