import { describe, expect, test } from 'vitest';
import { parseQuestion } from '../../../electron/decide/question.ts';
import { decide } from '../../../shared/access/decide.ts';
import { explainReading } from '../../../shared/access/explain.ts';
import { prepareReading } from '../../../shared/access/reading.ts';
import { seeAs, simulated, type Viewer } from '../../../shared/access/see-as.ts';
import type { DocumentFacts, Question } from '../../../shared/access/question.ts';
import { draws, type Draw } from '../../rules/draw.ts';
import { policy } from '../../rules/policy.ts';
import { aQuestion } from '../../rules/questions.ts';
import { at, question } from './ask.ts';

/** A random question in the engine's own form; what cannot be read is drawn again. */
function drawQuestion(draw: Draw): Question {
  for (;;) {
    const read = parseQuestion(JSON.stringify(aQuestion(draw)));
    if (read.ok) return read.value;
  }
}

const now = at('2026-11-21T10:00:00Z');
const adult = { record: { status: 'ACTIVE', birthDate: '1980-05-01' }, now } as const;
const minor = { record: { status: 'ACTIVE', birthDate: '2012-05-01' }, now } as const;
const document = (change: Partial<DocumentFacts> = {}): DocumentFacts => ({
  type: '11488-4',
  class: '10',
  status: 'current',
  confidentiality: ['N'],
  depositedAt: at('2026-11-20T08:00:00Z'),
  ...change,
});
const row = (code: string): Viewer => ({ kind: 'row', row: code });
const told = (
  viewer: Viewer,
  change: Partial<DocumentFacts> = {},
  seen: typeof adult | typeof minor = adult,
) => {
  const { sees, rule, provenance } = seeAs(policy, viewer, seen, document(change));
  return `${sees ? 'sees' : 'not'} ${rule}${provenance === null ? '' : ` ${provenance}`}`;
};

describe('a document as another sees it', () => {
  test('a profession: the cell decides, and says where it comes from', () => {
    expect(told(row('IDE'))).toBe('sees CELL assumed');
    expect(told(row('PHA'), { type: '68599-0' })).toBe('not TYPE_NOT_PERMITTED secondary');
    expect(told(row('SEC'))).toBe('not CARD_MAY_NOT_READ');
    expect(told(row('nobody'))).toBe('not ROLE_NOT_ADMITTED');
  });

  test('masked: the médecin traitant alone', () => {
    const masked = { confidentiality: ['MASQUE_PS'] } as const;
    expect(told(row('MED'), masked)).toBe('not MASKED');
    expect(told({ kind: 'treatingDoctor' }, masked)).toBe('sees SEES_MASKED inferred');
    expect(told({ kind: 'patient' }, masked)).toBe('sees OWN_SPACE');
  });

  test('the patient’s side: the announcement, the minor’s secret, and age', () => {
    const hidden = { confidentiality: ['INVISIBLE_PATIENT'] } as const;
    expect(told({ kind: 'patient' }, hidden)).toBe('not NOT_VISIBLE_TO_PATIENT');
    expect(told({ kind: 'patient' }, { ...hidden, depositedAt: at('2026-10-01T08:00:00Z') })).toBe(
      'sees OWN_SPACE',
    );
    const secret = { confidentiality: ['INVISIBLE_REPRESENTANTS_LEGAUX'] } as const;
    expect(told({ kind: 'representative' }, secret, minor)).toBe('not NOT_VISIBLE_TO_REPRESENTATIVES');
    expect(told({ kind: 'representative' }, {}, minor)).toBe('sees OWN_SPACE');
    expect(told({ kind: 'patient' }, secret, minor)).toBe('sees OWN_SPACE');
    expect(told({ kind: 'representative' }, secret)).toBe('not RIGHTS_NOT_YOURS');
  });

  test('what is not known is not seen', () => {
    expect(told({ kind: 'patient' }, { status: undefined })).toBe('not UNKNOWN');
    expect(told(row('MED'), { confidentiality: undefined })).toBe('not UNKNOWN');
  });
});

