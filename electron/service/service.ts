import { hkdfSync } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { ServiceTrouble } from '../../shared/doctor/service-trouble.ts';
import { z } from '../../shared/schema/zod.ts';
import { lockFile } from '../store/lock.ts';
import type { KeptStore } from '../store/kept.ts';
import { openKept } from '../store/kept.ts';
import type { OpenError } from '../store/open.ts';
import type { Recovery } from '../store/recover.ts';
import { recoveryTold } from '../store/recover.ts';
import { openReserve } from '../store/reserve.ts';
import { diskOf } from '../store/disk.ts';
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
import { serviceKey } from './service-key.ts';
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
import type { TraceStore } from './storage/traces.ts';
import { traceStore } from './storage/traces.ts';
import { uploadStore } from './storage/uploads.ts';
import { openWriter } from './storage/writer.ts';
import { journalKey, openJournal } from './traces/journal.ts';

export interface RunningService {
  /** What is told to whoever started it. */
  readonly ready: Readonly<Record<string, string>>;
  /**
   * The disk failed: nothing more is acknowledged. Whoever runs the service ends it and starts it again, which
   * verifies the store.
   */
  readonly failed: Promise<void>;
  /** Answers what was asked already, then stops. */
  stop(): Promise<void>;
}

/** Why the service does not start. */
export class CannotStart extends Error {
  readonly trouble: ServiceTrouble;
  constructor(sentence: string, why: ServiceTrouble['why'] = 'unknown', needs: string | null = null) {
    super(sentence);
    this.trouble = { why, needs };
  }
}

/**
 * Opens the data folder, exclusively, and starts to listen.
 *
 * @param onPreparing told, at the first start with the demo, how much of it is made
 * @throws CannotStart with a sentence for the person at the terminal
 */
export async function startService(
  options: ServiceOptions,
  onPreparing: (done: number, of: number) => void = () => undefined,
): Promise<RunningService> {
  const { dataDir } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const mailServer = readMailServer(join(dataDir, 'mail.json'));
  if (!mailServer.ok) throw new CannotStart(mailServer.error);
  const unlock = lockFile(join(dataDir, 'service.lock'));
  if (unlock === null) throw new CannotStart('another service is using this data folder', 'inUse');
  const store = openServiceStore(dataDir, unlock);
  const db = store.database;
  let delivery: Delivery | undefined;
  const context = createContext(db, options, {
    server: mailServer.value,
    wake: () => delivery?.wake(),
  });
  if (options.seed === 'demo' && context.stores.facts.get('seed') === undefined) {
    // Loaded for the one start that needs it: writing the demo's documents takes a whole PDF library.
    const { seedDemo } = await import('./seeding/seed.ts');
    await seedDemo(context, dataDir, onPreparing);
  }
  if (options.seed === 'demo' && context.stores.facts.get('seed.sections') === undefined) {
    const { seedSections } = await import('./seeding/sections.ts');
    seedSections(context);
  }
  const app = buildApp(context);
  delivery = mailServer.value === null ? undefined : deliverBy(context, mailServer.value);
  const ready = await listen(app, context, options);
  const stopChores = keepChores(context);
  const failed = new Promise<void>((resolve) => {
    diskOf(db).onChange((state) => {
      if (state === 'failed') resolve();
    });
  });
  return {
    ready,
    failed,
    stop: async () => {
      stopChores();
      // A connection that a client gave up can look busy for a minute more: whoever is answered by then is let go.
      const letGo = setTimeout(() => app.server.closeAllConnections(), LET_GO_MS);
      await app.close();
      clearTimeout(letGo);
      await delivery?.stop();
      store.close();
      unlock();
    },
  };
}

/**
 * Opens the store of a data folder. A damaged one is set aside and what can be read of it goes on; nothing is deleted.
 *
 * @throws CannotStart with a sentence for the person at the terminal
 */
function openServiceStore(dataDir: string, unlock: () => void): KeptStore {
  const refuse = (...because: ConstructorParameters<typeof CannotStart>): never => {
    unlock();
    throw new CannotStart(...because);
  };
  const file = join(dataDir, 'service.db');
  const key = serviceKey(join(dataDir, 'service.key'), file);
  if (!key.ok) return refuse(`${key.error}: the store is left as it is`, 'keyLost');
  const opened = openKept({
    file,
    key: key.value,
    witnessKey: Buffer.from(
      hkdfSync('sha256', key.value, Buffer.alloc(0), 'poste-sante service witness 1', 32),
    ),
    migrations: MIGRATIONS,
    reserve: openReserve(join(dataDir, 'reserve')),
    now: Date.now(),
  });
  key.value.fill(0);
  if (!opened.ok) return refuse(refusalSentence(opened.error), ...troubleOf(opened.error));
  const { recovery } = opened.value;
  if (recovery !== null) {
    process.stderr.write(`service: ${recoverySentence(recovery)}\n`);
    recoveryTold(file);
  }
  return opened.value;
}

function refusalSentence(error: OpenError): string {
  switch (error.code) {
    case 'FROM_NEWER_VERSION':
      return `the data were written by a newer version: ${error.needs ?? 'that one'} or a later one opens them; nothing was changed`;
    case 'NO_ROOM':
      return 'the disk is full: the store is left as it is';
    case 'DAMAGED':
    case 'KEY_OR_DAMAGE':
    case 'DISK_FAILED':
    case 'MIGRATION_FAILED':
    case 'UNSAFE':
      return `the store cannot be opened (${error.code}); it is left as it is`;
  }
}

/** The same for whoever shows it. */
function troubleOf(error: OpenError): [ServiceTrouble['why'], string | null] {
  switch (error.code) {
    case 'FROM_NEWER_VERSION':
      return ['newer', error.needs];
    case 'NO_ROOM':
      return ['full', null];
    case 'DISK_FAILED':
      return ['diskFailed', null];
    case 'DAMAGED':
    case 'KEY_OR_DAMAGE':
    case 'MIGRATION_FAILED':
      return ['unreadable', null];
    case 'UNSAFE':
      return ['unknown', null];
  }
}

function recoverySentence({ why, setAside, tables }: Recovery): string {
  const partial = tables.filter(({ isPartial }) => isPartial).map(({ table }) => table);
  switch (why) {
    case 'damaged':
      return `the store was damaged: set aside as ${setAside ?? 'nothing'}, recovered ${partial.length === 0 ? 'whole' : `but for a part of ${partial.join(', ')}`}`;
    case 'missing':
      return 'the store was gone: a new one was made';
    case 'replaced':
      return 'the store is not the one that was left: another copy was put in its place';
  }
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

const TracedAt = z.object({ at: z.int() });

/** Instant of the last trace; 0 where there is none. */
function lastTraceAt(traces: TraceStore): number {
  const last = traces.last();
  return last === undefined ? 0 : (TracedAt.safeParse(JSON.parse(last.entry)).data?.at ?? 0);
}

/** All that the parts of the service work with, over an open store. */
export function createContext(
  db: WritableDatabase,
  { dataDir, now, seed }: ServiceOptions,
  mailWay: MailWay = { server: null, wake: () => undefined },
  clockOf: (facts: FactStore) => Clock = (facts) =>
    startClock(now, facts, { notBefore: lastTraceAt(traceStore(db)) }),
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
    uploads: uploadStore(db),
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
