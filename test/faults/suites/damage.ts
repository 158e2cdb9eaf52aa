import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { keyed } from '../../../electron/store/open.ts';
import type { Chance } from '../../fixtures/random.ts';
import { chanceFrom } from '../../fixtures/random.ts';
import { damageFailureOf, type Files, type Golden, makeGolden } from '../disk/damage-work.ts';
import { flipsOfKeys, lossesOfKeys, makeKeyedPost } from '../disk/keys-damage.ts';
import { memoryFolder } from '../disk/shim.ts';
import { lay } from '../disk/states.ts';
import type { FaultSuite, Measure } from '../suite.ts';

const FAULT = 'pages carry no seal (hmac_use = 0)';
const PAGE = 4_096;

/** One way to damage a post's files. */
interface Damage {
  readonly name: string;
  readonly files: Files;
  /** Both copies of what waits are older ones, or gone. */
  readonly mayLoseWaiting?: boolean;
}

const replaced = (files: Files, name: string, bytes: Buffer): Files => new Map([...files, [name, bytes]]);
const without = (files: Files, name: string): Files => new Map([...files].filter(([each]) => each !== name));
const bytesOf = (files: Files, name: string): Buffer => files.get(name) ?? Buffer.alloc(0);

function flipped(bytes: Buffer, chance: Chance): Buffer {
  const copy = Buffer.from(bytes);
  const at = chance.below(copy.length);
  copy[at] = (copy[at] ?? 0) ^ (1 << chance.below(8));
  return copy;
}

function flips({ closed, killed }: Golden, count: number, chance: Chance): readonly Damage[] {
  const targets = [
    { state: 'closed', files: closed, name: 'store.db' },
    { state: 'killed', files: killed, name: 'store.db' },
    { state: 'killed', files: killed, name: 'store.db-wal' },
    { state: 'closed', files: closed, name: 'undelivered.log' },
    { state: 'killed', files: killed, name: 'undelivered.log' },
    { state: 'closed', files: closed, name: 'store.db.witness' },
  ];
  return Array.from({ length: count }, (_, index) => {
    const { state, files, name } = targets[index % targets.length] ?? chance.pick(targets);
    return {
      name: `a bit of ${name}, ${state}, ${index}`,
      files: replaced(files, name, flipped(bytesOf(files, name), chance)),
    };
  });
}

function cuts({ killed, closed }: Golden, step: number): readonly Damage[] {
  return [
    { files: killed, name: 'store.db-wal' },
    { files: closed, name: 'undelivered.log' },
  ].flatMap(({ files, name }) => {
    const whole = bytesOf(files, name);
    const lengths = Array.from(
      { length: Math.floor(whole.length / (512 * step)) },
      (_, index) => index * 512 * step,
    );
    return lengths.map((length) => ({
      name: `${name} cut to ${length}`,
      files: replaced(files, name, whole.subarray(0, length)),
    }));
  });
}

/** A page of now, or of before, in another place or at its own. */
function pages({ closed, older }: Golden, count: number, chance: Chance): readonly Damage[] {
  const now = bytesOf(closed, 'store.db');
  const before = bytesOf(older, 'store.db');
  const put = (bytes: Buffer, from: Buffer, source: number, target: number): Buffer => {
    const copy = Buffer.from(bytes);
    from.copy(copy, target * PAGE, source * PAGE, (source + 1) * PAGE);
    return copy;
  };
  const stale = Array.from({ length: Math.min(now.length, before.length) / PAGE }, (_, page) => page).filter(
    (page) =>
      !now.subarray(page * PAGE, (page + 1) * PAGE).equals(before.subarray(page * PAGE, (page + 1) * PAGE)),
  );
  return [
    ...Array.from({ length: count }, () => {
      const [a, b] = [chance.below(now.length / PAGE), chance.below(now.length / PAGE)];
      return {
        name: `pages ${a} and ${b} swapped`,
        files: replaced(closed, 'store.db', put(put(now, now, a, b), now, b, a)),
      };
    }),
    ...stale.slice(0, count).map((page) => ({
      name: `page ${page} of before`,
      files: replaced(closed, 'store.db', put(now, before, page, page)),
    })),
  ];
}

function losses({ closed, killed, older }: Golden): readonly Damage[] {
  const gone = [closed, killed].flatMap((files) =>
    [...files.keys()].map((name) => ({ name: `${name} gone`, files: without(files, name) })),
  );
  const oldStore = new Map([...closed, ['store.db', bytesOf(older, 'store.db')] as const]);
  return [
    ...gone,
    { name: 'an older database', files: oldStore },
    {
      name: 'an older database with its witness',
      files: replaced(oldStore, 'store.db.witness', bytesOf(older, 'store.db.witness')),
    },
    {
      name: 'an older second copy',
      files: replaced(closed, 'undelivered.log', bytesOf(older, 'undelivered.log')),
    },
    { name: 'all files of before', files: older, mayLoseWaiting: true },
    {
      name: 'a log of another moment',
      files: replaced(closed, 'store.db-wal', bytesOf(killed, 'store.db-wal')),
    },
  ];
}

