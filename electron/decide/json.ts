import type { Instant } from '../../shared/access/vocabulary.ts';
import { parseCalendarDate, parseInstant } from './time.ts';

// Members of an object that came in as JSON. null counts as absent; a member of another kind than it should be
// is put on the list of the unreadable ones and left out.

export type Json = Readonly<Record<string, unknown>>;

export interface Part {
  readonly json: Json;
  /** Where it stands in the whole: `record.switches`. */
  readonly path: string;
  /** Paths of what could not be read, shared by all parts of a whole. */
  readonly unreadable: string[];
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function part(whole: Part, key: string): Part | undefined {
  const value = whole.json[key];
  if (isObject(value)) return { json: value, path: pathTo(whole, key), unreadable: whole.unreadable };
  return leftOut(whole, key, value);
}

export function text(whole: Part, key: string): string | undefined {
  const value = whole.json[key];
  return typeof value === 'string' ? value : leftOut(whole, key, value);
}

export function flag(whole: Part, key: string): boolean | undefined {
  const value = whole.json[key];
  return typeof value === 'boolean' ? value : leftOut(whole, key, value);
}

export function count(whole: Part, key: string): number | undefined {
  const value = whole.json[key];
  return typeof value === 'number' && value >= 0 ? value : leftOut(whole, key, value);
}

export function instant(whole: Part, key: string): Instant | undefined {
  const value = whole.json[key];
  return parseInstant(value) ?? leftOut(whole, key, value);
}

export function calendarDate(whole: Part, key: string): string | undefined {
  const value = whole.json[key];
  return parseCalendarDate(value) ?? leftOut(whole, key, value);
}

export function oneOf<T extends string>(whole: Part, key: string, values: readonly T[]): T | undefined {
  const value = whole.json[key];
  for (const known of values) if (known === value) return known;
  return leftOut(whole, key, value);
}

export function list(whole: Part, key: string): readonly unknown[] | undefined {
  const value = whole.json[key];
  return Array.isArray(value) ? value : leftOut(whole, key, value);
}

export function texts(whole: Part, key: string): readonly string[] | undefined {
  const values = list(whole, key);
  return values?.every((value) => typeof value === 'string') ? values : leftOut(whole, key, values);
}

const pathTo = (whole: Part, key: string): string => (whole.path === '' ? key : `${whole.path}.${key}`);

function leftOut(whole: Part, key: string, value: unknown): undefined {
  if (value !== undefined && value !== null) whole.unreadable.push(pathTo(whole, key));
  return undefined;
}
