import type { Client } from '../../blackbox/client.ts';
import { named } from '../../blackbox/acts.ts';
import type { WireAnswer } from '../../blackbox/transport.ts';
import { jsonOf } from '../../blackbox/transport.ts';
import { draws } from '../../rules/draw.ts';
import { z } from '../../../shared/schema/zod.ts';
import { difference } from '../hidden/compare.ts';
import type { Names } from '../hidden/probes.ts';
import { PROBES } from '../hidden/probes.ts';
import type { Reader, Scene } from '../hidden/scenes.ts';
import { openScene, READERS, unknownNames } from '../hidden/scenes.ts';
import type { Verdict } from '../hidden/timing.ts';
import { compareTimes, interleaved } from '../hidden/timing.ts';
import type * as InProcess from '../in-process.ts';
import type { InProcessService } from '../in-process.ts';
import { openInProcess } from '../in-process.ts';
import type { Mutant } from '../mutant.ts';
import { importWithFault } from '../mutant.ts';
import type { FaultSuite } from '../suite.ts';

/** A difference smaller than this is lost in any network, and in the noise of the machine that measures. */
const NOISE_MS = 0.25;
const SIGNIFICANT = 0.001;

interface Found {
  cases: number;
  readonly failures: string[];
}

const nothing = (): Found => ({ cases: 0, failures: [] });

/** What is compared, one list a measure. */
interface Results {
  readonly answers: Found;
  readonly traces: Found;
  readonly lists: Found;
}

async function ask(client: Client, scene: Scene, names: Names, at: number): Promise<WireAnswer> {
  const probe = PROBES[at];
  if (probe === undefined) throw new Error('no such probe');
  const { method, path, headers, body, type } = probe.request(
    { client, patient: scene.patient, card: scene.reader.card },
    names,
  );
  return client.send(method, path, { token: scene.token, headers, body, type });
}

/** All of one scene: what a hidden document answers beside an unknown one, and what lists show of it. */
async function look(client: Client, scene: Scene, { answers, traces, lists }: Results): Promise<void> {
  const where = `${scene.reader.name}, ${scene.reason}`;
  const before = await listsOf(client, scene);
  const names = await scene.hide();
  const after = await listsOf(client, scene);
  for (const [at, { route, answer }] of before.entries()) {
    const later = after[at]?.answer;
    lists.cases += 1;
    const different = later === undefined ? 'missing' : difference([answer, names], [later, names]);
    if (different !== undefined) lists.failures.push(`${where}, ${route}: ${different}`);
  }

  const own = () => ownTraces(client, scene);
  const unknown = unknownNames(names, client);
  const first = await own();
  const hiddenAnswers: WireAnswer[] = [];
  for (const at of PROBES.keys()) hiddenAnswers.push(await ask(client, scene, names, at));
  const second = await own();
  for (const [at, { route }] of PROBES.entries()) {
    const answer = await ask(client, scene, unknown, at);
    const hidden = hiddenAnswers[at];
    answers.cases += 1;
    const different = hidden && difference([hidden, names], [answer, unknown]);
    if (different !== undefined) answers.failures.push(`${where}, ${route}: ${different}`);
  }
  const third = await own();
  traces.cases += 1;
  const [asHidden, asUnknown] = [added(first, second), added(second, third)];
  if (asHidden !== asUnknown) traces.failures.push(`${where}: ${asHidden} | ${asUnknown}`);
  const leak = [names.id, names.binary, names.unique, names.set].find((name) => third.text.includes(name));
  if (leak !== undefined) traces.failures.push(`${where}: a trace names what is hidden`);
}

/** Everything that lists, counts or sums up, in which a hidden document must leave no mark. */
async function listsOf(client: Client, { patient, token }: Scene) {
  const documents = `/fhir/DocumentReference?${named(client, patient)}`;
  const { system, ins } = client.patient(patient);
  const routes = [
    documents,
    `${documents}&status=current,superseded,entered-in-error`,
    `${documents}&status=superseded`,
    `${documents}&status=entered-in-error`,
    `${documents}&_count=0`,
    `${documents}&_count=1`,
    `${documents}&_sort=date`,
    `${documents}&isArchived=false`,
    `${documents}&_content=contenu`,
    `/fhir/List?${named(client, patient)}&code=submissionset`,
    `/fhir/List?${named(client, patient)}&code=submissionset&_count=1`,
    `/fhir/Patient?identifier=${system}|${ins}`,
    '/fhir/Patient?my-records=true',
    `/fhir/Consent?${named(client, patient)}&actor=me`,
  ];
  const seen: { route: string; answer: WireAnswer }[] = [];
  for (const route of routes) {
    let answer = await client.send('GET', route, { token });
    seen.push({ route, answer });
    for (let page = 2; page < 9; page += 1) {
      const next = nextOf(answer);
      if (next === undefined) break;
      answer = await client.send('GET', next, { token });
      seen.push({ route: `${route}, page ${page}`, answer });
    }
  }
  return seen;
}

