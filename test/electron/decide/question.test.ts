import { describe, expect, test } from 'vitest';
import { answerLine } from '../../../electron/decide/answer.ts';
import { parseCalendarDate, parseInstant } from '../../../electron/decide/time.ts';
import { EXAMPLE } from '../../rules/example.ts';
import { policy } from '../../rules/policy.ts';

/** The example with one member anywhere changed; undefined takes it away. */
function changed(path: string, value: unknown): Record<string, unknown> {
  const question = structuredClone(EXAMPLE) as unknown as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let holder = question;
  for (const key of keys) holder = holder[key] as Record<string, unknown>;
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return question;
}
const answer = (question: unknown): string => answerLine(policy, JSON.stringify(question), 7).text;
const error = (what: string): string => JSON.stringify({ error: `line 7: ${what}` });

describe('malformed, whatever the rules reach', () => {
  test.each([
    ['action', 'unknown action'],
    ['now', 'now is not an instant'],
    ['actor', 'actor is not an object'],
    ['record', 'record is not an object'],
    ['record.status', 'unknown record.status'],
  ])('%s absent, null or of another kind', (path, what) => {
    for (const value of [undefined, null, 5, [], true])
      expect(answer(changed(path, value))).toBe(error(what));
  });
  test('an unknown action or mode', () => {
    expect(answer({ ...changed('action', 'Read'), actor: { profession: '31' } })).toBe(
      error('unknown action'),
    );
    const unknownMode = { ...changed('session.mode', 'normal'), actor: { profession: '31' } };
    expect(answer(unknownMode)).toBe(error('unknown session.mode'));
    expect(answer(changed('session', 'NORMAL'))).toBe(error('session is not an object'));
  });
  test.each(['"read"', '5', 'null', 'true', '[{}]'])('%s is no object', (text) => {
    expect(answerLine(policy, text, 7)).toEqual({ text: error('not a JSON object'), malformed: true });
  });
  test('no JSON', () => {
    expect(answerLine(policy, '{"action":', 7).text).toBe(error('not JSON'));
    expect(answerLine(policy, '\u00a0', 7).text).toBe(error('blank'));
  });
});

describe('malformed where a rule reaches it', () => {
  const REACHED = [
    ['actor.id', 5],
    ['actor.profession', 21],
    ['actor.card', 'CB'],
    ['relation', []],
    ['relation.authorisation', 'valid'],
    ['relation.until', '2027-01-01'],
    ['relation.until', '2027-02-30T00:00:00Z'],
    ['relation.treatingDoctor', 'no'],
    ['relation.firstAccess', 0],
    ['session.secret', 'false'],
    ['document', 'd'],
    ['document.type', 5],
    ['document.authorId', {}],
    ['document.status', 'approved'],
    ['document.archived', 1],
    ['document.confidentiality', 'N'],
    ['document.byPatient', 'no'],
  ] as const;
  test.each(REACHED)('%s of another kind (%j)', (path, value) => {
    expect(answer(changed(path, value))).toBe(error(`${path} is missing`));
  });

  test.each([
    'actor.id',
    'actor.profession',
    'actor.card',
    'relation.authorisation',
    'document',
    'document.type',
    'document.authorId',
    'document.status',
    'document.confidentiality',
  ])('%s absent or null', (path) => {
    expect(answer(changed(path, undefined))).toBe(error(`${path} is missing`));
    expect(answer(changed(path, null))).toBe(error(`${path} is missing`));
  });

  test.each([
    ...REACHED.map(([path, value]) => [path, value] as const).filter(([path]) => path !== 'actor.profession'),
    ['record.birthDate', '1980'] as const,
  ])('%s, where none does', (path, value) => {
    expect(
      answer({
        ...changed(path, value),
        actor: { ...EXAMPLE.actor, ...(changed(path, value).actor as object), profession: '31' },
      }),
    ).toBe('{"effect":"deny","reason":"ROLE_NOT_ADMITTED","hidden":false}');
  });

  test.each([
    ['record.givenNames', 'LÉA'],
    ['record.givenNames', ['LÉA', 5]],
    ['record.switches', true],
    ['record.switches.BTG', 'on'],
    ['record.birthDate', '2012-02-30'],
    ['session.justification', 5],
    ['session.claimedTraits', 'Martin'],
    ['session.claimedTraits.givenName', 5],
    ['session.startedAt', 'yesterday'],
  ])('break-glass: %s of another kind (%j)', (path, value) => {
    const question = changed(path, value);
    const session = { ...(question.session as object), mode: 'BTG' };
    // Spreading would spring the trap of the parser's answer, not of the JSON.
    if (!path.startsWith('session.justification'))
      Object.assign(session, { justification: 'inconscient, seul' });
    expect(answer({ ...question, action: 'open', session })).toBe(error(`${path} is missing`));
  });
});

