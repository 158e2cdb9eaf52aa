import { Buffer } from 'node:buffer';
import type { BackupCounts } from '../../shared/bridge/backup.ts';
import type { Handlers } from '../../shared/bridge/contract.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import { readContent, writeContent } from '../backup/content.ts';
import { sealBackup, unsealBackup } from '../backup/sealed-file.ts';
import type { Host } from '../hosts/host.ts';
import { readSignedHead } from '../journal/signed-head.ts';
import { openLocalJournal } from '../journal/local-journal.ts';
import { journalStore } from '../store/journal.ts';
import type { PortableTable } from '../store/portable.ts';
import { readPortable, schemaOf, writePortable } from '../store/portable.ts';
import type { StretchCost } from '../vault/stretch.ts';
import type { OpenSession } from './session.ts';

export interface BackupDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly host: Pick<Host, 'saveFile'>;
  readonly cost: StretchCost;
  readonly now: () => number;
}

/** Moving to another post: what is the professional's own, sealed under a passphrase of his. */
export function createBackup(deps: BackupDeps): Pick<Handlers, 'backup.save' | 'backup.restore'> {
  const instant = (): string => new Date(deps.now()).toISOString();
  return {
    'backup.save': async ({ passphrase }) => {
      const session = deps.session();
      if (!session.ok) return session;
      const { store, professional } = session.value;
      const { database } = store;
      const tables = readPortable(database);
      const journal = journalStore(database);
      const text = writeContent({
        madeAt: instant(),
        schema: schemaOf(database),
        heads: {
          service: journal.fact('serviceHead') ?? null,
          own: openLocalJournal(journal).signed(instant()),
        },
        tables,
      });
      const secret = Buffer.from(passphrase, 'utf8');
      try {
        const bytes = await sealBackup(text, secret, professional.id, deps.cost);
        // Its name says nothing of anybody: it will lie on a key, and on a desktop.
        const name = `poste-sante-${instant().slice(0, 10)}.sauvegarde`;
        const saved = (await deps.host.saveFile(name, bytes)) === 'saved';
        return ok({ saved, counts: countsOf(tables) });
      } finally {
        secret.fill(0);
      }
    },
    'backup.restore': async ({ bytes, passphrase }) => {
      const session = deps.session();
      if (!session.ok) return session;
      const { store, professional } = session.value;
      const secret = Buffer.from(passphrase, 'utf8');
      const unsealed = await unsealBackup(bytes, secret, professional.id);
      secret.fill(0);
      if (!unsealed.ok) {
        return ok({ outcome: unsealed.error === 'NOT_OPENED' ? 'notOpened' : 'notABackup' });
      }
      const content = readContent(unsealed.value);
      if (!content.ok) return ok({ outcome: 'notABackup' });
      const { madeAt, schema, heads, tables } = content.value;
      if (schema > schemaOf(store.database)) return ok({ outcome: 'fromNewerVersion' });
      // Meanwhile the post may have been locked.
      const still = deps.session();
      if (!still.ok) return still;
      const came = writePortable(store.database, tables);
      keepServiceHead(journalStore(store.database), heads.service);
      return ok({ outcome: 'restored', madeAt, counts: countsOf(tables, came) });
    },
  };
}

/** The further of the two heads is kept: the service's journal has to go on from it on this post too. */
function keepServiceHead(journal: ReturnType<typeof journalStore>, brought: string | null): void {
  if (brought === null) return;
  const there = readSignedHead(brought);
  if (there === undefined) return;
  const known = journal.fact('serviceHead');
  const own = known === undefined ? undefined : readSignedHead(known);
  if (own === undefined || own.head.size < there.head.size) journal.setFact('serviceHead', brought);
}

const UNDELIVERED: ReadonlySet<unknown> = new Set(['waiting', 'toReview']);

function countsOf(tables: readonly PortableTable[], came?: Readonly<Record<string, number>>): BackupCounts {
  const count = (name: string): number =>
    came?.[name] ?? tables.find(({ table }) => table === name)?.rows.length ?? 0;
  const acts = tables.find(({ table }) => table === 'act');
  const status = acts?.columns.indexOf('status') ?? -1;
  return {
    acts: count('act'),
    undelivered: acts?.rows.filter((row) => UNDELIVERED.has(row[status])).length ?? 0,
    templates: count('message_template'),
    announcements: count('announcements'),
    oppositions: count('feeding_oppositions'),
  };
}
