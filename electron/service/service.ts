import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { lockFile } from '../store/lock.ts';
import { openStore } from '../store/open.ts';
import type { WritableDatabase } from '../store/open.ts';
import { privateSocketPath } from './address.ts';
import { openProSanteConnect } from './auth/pro-sante-connect.ts';
import { keepChores } from './chores.ts';
import { openChanges } from './changes/changes.ts';
import type { Clock } from './clock.ts';
import { iso, startClock } from './clock.ts';
import type { ServiceContext, Stores } from './context.ts';
import { openMatrices } from './habilitation/matrices.ts';
import { matrixStore } from './habilitation/store.ts';
import { buildApp } from './http/app.ts';
import type { Delivery } from './notices/delivery.ts';
import { startDelivery } from './notices/delivery.ts';
import type { MailServer } from './notices/mail-server.ts';
import { readMailServer } from './notices/mail-server.ts';
import { messageIds } from './notices/message-id.ts';
import { openPost } from './notices/post.ts';
import { openSmtp } from './notices/smtp.ts';
import { operatorSecret } from './operator/secret.ts';
import type { ServiceOptions } from './options.ts';
import { answeredStore } from './storage/answered.ts';
import { consentStore } from './storage/consents.ts';
import { directoryStore } from './storage/directory.ts';
import { deliveryStore } from './storage/mail-deliveries.ts';
import type { FactStore } from './storage/mails.ts';
import { factStore, mailStore } from './storage/mails.ts';
import { offlineOpeningStore } from './storage/offline-openings.ts';
import { postHeadStore } from './storage/post-heads.ts';
import { reviewStore } from './storage/review.ts';
import { recordStore } from './storage/records.ts';
import { MIGRATIONS } from './storage/schema.ts';
import { sectionStore } from './storage/sections.ts';
import { sessionStore } from './storage/sessions.ts';
import { spaceStore } from './storage/space.ts';
import { takingPartStore } from './storage/taking-part.ts';
import { traceStore } from './storage/traces.ts';
import { openWriter } from './storage/writer.ts';
import { journalKey, openJournal } from './traces/journal.ts';

export interface RunningService {
  /** What is told to whoever started it. */
  readonly ready: Readonly<Record<string, string>>;
  /** Answers what was asked already, then stops. */
  stop(): Promise<void>;
}

/** Why the service does not start. */
export class CannotStart extends Error {}

/**
 * Opens the data folder, exclusively, and starts to listen.
 *
 * @throws CannotStart with a sentence for the person at the terminal
 */
export async function startService(options: ServiceOptions): Promise<RunningService> {
  const { dataDir } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const mailServer = readMailServer(join(dataDir, 'mail.json'));
  if (!mailServer.ok) throw new CannotStart(mailServer.error);
  const unlock = lockFile(join(dataDir, 'service.lock'));
  if (unlock === null) throw new CannotStart('another service is using this data folder');
  const key = storeKey(join(dataDir, 'service.key'));
  const opened = openStore(join(dataDir, 'service.db'), key, MIGRATIONS);
  key.fill(0);
  if (!opened.ok) throw new CannotStart(`the store cannot be opened (${opened.error.code})`);
  const db = opened.value;
  let delivery: Delivery | undefined;
  const context = createContext(db, options, {
    server: mailServer.value,
    wake: () => delivery?.wake(),
  });
  if (options.seed === 'demo' && context.stores.facts.get('seed') === undefined) {
    // Loaded for the one start that needs it: writing the demo's documents takes a whole PDF library.
    const { seedDemo } = await import('./seeding/seed.ts');
    await seedDemo(context, dataDir);
  }
  if (options.seed === 'demo' && context.stores.facts.get('seed.sections') === undefined) {
    const { seedSections } = await import('./seeding/sections.ts');
    seedSections(context);
  }
  const app = buildApp(context);
  delivery = mailServer.value === null ? undefined : deliverBy(context, mailServer.value);
  const ready = await listen(app, context, options);
  const stopChores = keepChores(context);
  return {
    ready,
    stop: async () => {
      stopChores();
      // A connection that a client gave up can look busy for a minute more: whoever is answered by then is let go.
      const letGo = setTimeout(() => app.server.closeAllConnections(), LET_GO_MS);
      await app.close();
      clearTimeout(letGo);
      await delivery?.stop();
      db.close();
      unlock();
    },
  };
}

