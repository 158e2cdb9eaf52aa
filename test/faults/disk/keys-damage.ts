import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSecondCopy } from '../../../electron/outbox/second-copy.ts';
import { readPostConfig, USUAL_CONFIG, writePostConfig } from '../../../electron/post/config.ts';
import type { Chance } from '../../fixtures/random.ts';
import { openWithKeys } from './keys-work.ts';
import type { Said } from './post-work.ts';
import { lostOf, openPostWork } from './post-work.ts';
import { lay } from './states.ts';

type Files = ReadonlyMap<string, Buffer>;

/** A post of one professional, with an act that waits. */
interface KeyedPost {
  readonly files: Files;
  readonly waiting: readonly Said[];
  /** Names of the small files that are kept twice, each with the name of its copy. */
  readonly twins: readonly (readonly [string, string])[];
}

const CONFIG = { ...USUAL_CONFIG, name: 'Cabinet, bureau 2' };

/** Makes one. */
export async function makeKeyedPost(folder: string): Promise<KeyedPost> {
  mkdirSync(folder);
  writePostConfig(folder, CONFIG);
  const opened = await openWithKeys(folder, 0);
  if (!opened.ok) throw new Error(opened.error.trouble);
  const waiting: Said[] = [];
  const copy = openSecondCopy(opened.value, 0).log;
  const work = openPostWork(opened.value.database, folder, (said) => waiting.push(said), copy);
  work.deposit('waits');
  work.close();
  opened.value.close();
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const files = new Map(names.map((name) => [name.slice(folder.length + 1), readFileSync(name)]));
  const keys = [...files.keys()].find((name) => name.endsWith('keys.json')) ?? '';
  const twins = [keys, 'config.json', 'post.id'].map(
    (name) => [name, name.replace(/\.(\w+)$/, '.copy.$1')] as const,
  );
  return { files, waiting, twins };
}

/** Opens a post, twice. @returns what is wrong with it */
async function wrongWith(folder: string, { waiting }: KeyedPost): Promise<string | undefined> {
  if (JSON.stringify(readPostConfig(folder)) !== JSON.stringify(CONFIG)) return 'another set-up';
  for (const time of ['first', 'second']) {
    const opened = await openWithKeys(folder, 0);
    if (!opened.ok) return `does not open the ${time} time: ${opened.error.trouble}`;
    try {
      if (opened.value.storage !== 'encrypted') return 'opens in memory alone';
      const lost = lostOf(folder, opened.value.database, waiting);
      if (lost.length > 0) return lost.join(', ');
    } finally {
      opened.value.close();
    }
  }
  return undefined;
}

/** Whether a post that lost both copies of a file says so: nothing false is shown, nothing is made over it. */
async function isTold(folder: string): Promise<boolean> {
  if (readPostConfig(folder) === null) return true;
  const opened = await openWithKeys(folder, 0);
  if (opened.ok) opened.value.close();
  return !opened.ok && (opened.error.trouble === 'damaged' || opened.error.trouble === 'missing');
}

export interface Tried {
  readonly cases: number;
  readonly failures: readonly string[];
}

/** One bit of one copy: the other one opens. @param strip what makes the fault of a control */
export async function flipsOfKeys(
  folder: string,
  post: KeyedPost,
  count: number,
  chance: Chance,
  strip = false,
): Promise<Tried> {
  const failures: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const [first, second] = post.twins[index % post.twins.length] ?? chance.pick(post.twins);
    const name = strip || chance.happens(0.5) ? first : second;
    const files = new Map(strip ? stripped(post, first, second) : post.files);
    const bytes = Buffer.from(files.get(name) ?? '');
    const at = chance.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8));
    lay(folder, files.set(name, bytes));
    const wrong = await wrongWith(folder, post);
    if (wrong !== undefined) failures.push(`a bit of ${name} at ${at}: ${wrong}`);
  }
  return { cases: count, failures };
}

/** One copy gone or cut at every place, which is harmless; both cut, or one bit of each, which is told. */
export async function lossesOfKeys(
  folder: string,
  post: KeyedPost,
  step: number,
  chance: Chance,
): Promise<Tried> {
  const failures: string[] = [];
  let cases = 0;
  for (const [first, second] of post.twins) {
    const whole = post.files.get(first) ?? Buffer.alloc(0);
    for (let length = 0; length < whole.length; length += step) {
      for (const name of [first, second]) {
        cases += 1;
        lay(folder, new Map([...post.files, [name, whole.subarray(0, length)]]));
        const wrong = await wrongWith(folder, post);
        if (wrong !== undefined) failures.push(`${name} cut to ${length}: ${wrong}`);
      }
    }
    for (const name of [first, second]) {
      cases += 1;
      lay(folder, new Map([...post.files].filter(([each]) => each !== name)));
      const wrong = await wrongWith(folder, post);
      if (wrong !== undefined) failures.push(`${name} gone: ${wrong}`);
    }
    cases += 1;
    const both = new Map(post.files);
    for (const name of [first, second]) {
      const bytes = Buffer.from(whole);
      const at = chance.below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      both.set(name, bytes);
    }
    lay(folder, both);
    if (!(await isTold(folder))) failures.push(`both copies of ${first} damaged: nobody is told`);
  }
  return { cases, failures };
}

/** A single copy without its digest, as if there were no such thing. */
function stripped({ files }: KeyedPost, first: string, second: string): Files {
  const text = (files.get(first) ?? Buffer.alloc(0)).toString('utf8').replace(/\nsha256 .*\n$/, '');
  return new Map([...files, [first, Buffer.from(text)] as const].filter(([name]) => name !== second));
}