const Bundle = z.looseObject({
  total: z.int().optional(),
  link: z.array(z.looseObject({ relation: z.string(), url: z.string() })),
});

const nextOf = (answer: WireAnswer): string | undefined => {
  const bundle = Bundle.safeParse(jsonOf(answer));
  return bundle.success ? bundle.data.link.find(({ relation }) => relation === 'next')?.url : undefined;
};

const Traces = z.looseObject({
  total: z.int(),
  entry: z
    .array(
      z.looseObject({
        resource: z.looseObject({
          subtype: z.array(z.looseObject({ code: z.string() })),
          outcomeDesc: z.string().optional(),
          agent: z.array(
            z.looseObject({ who: z.looseObject({ identifier: z.looseObject({ value: z.string() }) }) }),
          ),
          entity: z.array(z.unknown()),
        }),
      }),
    )
    .default([]),
});

interface OwnTraces {
  readonly total: number;
  /** Newest first: what was done, what came of it, and how much of it is named. */
  readonly lines: readonly string[];
  readonly text: string;
}

/** What a professional reads of his own doings: who tried in vain must not find there what he tried. */
async function ownTraces(client: Client, { patient, token, reader }: Scene): Promise<OwnTraces> {
  const answer = await client.send('GET', `/fhir/AuditEvent?${named(client, patient)}&_count=200`, { token });
  const text = answer.bytes.toString('utf8');
  const parsed = Traces.safeParse(jsonOf(answer));
  // The patient's side sees every attempt, with its reason; who may not read at all sees none.
  if (!parsed.success || reader.card === null) return { total: 0, lines: [], text: '' };
  const lines = parsed.data.entry.map(({ resource }) =>
    [resource.subtype[0]?.code, resource.outcomeDesc, resource.entity.length].join(' '),
  );
  return { total: parsed.data.total, lines, text };
}

const added = (before: OwnTraces, after: OwnTraces): string => {
  const count = after.total - before.total;
  return `${count} traces: ${tally(after.lines.slice(0, count))}`;
};

const tally = (lines: readonly string[]): string =>
  [...Map.groupBy(lines, (line) => line)]
    .map(([line, all]) => `${all.length} × ${line}`)
    .toSorted()
    .join(', ');

async function lookAround(
  service: InProcessService,
  client: Client,
  readers: readonly Reader[],
  rounds: number,
): Promise<Results> {
  const results = { answers: nothing(), traces: nothing(), lists: nothing() };
  for (let round = 0; round < rounds; round += 1) {
    for (const reader of readers) {
      for (const reason of reader.reasons) {
        service.advance(60_000);
        await look(client, await openScene(service, client, reader, reason), results);
      }
    }
  }
  return results;
}

/** Routes whose times are compared: a reading, a reading of bytes, a search, a change, a deposit, a set. */
const TIMED = [
  'GET DocumentReference/id',
  'GET Binary',
  'search identifier',
  'PATCH archive by id',
  'PATCH mask by id',
  'ITI-105 replace by id',
  'ITI-65 replace by id',
  'GET List/id',
];

async function times(
  client: Client,
  scene: Scene,
  { pairs, seed, routes }: { pairs: number; seed: number; routes: readonly string[] },
): Promise<readonly { route: string; verdict: Verdict }[]> {
  const names = await scene.hide();
  const unknown = unknownNames(names, client);
  const draw = draws(seed);
  const verdicts = [];
  for (const route of routes) {
    const at = PROBES.findIndex((probe) => probe.route === route);
    const once = (which: Names) => () => ask(client, scene, which, at);
    await interleaved(20, draw, once(names), once(unknown));
    const verdict = compareTimes(await interleaved(pairs, draw, once(names), once(unknown)));
    verdicts.push({ route, verdict });
  }
  return verdicts;
}

const differs = ({ effect, p }: Verdict): boolean => p < SIGNIFICANT && Math.abs(effect) > NOISE_MS;