/**
 * The key of the store lies beside it, readable by its owner alone: the embedded service protects its data as
 * the account that runs it does, and no more. A server would take the key from its operator.
 */
function storeKey(path: string): Buffer {
  if (!existsSync(path)) {
    const key = randomBytes(32);
    const fresh = `${path}.new`;
    const file = openSync(fresh, 'w', 0o600);
    writeSync(file, key);
    fsyncSync(file);
    closeSync(file);
    renameSync(fresh, path);
    key.fill(0);
  }
  return readFileSync(path);
}

/** Mails leave by SMTP, whatever waits from before first. Its schedule goes by the machine's time. */
function deliverBy({ stores, writer }: ServiceContext, server: MailServer): Delivery {
  const smtp = openSmtp(server);
  return startDelivery({ store: stores.deliveries, writer, smtp, schedule: server, now: Date.now });
}

/** How committed mails leave, beside the files of the mail folder. */
interface MailWay {
  readonly server: MailServer | null;
  /** Something was committed: perhaps a mail. */
  wake(): void;
}

/** Longer than any request takes: its transaction is one commit. */
const LET_GO_MS = 2_000;

/** All that the parts of the service work with, over an open store. */
export function createContext(
  db: WritableDatabase,
  { dataDir, now, seed }: ServiceOptions,
  mailWay: MailWay = { server: null, wake: () => undefined },
  clockOf: (facts: FactStore) => Clock = (facts) => startClock(now, facts),
): ServiceContext {
  const facts = factStore(db);
  const deliveries = deliveryStore(db);
  const messageId = messageIds(facts, mailWay.server);
  const stores: Stores = {
    directory: directoryStore(db),
    records: recordStore(db),
    consents: consentStore(db),
    sessions: sessionStore(db),
    traces: traceStore(db),
    // Before a server was configured nothing waits for one: old news are not sent all at once.
    mails: mailStore(db, (seq) => {
      if (messageId !== null) deliveries.queue(seq, messageId(seq), Date.now());
    }),
    deliveries,
    postHeads: postHeadStore(db),
    offlineOpenings: offlineOpeningStore(db),
    review: reviewStore(db),
    facts,
    space: spaceStore(db),
    sections: sectionStore(db),
    takingPart: takingPartStore(db),
    matrices: matrixStore(db),
    answered: answeredStore(db),
  };
  const clock = clockOf(facts);
  const changes = openChanges(() => clock.now());
  const journal = openJournal(stores.traces, journalKey(facts), (recordId) => changes.record(recordId));
  const matrices = openMatrices(stores.matrices);
  const post = openPost(stores.mails, join(dataDir, 'mail'));
  post.deliver();
  return {
    db,
    stores,
    journal,
    changes,
    writer: openWriter(
      db,
      () => {
        post.deliver();
        mailWay.wake();
        changes.committed();
      },
      () => {
        journal.reload();
        clock.reload();
        matrices.reload();
      },
    ),
    clock,
    matrices,
    get policy() {
      return matrices.inForce(clock.now()).policy;
    },
    address: { url: 'http://localhost' },
    demonstration: seed === 'demo',
    operator: operatorSecret(dataDir),
    proSanteConnect: openProSanteConnect(join(dataDir, 'pro-sante-connect.json')),
  };
}

async function listen(
  app: FastifyInstance,
  context: ServiceContext,
  { dataDir, port, now }: ServiceOptions,
): Promise<Readonly<Record<string, string>>> {
  const folders = { data: dataDir, cards: join(dataDir, 'cards') };
  const clock = now === null ? {} : { now: iso(now + context.clock.offset()) };
  if (port === null) {
    const socket = privateSocketPath(dataDir);
    const before = process.umask(0o177);
    try {
      await app.listen({ path: socket });
    } finally {
      process.umask(before);
    }
    return { socket, ...folders, ...clock };
  }
  const url = await app.listen({ port, host: '127.0.0.1' });
  context.address.url = url;
  return { url, ...folders, ...clock };
}
