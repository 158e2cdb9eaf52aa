import { demoDocuments } from '../../../electron/service/demo/documents.ts';
import { z } from '../../../shared/schema/zod.ts';
import { chanceFrom } from '../../fixtures/random.ts';
import type { InProcessService } from '../in-process.ts';
import { openInProcess } from '../in-process.ts';
import type { FaultSuite } from '../suite.ts';

/** What the European health data space asks of each log (EHDS, annex II 3.2): who, whose, what, when, and how it ended. */
const Logged = z.object({
  agents: z.array(z.object({ id: z.string().min(1), role: z.string().min(1) })).min(1),
  record: z.string().optional(),
  action: z.string().min(1),
  at: z.int().positive(),
  outcome: z.string().min(1),
});

const CARDS = [
  'doctor',
  'otherDoctor',
  'pharmacist',
  'nurse',
  'midwife',
  'socialWorker',
  'regulator',
] as const;
const PATIENTS = ['adult', 'adult2', 'minor', 'twinA', 'emergencyOff', 'closed'] as const;
const PATHS = [
  'DocumentReference?patient.identifier=',
  'Consent?actor=me&patient.identifier=',
  'AuditEvent?patient.identifier=',
  'List?code=submissionset&patient.identifier=',
] as const;

/** Every decision is logged, refused or not, with what the law asks and without a clinical word. */
export const suite: FaultSuite = {
  name: 'traces',
  goal: 'G39',
  run: async (options) => {
    const requests = options.full ? 100_000 : 1_500;
    const chance = chanceFrom(options.seed);
    const service = await openInProcess();
    const words = clinicalWords(service);
    const missing: string[] = [];
    const clinical: string[] = [];
    let decisions = 0;
    for (let turn = 0; turn < requests; turn += 1) {
      const card = chance.pick(CARDS);
      const patient = chance.pick(PATIENTS);
      const path = chance.pick(PATHS);
      const token = await service.client.token(card);
      const before = service.context.journal.head().size;
      const { system, ins } = service.client.patient(patient);
      const answer = await service.client.send(
        'GET',
        `/fhir/${path}${encodeURIComponent(`${system}|${ins}`)}`,
        { token },
      );
      const entries = entriesAfter(service, before);
      decisions += 1;
      missing.push(
        ...faultsOf(entries, { actor: service.client.card(card), status: answer.status }).map(
          (fault) => `${card} ${path} ${patient}: ${fault}`,
        ),
      );
      clinical.push(...entries.filter((entry) => holdsOneOf(entry, words)));
      // Tokens end; the hand clock keeps them alive, and the ceiling of patients from being the only answer.
      if (turn % 200 === 199) service.advance(10 * 60_000);
    }
    await service.close();
    const [word = ''] = words;
    return [
      {
        what: 'decisions without a log of who, whose, what, when and how it ended',
        cases: decisions,
        failures: missing,
        control: {
          fault: 'a decision that left no entry',
          seen: faultsOf([], { actor: 'x', status: 200 }).length > 0,
        },
      },
      {
        what: 'logs with a clinical word of the record',
        cases: decisions,
        failures: clinical,
        control: {
          fault: 'a title in an entry',
          seen: holdsOneOf(JSON.stringify({ action: 'read', title: word }), words),
        },
      },
    ];
  },
};

function entriesAfter({ context }: InProcessService, size: number): readonly string[] {
  return [...context.stores.traces.between(size, context.journal.head().size)].map(({ entry }) => entry);
}

function faultsOf(
  entries: readonly string[],
  expected: { readonly actor: string; readonly status: number },
): readonly string[] {
  if (entries.length === 0) return ['nothing was logged'];
  return entries.flatMap((text) => {
    const entry = Logged.safeParse(JSON.parse(text));
    if (!entry.success) return [entry.error.issues[0]?.path.join('.') ?? 'unreadable'];
    const { agents, outcome, record } = entry.data;
    if (agents[0]?.id !== expected.actor) return ['another agent'];
    if (record === undefined) return ['no record'];
    return (outcome === 'permit') === expected.status < 400
      ? []
      : [`logged ${outcome}, answered ${expected.status}`];
  });
}

/** Titles and longer words of what lies in the records: none of them belongs into a log. */
function clinicalWords({ context }: InProcessService): readonly string[] {
  const titles = demoDocuments(context.clock.now()).map(({ title }) => title);
  return [...new Set(titles)].filter((title) => title.length > 8);
}

const holdsOneOf = (text: string, words: readonly string[]): boolean =>
  words.some((word) => text.includes(word));
