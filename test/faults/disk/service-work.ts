import { join } from 'node:path';
import { verify } from '../../../electron/journal/chain.ts';
import { MIGRATIONS } from '../../../electron/service/storage/schema.ts';
import { factStore } from '../../../electron/service/storage/mails.ts';
import { traceStore } from '../../../electron/service/storage/traces.ts';
import type { Writer } from '../../../electron/service/storage/writer.ts';
import { openWriter } from '../../../electron/service/storage/writer.ts';
import { journalKey, openJournal } from '../../../electron/service/traces/journal.ts';
import type { OpenError, WritableDatabase } from '../../../electron/store/open.ts';
import { openStore } from '../../../electron/store/open.ts';
import type { Result } from '../../../shared/result.ts';
import { z } from '../../../shared/schema/zod.ts';

/** The service's store in a folder. */
export const openServiceStore = (folder: string): Result<WritableDatabase, OpenError> =>
  openStore(join(folder, 'service.db'), Buffer.alloc(32, 8), MIGRATIONS);

/** An answer of the service that has left: its act and its trace must be found again. */
export interface Answered {
  readonly act: string;
  readonly traced: number;
}

/** The service's one way into its store: several requests at a time, one commit, then the answers. */
export function openServiceWork(db: WritableDatabase): {
  act(name: string): Promise<Answered>;
} {
  const facts = factStore(db);
  const journal = openJournal(traceStore(db), journalKey(facts), () => undefined);
  const writer: Writer = openWriter(
    db,
    () => undefined,
    () => journal.reload(),
  );
  return {
    act: (name) =>
      writer.run(
        () => {
          const detail = { act: name, padding: name.repeat(300) };
          journal.append(
            { at: 0, action: 'deposit', outcome: 'permit', mode: 'NORMAL', agents: [], detail },
            null,
          );
          return { act: name, traced: journal.head().size };
        },
        (cause) => {
          throw cause;
        },
      ),
  };
}

const TracedAct = z.object({ detail: z.object({ act: z.string() }) });

/** Opens what a folder holds and looks for all that was answered. */
export function serviceFailureOf(folder: string, answered: readonly Answered[]): string | undefined {
  const opened = openServiceStore(folder);
  if (!opened.ok) return `does not open: ${opened.error.code}`;
  const db = opened.value;
  try {
    const entries = [...traceStore(db).all()].map(({ entry }) => entry);
    const found = new Set(entries.map((entry) => TracedAct.parse(JSON.parse(entry)).detail.act));
    const lost = answered.find(({ act }) => !found.has(act));
    if (lost !== undefined) return `act ${lost.act} is gone`;
    const walked = verify(traceStore(db).all());
    if (!walked.ok) return `journal ${walked.error.code} at ${walked.error.seq}`;
    const traced = Math.max(0, ...answered.map((each) => each.traced));
    return walked.value.size < traced ? `journal ends at ${walked.value.size}, not ${traced}` : undefined;
  } finally {
    db.close();
  }
}