describe('defaults', () => {
  test.each([
    'actor.regulator',
    'actor.onBehalfOf',
    'record.switches',
    'record.insQualified',
    'relation.until',
    'relation.treatingDoctor',
    'relation.firstAccess',
    'session',
    'session.mode',
    'session.secret',
    'session.callOpen',
    'document.archived',
    'document.maskedBy',
    'document.byPatient',
    'document.class',
    'document.version',
    'change',
    'record.birthDate',
  ])('read goes without %s, absent or null', (path) => {
    for (const value of [undefined, null])
      expect(answer(changed(path, value))).toBe(
        '{"effect":"permit","warnings":[],"notices":["patient:consultation"]}',
      );
  });
  test('codes of the document that nobody knows have no effect; new ones are refused', () => {
    expect(answer(changed('document.confidentiality', ['N', 'X', 5, null]))).toContain('permit');
    for (const codes of [['N', 5], ['N', null], [['N']]])
      expect(answer({ ...changed('change.confidentiality', codes), action: 'deposit' })).toContain(
        'CONFIDENTIALITY_INVALID',
      );
  });
  test('a size without end is too large, a negative one is none', () => {
    const deposit = (size: string): string =>
      answerLine(
        policy,
        JSON.stringify({ ...changed('change.size', 77), action: 'deposit' }).replace(':77', `:${size}`),
        7,
      ).text;
    expect(deposit('1e400')).toContain('TOO_LARGE');
    expect(deposit('-1')).toBe(error('change.size is missing'));
  });
});

describe('instants', () => {
  test.each([
    ['2026-11-21T10:00:00Z', Date.UTC(2026, 10, 21, 10)],
    ['2026-11-21T10:00:00.123Z', Date.UTC(2026, 10, 21, 10, 0, 0, 123)],
    ['2026-11-21T10:00:00+01:00', Date.UTC(2026, 10, 21, 9)],
    ['2026-11-21T10:00Z', Date.UTC(2026, 10, 21, 10)],
    ['2028-02-29T00:00:00Z', Date.UTC(2028, 1, 29)],
    ['2000-02-29T00:00:00Z', Date.UTC(2000, 1, 29)],
    ['2026-12-31T23:59:59-14:00', Date.UTC(2027, 0, 1, 13, 59, 59)],
  ])('%s', (text, time) => {
    expect(parseInstant(text)).toBe(time);
  });
  test.each([
    '2026-11-21',
    '2026-11-21T10:00:00',
    '2026-11-21 10:00:00Z',
    '2026-02-29T10:00:00Z',
    '2100-02-29T10:00:00Z',
    '2026-04-31T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-00-10T10:00:00Z',
    '2026-01-00T10:00:00Z',
    '2026-01-32T10:00:00Z',
    '2026-11-21T24:00:00Z',
    '2026-11-21T10:60:00Z',
    '2026-11-21T10:00:60Z',
    '2026-11-21T10:00:00+25:00',
    '2026-11-21T10:00:00+01',
    ' 2026-11-21T10:00:00Z',
    '2026-11-21T10:00:00Z\n',
    '21/11/2026',
    '1763719200000',
    '',
  ])('%j is none', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });
  test('nor is a number', () => {
    expect(parseInstant(1_763_719_200_000)).toBeUndefined();
  });
  test('days that exist', () => {
    expect(['2012-05-31', '2028-02-29', '0099-02-28'].map(parseCalendarDate)).toEqual([
      '2012-05-31',
      '2028-02-29',
      '0099-02-28',
    ]);
    expect(
      ['2012-06-31', '2026-02-29', '2012-5-1', '2012-05-01T00:00:00Z', 20120501].map(parseCalendarDate),
    ).toEqual(Array(5).fill(undefined));
  });
});
