import type { Result } from '../result.ts';
import { err, ok } from '../result.ts';
import { nirKey } from './nir.ts';

declare const matricule: unique symbol;

/** A NIR or NIA whose form and key were checked: 15 characters, capitals, no spaces. */
type Matricule = string & { readonly [matricule]: true };

/** The authorities that give an identifier of the national health identity (INS). */
export const INS_SYSTEMS = {
  NIR: 'urn:oid:1.2.250.1.213.1.4.8',
  NIA: 'urn:oid:1.2.250.1.213.1.4.9',
  TEST: 'urn:oid:1.2.250.1.213.1.4.10',
  DEMO: 'urn:oid:1.2.250.1.213.1.4.11',
} as const;

export type InsKind = keyof typeof INS_SYSTEMS;
type InsSystem = (typeof INS_SYSTEMS)[InsKind];

export interface Ins {
  readonly system: InsSystem;
  readonly value: Matricule;
}

export type InsError = 'UNKNOWN_SYSTEM' | 'MALFORMED' | 'WRONG_KEY';

const SEPARATORS = /[\p{White_Space}.\-\u2010\u2011]/gu;
const FORM = /^[123478]\d{4}(?:\d{2}|2[AB])\d{8}$/;
/** A NIR tells the sex registered at birth (1, 2); provisional numbers begin with 3, 4, 7 or 8. */
const FIRST_DIGITS: Readonly<Record<InsKind, RegExp>> = {
  NIR: /^[12]/,
  NIA: /^[3478]/,
  TEST: /^[123478]/,
  DEMO: /^[123478]/,
};

/** What was typed or scanned as an identifier, without separators and in capitals. */
export function compactMatricule(text: string): string {
  return text.replace(SEPARATORS, '').toUpperCase();
}

/** The kind of authority behind an OID, with or without its `urn:oid:` prefix. */
export function insKind(system: string): InsKind | undefined {
  const urn = system.startsWith('urn:oid:') ? system : `urn:oid:${system}`;
  return (['NIR', 'NIA', 'TEST', 'DEMO'] as const).find((kind) => INS_SYSTEMS[kind] === urn);
}

/**
 * Reads an INS as written by people and programs.
 *
 * @param system OID of the authority, with or without `urn:oid:`
 * @param text 13 characters and the key, in any usual grouping
 */
export function parseIns(system: string, text: string): Result<Ins, InsError> {
  const kind = insKind(system);
  if (kind === undefined) return err('UNKNOWN_SYSTEM');
  const value = compactMatricule(text);
  if (!FORM.test(value) || !FIRST_DIGITS[kind].test(value)) return err('MALFORMED');
  const key = nirKey(value.slice(0, 13));
  if (key === undefined) return err('MALFORMED');
  if (key !== value.slice(13)) return err('WRONG_KEY');
  return ok({ system: INS_SYSTEMS[kind], value: value as Matricule });
}

const GROUPS = [1, 2, 2, 2, 3, 3, 2] as const;

/** Groups a matricule, even an unfinished one, as on a Vitale card: `2 78 05 44 109 123 45` (U+202F). */
export function formatMatricule(value: string): string {
  const parts: string[] = [];
  let from = 0;
  for (const size of GROUPS) {
    if (from >= value.length) break;
    parts.push(value.slice(from, from + size));
    from += size;
  }
  if (from < value.length) parts.push(value.slice(from));
  return parts.join('\u202f');
}