const pharmacist = READERS.find(({ name }) => name === 'pharmacist');
if (pharmacist === undefined) throw new Error('no pharmacist reads');

async function onFaulty<T>(
  mutant: Mutant,
  ask_: (service: InProcessService, client: Client) => Promise<T>,
): Promise<T> {
  const faulty = await importWithFault<typeof InProcess>('test/faults/in-process.ts', mutant);
  const service = await faulty.openInProcess();
  try {
    return await ask_(service, await service.listen());
  } finally {
    await service.close();
  }
}

/** A hidden document beside one that never was, on every route, for every reason and every reader. */
export const suite: FaultSuite = {
  name: 'hidden',
  goal: 'hidden means absent',
  run: async ({ full, seed, log }) => {
    const service = await openInProcess();
    try {
      const client = await service.listen();
      const { answers, traces, lists } = await lookAround(service, client, READERS, full ? 3 : 1);
      log(`${READERS.length} readers, ${PROBES.length} ways to ask for one document`);
      const pairs = full ? 1_000 : 150;
      const timed: Found = nothing();
      for (const reason of full ? pharmacist.reasons : (['MASKED', 'DELETED'] as const)) {
        service.advance(60_000);
        const scene = await openScene(service, client, pharmacist, reason);
        for (const { route, verdict } of await times(client, scene, {
          pairs,
          seed,
          routes: TIMED,
        })) {
          timed.cases += pairs;
          log(`${reason}, ${route}: ${verdict.effect.toFixed(3)} ms apart, p = ${verdict.p.toPrecision(2)}`);
          if (differs(verdict))
            timed.failures.push(`${reason}, ${route}: ${verdict.effect.toFixed(3)} ms apart`);
        }
      }
      const controls = await seededFaults(seed);
      return [
        {
          what: 'answers that tell a hidden document from an unknown one',
          ...answers,
          control: controls.answers,
        },
        { what: 'readers whose own traces tell it', ...traces, control: controls.traces },
        { what: 'lists, totals and pages that show a hidden document', ...lists, control: controls.lists },
        { what: 'pairs of answers of which time tells the hidden one', ...timed, control: controls.times },
      ];
    } finally {
      await service.close();
    }
  },
};

async function seededFaults(seed: number) {
  const reader = { ...pharmacist, reasons: ['MASKED'] } as Reader;
  const answers: Mutant = {
    fault: 'a hidden document is refused with one word more',
    file: 'electron/service/http/refusal.ts',
    find: "return new Refusal('NOT_FOUND', { traced, hides: true });",
    put: "return new Refusal('NOT_FOUND', { traced, hides: true, ...(traced === 'MASKED' ? { detail: 'x' } : {}) });",
  };
  const traces: Mutant = {
    fault: 'one’s own traces count what was hidden',
    file: 'electron/service/storage/traces.ts',
    find: "(@discreetTo IS NULL OR agent IS NOT @discreetTo OR json_extract(entry, '$.told') IS NULL)",
    put: '(@discreetTo IS NULL OR agent IS NOT @discreetTo OR 1)',
  };
  const lists: Mutant = {
    fault: 'the total counts all documents',
    file: 'electron/service/documents/search.ts',
    find: 'total: search.total ? found.length : null,',
    put: 'total: search.total ? view.indexed.documents.length : null,',
  };
  const slow: Mutant = {
    fault: 'an unknown identifier is answered 1 ms later',
    file: 'electron/service/documents/read.ts',
    find: 'if (row === undefined || record === undefined) throw unknownDocument(exchange);',
    put: `if (row === undefined) for (const began = performance.now(); performance.now() - began < 1; );
  if (row === undefined || record === undefined) throw unknownDocument(exchange);`,
  };
  const around = (mutant: Mutant, of: keyof Results) =>
    onFaulty(mutant, async (service, client) => {
      const results = await lookAround(service, client, [reader], 1);
      return { fault: mutant.fault, seen: results[of].failures.length > 0 };
    });
  return {
    answers: await around(answers, 'answers'),
    traces: await around(traces, 'traces'),
    lists: await around(lists, 'lists'),
    times: await onFaulty(slow, async (service, client) => {
      const scene = await openScene(service, client, reader, 'MASKED');
      const routes = ['GET DocumentReference/id'];
      const [found] = await times(client, scene, { pairs: 150, seed, routes });
      return { fault: slow.fault, seen: found !== undefined && differs(found.verdict) };
    }),
  };
}
