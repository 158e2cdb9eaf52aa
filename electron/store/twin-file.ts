import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join, parse } from 'node:path';
import { writeDurably } from './durable-file.ts';

/** What was found of a small file that is kept twice. */
export type Twin<T> =
  | { readonly found: 'nothing' }
  /** Copies are there, and none of them is what was written. */
  | { readonly found: 'damaged' }
  /** @see isWhole false: one of the copies is missing, damaged, or of before */
  | { readonly found: 'sound'; readonly value: T; readonly isWhole: boolean };

const copyOf = (path: string): string => {
  const { dir, name, ext } = parse(path);
  return join(dir, `${name}.copy${ext}`);
};
const digest = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * Keeps a small file in two copies, written one after the other, each with its digest: a bad sector or a torn
 * write never takes both, and one flipped bit is not taken for what was written.
 *
 * @param text without a line of its own that begins with `sha256`
 */
export function writeTwice(path: string, text: string): void {
  const whole = `${text}\nsha256 ${digest(text)}\n`;
  for (const each of [path, copyOf(path)]) writeDurably(each, whole);
}

/**
 * @param understand what a text says; undefined where it says nothing sensible
 * @param age of two copies that say different things the one with the greater age counts, else the first
 */
export function readTwice<T>(
  path: string,
  understand: (text: string) => T | undefined,
  age: (value: T) => number = () => 0,
): Twin<T> {
  const copies = [path, copyOf(path)].filter((each) => existsSync(each));
  if (copies.length === 0) return { found: 'nothing' };
  const sound = copies.flatMap((each) => {
    const text = readSound(each);
    const value = text === undefined ? undefined : understand(text);
    return text === undefined || value === undefined ? [] : [{ text, value }];
  });
  const [newest, other] = sound.toSorted((a, b) => age(b.value) - age(a.value));
  if (newest === undefined) return { found: 'damaged' };
  return { found: 'sound', value: newest.value, isWhole: newest.text === other?.text };
}

/** Puts damaged copies under another name; nothing is deleted. */
export function setTwinsAside(path: string): void {
  for (const each of [path, copyOf(path)]) if (existsSync(each)) renameSync(each, damagedName(path, each));
}

/** Whether copies that could not be read were put aside here. */
export const wereTwinsSetAside = (path: string): boolean => existsSync(damagedName(path, path));

const damagedName = (path: string, each: string): string =>
  each === path ? `${path}.damaged` : `${path}.damaged-copy`;

/** The text without its digest; a text from before digests were kept stands for itself. */
function readSound(path: string): string | undefined {
  let whole: string;
  try {
    whole = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  const kept = /^([^]*)\nsha256 ([0-9a-f]{64})\n$/.exec(whole);
  if (kept === null) return whole;
  const [, text = '', sum] = kept;
  return digest(text) === sum ? text : undefined;
}
