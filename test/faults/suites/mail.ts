import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTestedService } from '../../electron/service/documents/service.ts';
import type { MailSink } from '../../electron/service/notices/mail-sink.ts';
import { openMailSink } from '../../electron/service/notices/mail-sink.ts';
import { chanceFrom } from '../../fixtures/random.ts';
import type { FaultSuite } from '../suite.ts';

/** Acts at once in one round, each of which causes one mail. */
const ACTS = 6;
const PATIENCE_MS = 30_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Exactly one mail an event for its receiver: the service is killed while it sends to a real SMTP server that
 * answers late or loses its answer. The receiver tells mails apart by their Message-ID, as mail servers do.
 */
export const suite: FaultSuite = {
  name: 'mail',
  goal: 'exactly one mail an event',
  run: async (options) => {
    const rounds = options.full ? 300 : 12;
    const chance = chanceFrom(options.seed);
    const random = (): number => chance.next();
    const sink = await openMailSink({
      losesAnswer: () => random() < 0.15,
      delayMs: () => Math.floor(random() * 40),
    });
    const service = await startTestedService();
    const settings = {
      host: '127.0.0.1',
      port: sink.port,
      tls: 'none',
      from: 'Mon espace santé <ne-pas-repondre@espace.example>',
      retryAfterSeconds: [1],
    };
    writeFileSync(join(service.dataDir, 'mail.json'), JSON.stringify(settings));
    await service.restart();
    const before = sequences(service.dataDir).length;
    let acknowledged = 0;
    for (let round = 0; round < rounds; round += 1) {
      await service.token('doctor');
      const acts = Array.from({ length: ACTS }, async () => {
        await service.consent('doctor', 'adult');
        acknowledged += 1;
      });
      const done = Promise.allSettled(acts);
      await pause(random() * 150);
      await service.kill();
      await done;
      await service.restart();
    }
    const events = await settled(service.dataDir, before, sink);
    await service.stop();
    await sink.close();
    options.log(
      `${events} events, ${acknowledged} acknowledged, ${sink.received.length} transmissions, ${rounds} kills`,
    );
    return [
      {
        what: 'events with no mail, two mails or another mail',
        cases: events,
        failures: differences(events, acknowledged, sink),
        control: {
          fault: 'a receiver that does not look at the Message-ID: it has more mails than events',
          seen: sink.received.length > events,
        },
      },
    ];
  },
};

const sequences = (dataDir: string): readonly string[] =>
  readdirSync(join(dataDir, 'mail')).filter((name) => name.endsWith('.json'));

/** How many events there were, once each had time to be told of. */
async function settled(dataDir: string, before: number, sink: MailSink): Promise<number> {
  const deadline = Date.now() + PATIENCE_MS;
  const events = (): number => sequences(dataDir).length - before;
  while (distinct(sink).size < events() && Date.now() < deadline) await pause(100);
  return events();
}

const distinct = (sink: MailSink): ReadonlyMap<string, string> =>
  new Map(sink.received.map(({ messageId, to, subject, text }) => [messageId, `${to} ${subject} ${text}`]));

function differences(events: number, acknowledged: number, sink: MailSink): readonly string[] {
  const contents = distinct(sink);
  return [
    ...(contents.size === events ? [] : [`${events} events, ${contents.size} different mails`]),
    ...(acknowledged <= events ? [] : [`${acknowledged} acts acknowledged, ${events} events`]),
    ...sink.received
      .filter((mail) => contents.get(mail.messageId) !== `${mail.to} ${mail.subject} ${mail.text}`)
      .map(({ messageId }) => `${messageId} came twice and differed`),
  ];
}
