import { existsSync } from 'node:fs';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { diskOf } from './disk.ts';
import type { Migration } from './migrate.ts';
import type { OpenError, WritableDatabase } from './open.ts';
import { openStore, refusalOf } from './open.ts';
import type { Recovery } from './recover.ts';
import { finishSettingAside, keepRecovery, recoverStore, untoldRecovery } from './recover.ts';
import type { Reserve } from './reserve.ts';
import { troubleOf } from './trouble.ts';
import type { Comparison, Witness } from './witness.ts';
import { witnessOf } from './witness.ts';

export interface KeptPlace {
  readonly file: string;
  /** 32 bytes of the store's own; the caller wipes them. */
  readonly key: Uint8Array;
  /** 32 bytes for its witness; kept until the store is closed, then wiped here. */
  readonly witnessKey: Buffer;
  readonly migrations: readonly Migration[];
  readonly reserve: Reserve;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A store that outlives this process. */
export interface KeptStore {
  readonly database: WritableDatabase;
  /** How its file compared with what the last clean end left. */
  readonly found: Comparison;
  /** What nobody was told yet of a store that was not found as it was left. */
  readonly recovery: Recovery | null;
  /** Closes it, and leaves a witness of how. */
  close(): void;
}

/**
 * Opens a store that is to be kept. One that is damaged is set aside and recovered; one that is missing or was
 * replaced is noticed; one of a newer program is refused. Nothing is ever deleted.
 */
export function openKept(place: KeptPlace): Result<KeptStore, OpenError> {
  try {
    return openNoticed(place);
  } catch (cause) {
    return err(refusalOf(cause));
  }
}

function openNoticed(place: KeptPlace): Result<KeptStore, OpenError> {
  const { file, key, witnessKey, migrations, reserve, now } = place;
  finishSettingAside(file);
  const witness = witnessOf(file, witnessKey);
  const found = witness.compare();
  const at = new Date(now).toISOString();
  if (found === 'missing') keepRecovery(file, { at, why: 'missing', setAside: null, tables: [] });
  if (found === 'changed') keepRecovery(file, { at, why: 'replaced', setAside: null, tables: [] });
  // Before the first write: what interrupts the opening itself must not look like a copy put back. A store that
  // is still to be made comes first: a power cut between the two must not look like one that is gone.
  const isThere = existsSync(file);
  if (isThere) sayOpened(witness, reserve);
  const verify = found !== 'same' && isThere;
  let opened = openStore(file, key, migrations, { verify, reserve });
  // A read that failed once can look like damage: what is damaged is so twice.
  if (!opened.ok && isDamage(opened.error))
    opened = openStore(file, key, migrations, { verify: true, reserve });
  if (!opened.ok && isDamage(opened.error)) {
    const recovered = recoverStore(file, key, migrations, now);
    if (!recovered.ok) return recovered;
    sayOpened(witness, reserve);
    opened = openStore(file, key, migrations, { reserve });
  }
  if (!opened.ok) return opened;
  if (!isThere) afterMaking(opened.value, () => sayOpened(witness, reserve));
  const database = opened.value;
  return ok({
    database,
    found,
    recovery: untoldRecovery(file),
    close: () => {
      const isSound = diskOf(database).state() !== 'failed';
      database.close();
      // The last to close leaves no log: where one stayed, the file alone is not the whole store.
      if (isSound && !existsSync(`${file}-wal`)) leave(() => witness.closed());
      witnessKey.fill(0);
    },
  });
}

/** On a full disk, with the room that is kept for it. */
function sayOpened(witness: Witness, reserve: Reserve): void {
  try {
    witness.opened();
  } catch (cause) {
    if (troubleOf(cause) !== 'full' || !reserve.take()) throw cause;
    witness.opened();
  }
}

/** A store that was just made, and cannot be vouched for, is not handed out. */
function afterMaking(database: WritableDatabase, say: () => void): void {
  try {
    say();
  } catch (cause) {
    database.close();
    throw cause;
  }
}

const isDamage = ({ code }: OpenError): boolean => code === 'DAMAGED' || code === 'KEY_OR_DAMAGE';

/** Without a witness the next opening reads every page: slower, and as safe. */
function leave(say: () => void): void {
  try {
    say();
  } catch {
    return;
  }
}
