import { describe, expect, test } from 'vitest';
import { decide } from '../../../shared/access/decide.ts';
import { createPolicy } from '../../../shared/access/policy.ts';
import { packDocuments, readablePositions } from '../../../shared/access/packed.ts';
import type { DocumentFacts, Question } from '../../../shared/access/question.ts';
import { prepareReading } from '../../../shared/access/reading.ts';
import { parseQuestion } from '../../../electron/decide/question.ts';
import { draws } from '../../rules/draw.ts';
import { policy, resources } from '../../rules/policy.ts';
import { aQuestion } from '../../rules/questions.ts';
import { BTG, question } from './ask.ts';

/** Random questions, and the documents of random other ones. */
function situations(
  count: number,
): readonly { readonly asked: Question; readonly documents: readonly DocumentFacts[] }[] {
  const draw = draws(7);
  const any = (): Question => {
    const parsed = parseQuestion(JSON.stringify({ ...aQuestion(draw), action: 'read' }));
    return parsed.ok ? parsed.value : any();
  };
  return Array.from({ length: count }, () => ({
    asked: any(),
    documents: Array.from({ length: 30 }, () => any().document ?? {}),
  }));
}

test('a list is what read answers, document by document', () => {
  for (const { asked, documents } of situations(60)) {
    const reading = prepareReading(policy, asked);
    const answers = documents.map((document) => decide(policy, { ...asked, action: 'read', document }));
    const seen = documents.filter((document) => reading.mayRead(document));
    expect(reading.list).toEqual(decide(policy, { ...asked, action: 'list' }));
    expect(documents.map(reading.answer)).toEqual(answers);
    // A permit also tells; what only the telling lacks (a birth date, a deposit) does not stop the reading.
    for (const [index, document] of documents.entries())
      expect([reading.mayRead(document) ? 'permit' : 'deny', 'malformed']).toContain(answers[index]?.effect);

    const positions = readablePositions(policy, asked, packDocuments(documents));
    expect([...positions].map((position) => documents[position])).toEqual(seen);
  }
});

test('nothing known, nothing read', () => {
  const asked = question('read');
  expect(prepareReading(policy, asked).mayRead({})).toBe(false);
  expect([...readablePositions(policy, asked, packDocuments([{}]))]).toEqual([]);
});

test('a document without an author is nobody’s, not everybody’s', () => {
  const { authorId: _, ...anonymous } = question('read').document ?? {};
  const asked = question('read', { actor: { id: '' } });
  expect(prepareReading(policy, asked).mayRead(anonymous)).toBe(false);
  expect([...readablePositions(policy, asked, packDocuments([anonymous]))]).toEqual([]);
});

test('an actor without an identifier is nobody, so nothing is read', () => {
  const asked = question('read', { actor: { id: undefined } });
  const documents = [question('read').document ?? {}];
  expect(prepareReading(policy, asked).mayRead(documents[0] ?? {})).toBe(false);
  expect([...readablePositions(policy, asked, packDocuments(documents))]).toEqual([]);
});

test('the same columns under another matrix are judged anew', () => {
  const asked = question('read');
  const packed = packDocuments([asked.document ?? {}]);
  expect([...readablePositions(policy, asked, packed)]).toEqual([0]);
  const cells = { ...resources.matrix.cells, '11488-4': ['-'.repeat(21), 'O'.repeat(21)] };
  const closed = createPolicy({ ...resources, matrix: { ...resources.matrix, cells } });
  expect([...readablePositions(closed, asked, packed)]).toEqual([]);
  expect([...readablePositions(policy, asked, packed)]).toEqual([0]);
});

test('more forms than a column can name are refused', () => {
  const { document } = question('read');
  const documents = Array.from({ length: 0x1_0001 }, (_, index) => ({ ...document, type: `type ${index}` }));
  expect(() => packDocuments(documents)).toThrow('more forms of documents than a column can name');
  expect(packDocuments(documents.slice(1)).forms).toHaveLength(0x1_0000);
});

describe('columns', () => {
  const about = (facts: DocumentFacts): DocumentFacts => ({ ...question('read').document, ...facts });

  test('name each form once, as far as reading goes', () => {
    const same = [
      about({}),
      about({ status: 'superseded' }),
      about({ confidentiality: ['R'], version: 9 }),
      about({ authorId: 'somebody else', archived: true }),
    ];
    expect(packDocuments(same).forms).toHaveLength(1);
    const other = [
      about({ status: 'deleted' }),
      about({ confidentiality: ['MASQUE_PS'] }),
      about({ type: 'SYNTH' }),
    ];
    expect(packDocuments([...same, ...other]).forms).toHaveLength(4);
  });

  test('whoever wrote none of them is the author of none', () => {
    const closed = ['a', 'b', 'c'].map((authorId) => about({ type: '68599-0', authorId }));
    expect([...readablePositions(policy, question('list'), packDocuments(closed))]).toEqual([]);
  });

  test('judge a row once, and apart for who sees what is masked', () => {
    const packed = packDocuments([about({ confidentiality: ['MASQUE_PS'] })]);
    const normal = question('list');
    const emergency = question('list', BTG, { record: { switches: { MASKED: true } } });
    for (const [asked, readable] of [
      [normal, []],
      [emergency, [0]],
      [normal, []],
      [emergency, [0]],
    ] as const)
      expect([...readablePositions(policy, asked, packed)]).toEqual(readable);
    expect(packed.judged.size).toBe(1);
  });

  test('are judged anew by another matrix', () => {
    const packed = packDocuments([about({ type: '11488-4' })]);
    const asked = question('list');
    expect([...readablePositions(policy, asked, packed)]).toEqual([0]);
    const [, sources = ''] = resources.matrix.cells['11488-4'];
    const closed = { ...resources.matrix.cells, '11488-4': ['-'.repeat(sources.length), sources] };
    const after = createPolicy({ ...resources, matrix: { ...resources.matrix, cells: closed } });
    expect([...readablePositions(after, asked, packed)]).toEqual([]);
    expect([...readablePositions(policy, asked, packed)]).toEqual([0]);
  });

  test('nothing of them is read where the list is refused', () => {
    const asked = question('list', { relation: { authorisation: 'NONE' } });
    expect(prepareReading(policy, asked).mayRead(about({}))).toBe(false);
    expect([...readablePositions(policy, asked, packDocuments([about({})]))]).toEqual([]);
  });
});