// Brief and issue: it must never reveal what the person at the keyboard may not know.
test('the list seen as another is never larger than his own, and outside the demonstration his own documents alone', () => {
  const viewers: readonly Viewer[] = [
    { kind: 'patient' },
    { kind: 'representative' },
    { kind: 'carer' },
    { kind: 'treatingDoctor' },
    ...policy.habilitation.rows.map(({ code }) => row(code)),
  ];
  let looked = 0;
  for (let seed = 1; seed <= 400; seed += 1) {
    const draw = draws(seed);
    const asked = drawQuestion(draw);
    const documents = Array.from({ length: 12 }, () => drawQuestion(draw).document ?? {});
    const reading = prepareReading(policy, asked);
    const mine = documents
      .filter((each) => reading.mayRead(each))
      .map((facts) => ({ facts, own: facts.authorId === asked.actor.id }));
    for (const demonstration of [true, false]) {
      const over = simulated(mine, demonstration);
      expect(over.every((each) => mine.includes(each) && (demonstration || each.own))).toBe(true);
      for (const viewer of viewers) {
        const seen = over.filter(
          ({ facts }) => seeAs(policy, viewer, { record: asked.record, now: asked.now }, facts).sees,
        );
        looked += seen.length;
        expect(seen.length).toBeLessThanOrEqual(mine.length);
      }
    }
  }
  expect(looked).toBeGreaterThan(100);
});

// One truth: what an imagined physician sees is what the rules answer a physician whom the patient let in.
test('a profession sees what the rules permit a reader of that row', () => {
  for (let seed = 1; seed <= 500; seed += 1) {
    const asked = drawQuestion(draws(seed));
    const facts = { ...asked.document, authorId: 'somebody else' };
    const answer = decide(policy, {
      action: 'read',
      now: asked.now,
      actor: { id: 'a physician', profession: '10', card: 'CPS' },
      record: asked.record,
      relation: { authorisation: 'VALID' },
      document: facts,
    });
    expect(seeAs(policy, row('MED'), { record: asked.record, now: asked.now }, facts).sees).toBe(
      answer.effect === 'permit',
    );
  }
});

describe('why a document may be read', () => {
  const explain = (...changes: Parameters<typeof question>[1][]) =>
    explainReading(policy, question('read', ...changes));

  test('an ordinary right: the cell of the profession, and the patient is told', () => {
    expect(explain()).toMatchObject({
      refusal: undefined,
      isAuthor: false,
      cell: { row: 'PHA', type: '11488-4', reads: true, provenance: 'inferred' },
      maskGround: null,
      notices: ['patient:consultation'],
      minorOnly: false,
    });
  });

  test('the author passes the cell and the mask', () => {
    const own = {
      document: { authorId: 'pharmacist', type: '68599-0', confidentiality: ['MASQUE_PS'] },
    } as const;
    expect(explain(own)).toMatchObject({
      refusal: undefined,
      isAuthor: true,
      cell: { reads: false, provenance: 'secondary' },
      maskGround: 'author',
    });
  });

  test('a médecin traitant has the row of the role, and sees what is masked', () => {
    expect(
      explain({
        actor: { profession: '10' },
        relation: { treatingDoctor: true },
        document: { confidentiality: ['MASQUE_PS'] },
      }),
    ).toMatchObject({ refusal: undefined, cell: { row: 'MT' }, maskGround: 'treatingDoctor' });
  });

  test('in an emergency nobody is told again, and the mask needs the switch', () => {
    const masked = { session: { mode: 'BTG' }, document: { confidentiality: ['MASQUE_PS'] } } as const;
    expect(explain(masked)).toMatchObject({
      maskGround: 'emergency',
      notices: [],
      refusal: { reason: 'MASKED' },
    });
    expect(explain(masked, { record: { switches: { MASKED: true } } }).refusal).toBeUndefined();
  });

  test('agrees with the decision whatever is asked, once he was let in', () => {
    let permitted = 0;
    for (let seed = 1; seed <= 3_000; seed += 1) {
      const asked = { ...drawQuestion(draws(seed)), action: 'read' } as const;
      const answer = decide(policy, asked);
      if (answer.effect !== 'permit') continue;
      permitted += 1;
      const { refusal, warnings, notices } = explainReading(policy, asked);
      expect([refusal, warnings, notices]).toEqual([undefined, answer.warnings, answer.notices]);
    }
    expect(permitted).toBeGreaterThan(50);
  });
});
