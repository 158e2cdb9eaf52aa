import * as fc from 'fast-check';
import type { Act as DocumentAct } from '../../rules/model/effects.ts';
import type { Code, Side, Switch } from '../../rules/model/world.ts';

/** A professional, in an ordinary session or in one of those that the history has opened. */
export interface Who {
  readonly card: string;
  /** Place among the sessions opened so far; null: an ordinary one. */
  readonly session: number | null;
}

/** One act of a history. Documents and sessions are named by a number that is taken modulo how many there are. */
export type HistoryAct =
  | { readonly kind: 'consent'; readonly card: string; readonly basis: 'CARE_TEAM' | 'EXPLICIT' }
  | { readonly kind: 'revoke'; readonly card: string }
  | { readonly kind: 'deposit'; readonly who: Who; readonly type: string; readonly codes: readonly Code[] }
  | {
      readonly kind: 'replace';
      readonly who: Who;
      readonly document: number;
      readonly codes: readonly Code[];
      readonly confirmed: boolean;
      readonly stale: boolean;
    }
  | {
      readonly kind: 'change';
      readonly who: Who;
      readonly document: number;
      readonly act: DocumentAct;
      readonly confirmed: boolean;
      readonly stale: boolean;
    }
  | { readonly kind: 'read'; readonly who: Who; readonly document: number; readonly bytes: boolean }
  | { readonly kind: 'list'; readonly who: Who }
  | {
      readonly kind: 'breakGlass';
      readonly card: string;
      readonly claims: 'right' | 'wrong';
      readonly why: string;
    }
  | { readonly kind: 'call'; readonly card: string; readonly call: string }
  | { readonly kind: 'secret'; readonly card: string }
  | { readonly kind: 'end'; readonly session: number }
  | { readonly kind: 'blockAtRequest'; readonly by: string; readonly target: string }
  | { readonly kind: 'unblockAtRequest'; readonly by: string; readonly target: string }
  | { readonly kind: 'look'; readonly side: Side }
  | { readonly kind: 'lookAt'; readonly side: Side; readonly document: number }
  | { readonly kind: 'add'; readonly side: Side }
  | {
      readonly kind: 'veil';
      readonly side: Side;
      readonly document: number;
      readonly mask: boolean;
      readonly stale: boolean;
    }
  | { readonly kind: 'deleteOwn'; readonly side: Side; readonly document: number; readonly stale: boolean }
  | { readonly kind: 'maskAll'; readonly side: Side; readonly mask: boolean; readonly future: boolean }
  | { readonly kind: 'block'; readonly side: Side; readonly target: string }
  | { readonly kind: 'unblock'; readonly side: Side; readonly target: string }
  | { readonly kind: 'blockPlace'; readonly side: Side }
  | { readonly kind: 'unblockPlace'; readonly side: Side }
  | { readonly kind: 'switch'; readonly side: Side; readonly code: Switch; readonly on: boolean }
  | { readonly kind: 'name'; readonly side: Side; readonly card: string }
  | { readonly kind: 'dismiss'; readonly side: Side; readonly card: string }
  | { readonly kind: 'close'; readonly side: Side; readonly erase: boolean }
  | { readonly kind: 'reopen'; readonly side: Side }
  | { readonly kind: 'wait'; readonly minutes: number };

export interface History {
  /** Years and days before the start of the history. */
  readonly born: 'adult' | 'child' | 'nearly of age';
  readonly hasEmail: boolean;
  readonly acts: readonly HistoryAct[];
}

export const CARDS = [
  'doctor',
  'otherDoctor',
  'treatingDoctor',
  'pharmacist',
  'nurse',
  'regulator',
  'secretary',
];
const PHYSICIANS = ['doctor', 'otherDoctor', 'treatingDoctor', 'regulator'];

const one = <const T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const card = one(...CARDS);
const who: fc.Arbitrary<Who> = fc.record({
  card,
  session: fc.option(fc.nat({ max: 3 }), { nil: null, freq: 3 }),
});
const side = one<Side>('holder', 'holder', 'representative', 'carer');
const document = fc.nat({ max: 11 });
const seldom = fc.nat({ max: 7 }).map((draw) => draw === 7);
const codes = one<readonly Code[]>(
  ['N'],
  ['N'],
  ['N', 'MASQUE_PS'],
  ['N', 'INVISIBLE_PATIENT'],
  ['N', 'INVISIBLE_REPRESENTANTS_LEGAUX'],
  ['N', 'INVISIBLE_REPRESENTANTS_LEGAUX'],
  ['N', 'MASQUE_PS', 'INVISIBLE_PATIENT'],
  ['N', 'MASQUE_PS', 'INVISIBLE_REPRESENTANTS_LEGAUX'],
);
const HOUR = 60;
const DAY = 24 * HOUR;

