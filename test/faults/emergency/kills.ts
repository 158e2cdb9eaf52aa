import { startTestedService } from '../../electron/service/documents/service.ts';
import type { TestedService } from '../../electron/service/documents/service.ts';
import { chanceFrom } from '../../fixtures/random.ts';
import { z } from '../../../shared/schema/zod.ts';
import type { Measure } from '../suite.ts';

/** Openings at once in one round. */
const AT_ONCE = 4;

const Traces = z.looseObject({
  entry: z.array(z.looseObject({ resource: z.looseObject({}) })).optional(),
});

/** What is found of one kind of opening: its traces, and its mails to each side. */
interface Found {
  readonly traces: ReadonlyMap<string, number>;
  readonly holder: number;
  readonly doctor: number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * The service is killed while the glass is broken. An opening that was acknowledged has its one trace and its
 * notices; one that was not has all of them or none, and nothing is written or told twice.
 */
export async function killedWhileOpening(
  kills: number,
  seed: number,
  log: (line: string) => void,
): Promise<Measure> {
  const chance = chanceFrom(seed);
  const service = await startTestedService();
  const acknowledged = new Set<string>();
  let tried = 0;
  const before = mailsTo(service);
  for (let round = 0; round < kills; round += 1) {
    const token = await service.token('pharmacist');
    const openings = Array.from({ length: AT_ONCE }, async () => {
      tried += 1;
      const reason = `Patient inconscient, essai ${tried} fin`;
      const answer = await service.exchange(token, purpose(service, reason));
      if (answer.status === 200) acknowledged.add(reason);
    });
    const done = Promise.allSettled(openings);
    await pause(chance.next() * 60);
    await service.kill();
    await done;
    await service.restart();
  }
  const after = mailsTo(service);
  const found: Found = {
    traces: await tracesOf(service),
    holder: after.holder - before.holder,
    doctor: after.doctor - before.doctor,
  };
  await service.stop();
  log(`${kills} kills, ${tried} openings, ${acknowledged.size} acknowledged, ${found.traces.size} traced`);
  return {
    what: 'openings under a kill without exactly one trace and one notice to each',
    cases: tried,
    failures: differences(acknowledged, found),
    control: {
      fault: 'a notice that is sent after the record was shown, lost with the kill',
      seen: differences(acknowledged, { ...found, holder: found.holder - 1 }).length > 0,
    },
  };
}

function purpose(service: TestedService, justification: string): Record<string, string> {
  const { family, given, birthdate } = service.patient('adult');
  return { purpose_of_use: 'BTG', family, given, birthdate, justification };
}

function mailsTo(service: TestedService): { readonly holder: number; readonly doctor: number } {
  const notices = service.mails().map(({ notice }) => notice);
  return {
    holder: notices.filter((notice) => notice === 'patient:emergency').length,
    doctor: notices.filter((notice) => notice === 'treatingDoctor:emergency').length,
  };
}

/** How often each reason stands in the journal as the patient reads it. */
async function tracesOf(service: TestedService): Promise<ReadonlyMap<string, number>> {
  const { system, ins } = service.patient('adult');
  const token = await service.patientToken('adult');
  const counted = new Map<string, number>();
  let path: string | undefined =
    `/fhir/AuditEvent?patient.identifier=${encodeURIComponent(`${system}|${ins}`)}&_count=200`;
  while (path !== undefined) {
    const answer = await service.call('GET', path, { token });
    const page = Traces.parse(answer.json);
    for (const { resource } of page.entry ?? []) {
      const [reason] = /Patient inconscient, essai \d+ fin/.exec(JSON.stringify(resource)) ?? [];
      if (reason !== undefined) counted.set(reason, (counted.get(reason) ?? 0) + 1);
    }
    path = nextOf(answer.json);
  }
  return counted;
}

const Linked = z.looseObject({
  link: z.array(z.looseObject({ relation: z.string(), url: z.string() })).optional(),
});

function nextOf(bundle: unknown): string | undefined {
  const url = Linked.parse(bundle).link?.find(({ relation }) => relation === 'next')?.url;
  if (url === undefined) return undefined;
  const { pathname, search } = new URL(url, 'http://localhost');
  return `${pathname}${search}`;
}

function differences(
  acknowledged: ReadonlySet<string>,
  { traces, holder, doctor }: Found,
): readonly string[] {
  const twice = [...traces].filter(([, count]) => count !== 1);
  const lost = [...acknowledged].filter((reason) => !traces.has(reason));
  return [
    ...twice.map(([reason, count]) => `${reason}: ${count} traces`),
    ...lost.map((reason) => `${reason}: acknowledged, and not traced`),
    ...(holder === traces.size ? [] : [`${traces.size} openings, ${holder} notices to the holder`]),
    ...(doctor === traces.size ? [] : [`${traces.size} openings, ${doctor} notices to the médecin traitant`]),
  ];
}
