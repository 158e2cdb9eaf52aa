import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RecordFacts } from '../../../shared/bridge/facts.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import { endAll, insOf, open, post, service, startService } from './emergency-post.ts';

beforeAll(startService, 240_000);
afterAll(() => service.stop());

const ask = (ins: InsRef, part: 'sections' | 'documents', view: 'vital' | 'counter' = 'vital') =>
  post.call('record.facts', { ins, view, part });
const readingsOf = ({ readings }: RecordFacts) =>
  Object.fromEntries(readings.map(({ place, reading }) => [place, reading.status]));
const textsOf = ({ facts }: RecordFacts, topic: string) =>
  facts.filter((each) => each.topic === topic).map(({ text }) => text);

describe('a regulator who opened a record for a call', () => {
  beforeAll(() => open('regulator'));
  afterEach(() => endAll());
  afterAll(() => post.close());

  async function openFor(key: string): Promise<InsRef> {
    const ins = insOf(key);
    const call = await post.call('emergency.openCall', {});
    await post.call('emergency.openForCall', { callId: call.id, person: ins });
    return ins;
  }

  it('is told what the patient shares, each fact with its date and its place', async () => {
    const sections = await ask(await openFor('diabetic'), 'sections');
    expect(readingsOf(sections)).toMatchObject({ profile: 'read', measures: 'read', entourage: 'read' });
    expect(textsOf(sections, 'allergies')).toEqual(['Pénicilline']);
    expect(textsOf(sections, 'treatments')).toEqual(['Metformine 1 000 mg']);
    expect(textsOf(sections, 'weight')).toHaveLength(4);
    expect(textsOf(sections, 'contacts')).toHaveLength(2);
    expect(sections.facts.every(({ date, topic }) => date !== null || topic === 'contacts')).toBe(true);
  });

  it('is told of a profile that is not shared that it is not, never that it is empty', async () => {
    const sections = await ask(await openFor('elderly'), 'sections');
    expect(readingsOf(sections)).toMatchObject({ profile: 'notShared', measures: 'notShared' });
    expect(textsOf(sections, 'directives')).toHaveLength(1);
    expect(textsOf(sections, 'contacts')).toContain('Pascal ROUX');
  });

  it('is told what structured documents say, with the document that says it', async () => {
    const documents = await ask(await openFor('cardiac'), 'documents');
    const implants = documents.facts.filter(({ topic }) => topic === 'implants');
    expect(implants.map(({ document }) => document?.title)).toContain(
      'Carte d’implant – endoprothèse coronaire',
    );
    expect(textsOf(documents, 'treatments')).toContain('Ticagrélor 90 mg');
    expect(textsOf(documents, 'directives')).toContain('Mes directives anticipées');
    // The PDF reports are counted, not passed over in silence.
    expect(readingsOf(documents)).toEqual({ documents: 'partly' });
  });

  it('of two thousand documents opens a few', async () => {
    const ins = await openFor('longRecord');
    const documents = await ask(ins, 'documents');
    expect(new Set(documents.facts.map(({ document }) => document?.uniqueId)).size).toBeLessThanOrEqual(12);
    expect(textsOf(await ask(ins, 'sections'), 'allergies')).toEqual(['Iode (produits de contraste)']);
  });

  it('is told nothing once the call is over', async () => {
    const ins = await openFor('diabetic');
    await endAll();
    await expect(ask(ins, 'sections')).rejects.toThrow('REFUSED');
  });
});

it('a pharmacist at the counter is told of prescriptions, results and vaccines', async () => {
  await open('pharmacist');
  const ins = insOf('diabetic');
  await post.call('record.open', { ins });
  const sections = await ask(ins, 'sections', 'counter');
  expect(textsOf(sections, 'vaccinations')).toContain('Vaccin contre la grippe');
  expect(textsOf(sections, 'dispensations')).toContain('Metformine 1 000 mg, 90 comprimés');
  const documents = await ask(ins, 'documents', 'counter');
  expect(textsOf(documents, 'prescriptions')).toContain('Dapagliflozine 10 mg, comprimé');
  expect(textsOf(documents, 'dispensations')).toContain('Paracétamol 1 g, boîte de 8');
  expect(textsOf(documents, 'renal').some((text) => text.includes('Créatinine'))).toBe(true);
  await post.close();
});

it('of a record that one may not read nothing is told, and no place is said to be empty', async () => {
  await open('treatingDoctor');
  const ins = insOf('adult2');
  await post.call('record.open', { ins });
  for (const part of ['sections', 'documents'] as const) {
    const answer = await ask(ins, part);
    expect(answer.facts).toEqual([]);
    expect(new Set(Object.values(readingsOf(answer)))).toEqual(new Set(['failed']));
  }
  await post.close();
});