const act = (
  kind: HistoryAct['kind'],
  fields: Record<string, fc.Arbitrary<unknown>>,
): fc.Arbitrary<HistoryAct> =>
  fc.record({ kind: fc.constant(kind), ...fields }) as unknown as fc.Arbitrary<HistoryAct>;

/** Deposits, reads and changes come more often: the rest is there to matter to them. */
const anyAct: fc.Arbitrary<HistoryAct> = fc.oneof(
  { weight: 4, arbitrary: act('consent', { card, basis: one('CARE_TEAM', 'CARE_TEAM', 'EXPLICIT') }) },
  { weight: 1, arbitrary: act('revoke', { card }) },
  {
    weight: 6,
    arbitrary: act('deposit', { who, type: one('11488-4', '11488-4', '34842-5', 'ATTEST-RESID'), codes }),
  },
  { weight: 3, arbitrary: act('replace', { who, document, codes, confirmed: fc.boolean(), stale: seldom }) },
  {
    weight: 6,
    arbitrary: act('change', {
      who,
      document,
      act: one('delete', 'mask', 'unmask', 'showToPatient', 'showToRepresentatives', 'archive', 'restore'),
      confirmed: fc.boolean(),
      stale: seldom,
    }),
  },
  { weight: 5, arbitrary: act('read', { who, document, bytes: fc.boolean() }) },
  { weight: 3, arbitrary: act('list', { who }) },
  {
    weight: 2,
    arbitrary: act('breakGlass', {
      card,
      claims: one('right', 'right', 'right', 'wrong'),
      why: one('Patient inconscient, seul', 'Patient inconscient, seul', 'court', ' neuf   9 '),
    }),
  },
  {
    weight: 2,
    arbitrary: act('call', { card: one('regulator', 'regulator', 'doctor'), call: one('1', '2') }),
  },
  { weight: 2, arbitrary: act('secret', { card }) },
  { weight: 1, arbitrary: act('end', { session: fc.nat({ max: 3 }) }) },
  { weight: 1, arbitrary: act('blockAtRequest', { by: one(...PHYSICIANS), target: card }) },
  { weight: 1, arbitrary: act('unblockAtRequest', { by: one(...PHYSICIANS), target: card }) },
  { weight: 2, arbitrary: act('look', { side }) },
  { weight: 3, arbitrary: act('lookAt', { side, document }) },
  { weight: 1, arbitrary: act('add', { side }) },
  { weight: 3, arbitrary: act('veil', { side, document, mask: fc.boolean(), stale: seldom }) },
  { weight: 1, arbitrary: act('deleteOwn', { side, document, stale: seldom }) },
  { weight: 1, arbitrary: act('maskAll', { side, mask: fc.boolean(), future: fc.boolean() }) },
  { weight: 2, arbitrary: act('block', { side, target: card }) },
  { weight: 1, arbitrary: act('unblock', { side, target: card }) },
  { weight: 1, arbitrary: act('blockPlace', { side }) },
  { weight: 1, arbitrary: act('unblockPlace', { side }) },
  {
    weight: 2,
    arbitrary: act('switch', { side, code: one('ETREAT', 'BTG', 'MASKED', 'MASKED'), on: fc.boolean() }),
  },
  { weight: 2, arbitrary: act('name', { side, card: one(...PHYSICIANS) }) },
  { weight: 1, arbitrary: act('dismiss', { side, card: one(...PHYSICIANS) }) },
  { weight: 1, arbitrary: act('close', { side, erase: seldom }) },
  { weight: 1, arbitrary: act('reopen', { side }) },
  {
    weight: 3,
    arbitrary: act('wait', { minutes: one(5, 30, 61, 25 * HOUR, 15 * DAY, 31 * DAY, 366 * DAY) }),
  },
);

/** Histories of up to 30 acts, long ones as likely as short ones. */
export const aHistory: fc.Arbitrary<History> = fc.record({
  born: one('adult', 'child', 'nearly of age'),
  hasEmail: fc.boolean(),
  acts: fc.array(anyAct, { minLength: 1, maxLength: 30, size: 'max' }),
});