function tried(damages: readonly Damage[], golden: Golden, place: string): readonly string[] {
  const folder = join(place, 'damaged');
  return damages.flatMap(({ name, files, mayLoseWaiting = false }) => {
    lay(folder, files);
    try {
      const wrong = damageFailureOf(folder, golden, mayLoseWaiting);
      return wrong === undefined ? [] : [`${name}: ${wrong}`];
    } catch (cause) {
      return [`${name}: throws ${String(cause)}`];
    }
  });
}

/** Whether a bit is noticed in the pages themselves, without any witness: the seal of each page is what tells. */
function unseenInPages(
  place: string,
  count: number,
  chance: Chance,
  sealed: boolean,
): { count: number; failures: readonly string[] } {
  const file = join(place, `pages-${sealed ? 'sealed' : 'bare'}.db`);
  const open = (path: string): Database.Database => {
    if (sealed) return keyed(path, Buffer.alloc(32, 7));
    const db = new Database(path);
    db.pragma("cipher='sqlcipher'");
    db.pragma('legacy=4');
    db.pragma('hmac_use=0');
    db.key(Buffer.from(`x'${'07'.repeat(32)}'`));
    return db;
  };
  const made = open(file);
  made.exec('CREATE TABLE kept (id INTEGER PRIMARY KEY, text TEXT)');
  const insert = made.prepare('INSERT INTO kept (text) VALUES (?)');
  made.transaction(() => {
    for (let index = 0; index < 300; index += 1) insert.run(`ligne ${index} `.repeat(20));
  })();
  const wanted = JSON.stringify(made.prepare('SELECT * FROM kept').all());
  made.close();
  const whole = readFileSync(file);
  const failures: string[] = [];
  for (let index = 0; index < count; index += 1) {
    writeFileSync(file, flipped(whole, chance));
    const db = open(file);
    try {
      const isIntact = db.pragma('quick_check', { simple: true }) === 'ok';
      if (isIntact && JSON.stringify(db.prepare('SELECT * FROM kept').all()) !== wanted)
        failures.push(`flip ${index} shows something else`);
    } catch {
      // Noticed.
    } finally {
      db.close();
    }
  }
  return { count, failures };
}

/** What opens everything, and how the post was set up: one copy of two is enough, and two bad ones are told. */
async function damagedKeys(place: string, full: boolean, chance: Chance): Promise<readonly Measure[]> {
  const post = await makeKeyedPost(join(place, 'keyed'));
  const folder = join(place, 'keyed-damaged');
  const bare = await flipsOfKeys(folder, post, 30, chance, true);
  const control = {
    fault: 'one copy without its digest',
    seen: bare.failures.some((failure) => !failure.includes('does not open')),
  };
  return [
    {
      what: 'flipped bits of a copy of the keys, of the set-up and of the name of the post that open something else, or nothing',
      ...(await flipsOfKeys(folder, post, full ? 5_000 : 45, chance)),
      control,
    },
    {
      what: 'copies of them gone or cut short, likewise, and pairs damaged that nobody is told of',
      ...(await lossesOfKeys(folder, post, full ? 1 : 150, chance)),
      control,
    },
  ];
}

/** Bits, cuts, deletions, pages and older copies: noticed or harmless, and what waits is found again (G6). */
export const suite: FaultSuite = {
  name: 'damage',
  goal: 'G6',
  run: async ({ full, seed, log }) => {
    const chance = chanceFrom(seed);
    const place = memoryFolder('damage');
    const { path } = place;
    try {
      mkdirSync(join(path, 'work'));
      const golden = makeGolden(join(path, 'work'));
      const bare = unseenInPages(path, 60, chance, false);
      log(`control: ${bare.failures.length} of ${bare.count} flipped bits show something else`);
      const control = { fault: FAULT, seen: bare.failures.length > 0 };
      const measure = (what: string, damages: readonly Damage[]): Measure => ({
        what,
        cases: damages.length,
        failures: tried(damages, golden, path),
        control,
      });
      const sealed = unseenInPages(path, full ? 90_000 : 400, chance, true);
      const keys = await damagedKeys(path, full, chance);
      return [
        {
          what: 'flipped bits of sealed pages that show something else',
          cases: sealed.count,
          failures: sealed.failures,
          control,
        },
        measure(
          'flipped bits of database, log, second copy and witness that show something false, lose what waits, or are told to nobody',
          flips(golden, full ? 6_000 : 48, chance),
        ),
        measure('files cut short, likewise', cuts(golden, full ? 1 : 29)),
        measure('swapped and older pages, likewise', pages(golden, full ? 60 : 6, chance)),
        measure('files gone or put back from before, likewise', losses(golden)),
        ...keys,
      ];
    } finally {
      rmSync(join(path, 'work'), { recursive: true, force: true });
      place.remove();
    }
  },
};
