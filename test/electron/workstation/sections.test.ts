import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { Post } from './post.ts';
import { openPost } from './post.ts';
import type { ServiceProcess } from './service-process.ts';
import { startServiceProcess } from './service-process.ts';

/** docs/rules.md 2: what each reader has of a section, told apart from nothing. */

let service: ServiceProcess;
let post: Post;

beforeAll(async () => {
  service = await startServiceProcess();
}, 240_000);
afterAll(() => service.stop());

async function signedIn(card: string): Promise<void> {
  post = await openPost(service);
  await post.signIn(service.card(card), service.pin);
}

async function opened(patient: string): Promise<InsRef> {
  const ins = service.ins(patient);
  await post.call('record.open', { ins });
  await post.call('consent.declare', { ins, basis: 'CARE_TEAM', form: 'ORAL', confirmed: true });
  return ins;
}

describe('a physician who is shown everything', () => {
  beforeAll(async () => {
    await signedIn('doctor');
    await opened('diabetic');
  });
  afterAll(() => post.close());

  it('reads the notebook, newest first, with who vaccinated and what is his to correct', async () => {
    const ins = service.ins('diabetic');
    const { vaccinations, schedule, hints } = await post.call('sections.vaccinations', { ins });
    if (vaccinations.outcome !== 'read') throw new Error(vaccinations.outcome);
    expect(vaccinations.content.map(({ lot, own, diseases }) => [lot, own, diseases])).toEqual([
      ['GR26-1187', false, ['influenza']],
      ['GR25-0421', false, ['influenza']],
      ['PN24-3310', true, ['pneumococcus']],
      ['DT17-0098', true, ['diphtheria', 'tetanus', 'polio', 'pertussis']],
    ]);
    expect(vaccinations.content[0]?.performer).toMatchObject({
      side: 'professional',
      name: expect.stringContaining('BERTIN'),
    });
    expect(schedule.year).toBe(2025);
    expect(hints.map(({ rule }) => rule)).toContain('zoster');
    expect(hints.map(({ rule }) => rule)).not.toContain('influenza');
  });

  it('reads the care history with the kind of each act', async () => {
    const { care } = await post.call('sections.care', { ins: service.ins('diabetic') });
    if (care.outcome !== 'read') throw new Error(care.outcome);
    expect(care.content.map(({ kind }) => kind)).toEqual(['drug', 'consultation', 'exam', 'consultation']);
    expect(care.content[0]).toMatchObject({ label: 'Metformine 1 000 mg, 90 comprimés' });
  });

  it('reads measures with their unit, both figures of a blood pressure in one', async () => {
    const { measures } = await post.call('sections.measures', { ins: service.ins('diabetic') });
    if (measures.outcome !== 'read') throw new Error(measures.outcome);
    const pressures = measures.content.filter(({ kind }) => kind === 'pressure');
    expect(pressures.map(({ value, second, unit }) => [value, second, unit])).toEqual([
      [138, 82, 'mm[Hg]'],
      [146, 88, 'mm[Hg]'],
    ]);
    expect(measures.content.find(({ kind }) => kind === 'weight')).toMatchObject({ value: 94.2, unit: 'kg' });
    expect(measures.content.every(({ writer }) => writer.side === 'patient' && writer.id === null)).toBe(
      true,
    );
  });

  it('reads allergies, illnesses and treatments', async () => {
    const { profile } = await post.call('sections.profile', { ins: service.ins('diabetic') });
    expect(profile).toMatchObject({
      outcome: 'read',
      content: {
        allergies: [{ name: 'Pénicilline', note: 'Urticaire dans l’enfance' }],
        conditions: [{ name: 'Diabète de type 2', active: true }],
        treatments: [{ name: 'Metformine 1 000 mg', dosage: '1 comprimé matin et soir', active: true }],
      },
    });
  });

  it('reads whom to call and the wishes, the trusted person first', async () => {
    const { entourage } = await post.call('sections.entourage', { ins: service.ins('diabetic') });
    if (entourage.outcome !== 'read') throw new Error(entourage.outcome);
    const { contacts, directives, organDonation } = entourage.content;
    expect(contacts.map(({ kind, name, phones }) => [kind, name, phones])).toEqual([
      ['trusted', 'Luc MOREAU', ['06 39 98 01 02']],
      ['emergency', 'Annie MOREAU', ['06 39 98 01 01']],
    ]);
    expect(directives).toBeNull();
    expect(organDonation).toMatchObject({ donates: true });
  });

  it('of a record with nothing in it is told that it is empty, and never that there is nothing to fear', async () => {
    const ins = await opened('empty');
    expect((await post.call('sections.vaccinations', { ins })).vaccinations).toMatchObject({
      outcome: 'empty',
    });
    expect((await post.call('sections.care', { ins })).care).toMatchObject({ outcome: 'empty' });
    expect((await post.call('sections.entourage', { ins })).entourage).toMatchObject({ outcome: 'empty' });
  });

  it('is answered nothing of a record that is not the open one', async () => {
    await opened('diabetic');
    await expect(post.call('sections.measures', { ins: service.ins('cardiac') })).rejects.toThrow('REFUSED');
  });

  it('of what is not shared is told so, not that it is empty', async () => {
    const ins = await opened('pregnant');
    expect((await post.call('sections.measures', { ins })).measures).toEqual({ outcome: 'notShared' });
    expect((await post.call('sections.profile', { ins })).profile).toEqual({ outcome: 'notShared' });
  });
});

describe('whoever vaccinates', () => {
  beforeAll(() => signedIn('pharmacist'));
  afterAll(() => post.close());

  const flu = {
    vaccine: 'J07BB02',
    product: 'Vaccin de démonstration',
    gtin: '09521234000013',
    lot: 'GR26-9001',
    expires: '2027-06-30',
    date: '2026-01-15',
    site: 'leftDeltoid',
    route: 'intramuscular',
    dose: null,
  } as const;
  const notebook = async (ins: InsRef) => {
    const { vaccinations, mayAdd } = await post.call('sections.vaccinations', { ins });
    return { mayAdd, all: vaccinations.outcome === 'read' ? vaccinations.content : [] };
  };

  /** What was kept leaves now; undone acts would be gone. */
  const statusesOf = async (actIds: string[]): Promise<string[]> => {
    const { entries } = await post.call('outbox.release', { actIds });
    return entries.map(({ status }) => (status.status === 'refused' ? status.code : status.status));
  };

  it('adds a vaccination with its note, which stands among the documents', async () => {
    const ins = await opened('adult');
    expect((await notebook(ins)).mayAdd).toBe(true);
    const added = await post.call('sections.addVaccination', {
      ins,
      vaccination: flu,
      withNote: true,
      corrects: null,
    });
    expect(added).toMatchObject({ ins, status: 'kept', note: 'kept' });
    expect(await statusesOf(added.actIds)).toEqual(['received', 'received']);
    const [entry] = (await notebook(ins)).all;
    expect(entry).toMatchObject({
      lot: 'GR26-9001',
      date: '2026-01-15',
      site: 'Deltoïde gauche',
      diseases: ['influenza'],
      own: true,
    });
    const { documents } = await post.call('record.documents', {
      ins,
      since: null,
      includeSuperseded: false,
      cursor: null,
    });
    const note = documents.find(({ type }) => type.code === '87273-9');
    expect(note).toMatchObject({ title: 'Note de vaccination\u202f: Grippe, injectable', own: true });
    const read = await post.call('document.open', { ins, uniqueId: note?.uniqueId ?? '' });
    expect(new TextDecoder().decode(read.bytes)).toContain('GR26-9001');
  });

  it('is known again by its box', async () => {
    const { products } = await post.call('sections.vaccines', {});
    expect(products).toEqual([
      { gtin: '09521234000013', vaccine: 'J07BB02', product: 'Vaccin de démonstration' },
    ]);
  });

  it('corrects his own: the new one stands, and the old one is gone', async () => {
    const ins = service.ins('adult');
    const [before] = (await notebook(ins)).all;
    if (before === undefined) throw new Error('nothing to correct');
    const corrected = await post.call('sections.addVaccination', {
      ins,
      vaccination: { ...flu, lot: 'GR26-9002' },
      withNote: false,
      corrects: { id: before.id, version: before.version },
    });
    expect(corrected).toMatchObject({ note: 'none', status: 'kept' });
    expect(await statusesOf(corrected.actIds)).toEqual(['received', 'received']);
    const lots = (await notebook(ins)).all.map(({ lot }) => lot);
    expect(lots).toContain('GR26-9002');
    expect(lots).not.toContain('GR26-9001');
  });

  it('takes back what has not left yet, and nothing of it was ever sent', async () => {
    const ins = service.ins('adult');
    const { actIds } = await post.call('sections.addVaccination', {
      ins,
      vaccination: { ...flu, lot: 'GR26-9003' },
      withNote: true,
      corrects: null,
    });
    for (const actId of actIds.toReversed()) await post.call('outbox.undo', { actId });
    expect((await notebook(ins)).all.some(({ lot }) => lot === 'GR26-9003')).toBe(false);
    const { entries } = await post.call('outbox.list', {});
    expect(entries.filter(({ actId }) => actIds.includes(actId))).toEqual([]);
  });

  it('takes his own back, and nobody else’s', async () => {
    const ins = service.ins('adult');
    const { all } = await notebook(ins);
    const own = all.find((each) => each.own);
    const anothers = all.find((each) => !each.own);
    if (own === undefined || anothers === undefined) throw new Error('the demo has both');
    const withdrawn = async ({ id, version }: { id: string; version: number }) => {
      const { actIds } = await post.call('sections.withdrawVaccination', {
        ins,
        entry: { id, version },
        name: 'Grippe',
      });
      return statusesOf(actIds);
    };
    expect(await withdrawn(anothers)).toEqual(['NOT_AUTHOR']);
    expect(await withdrawn({ ...own, version: 9 })).toEqual(['STALE_VERSION']);
    expect(await withdrawn(own)).toEqual(['received']);
    expect((await notebook(ins)).all.some(({ id }) => id === own.id)).toBe(false);
  });

  it('dates nothing ahead, nor before the birth, nor of a vaccine that nobody knows', async () => {
    const ins = service.ins('adult');
    for (const wrong of [{ date: '2999-01-01' }, { date: '1979-01-01' }, { vaccine: 'J07XX99' }]) {
      await expect(
        post.call('sections.addVaccination', {
          ins,
          vaccination: { ...flu, ...wrong },
          withNote: true,
          corrects: null,
        }),
      ).rejects.toThrow('INVALID');
    }
  });
});

describe('whoever does not vaccinate', () => {
  beforeAll(() => signedIn('socialWorker'));
  afterAll(() => post.close());

  it('is not offered to', async () => {
    const ins = await opened('elderly');
    expect((await post.call('sections.vaccinations', { ins })).mayAdd).toBe(false);
  });
});

describe('a reader to whom the matrix does not open a section', () => {
  beforeAll(() => signedIn('socialWorker'));
  afterAll(() => post.close());

  it('is told so, and is suggested nothing from a notebook that is not his to read', async () => {
    const ins = await opened('elderly');
    expect(await post.call('sections.vaccinations', { ins })).toMatchObject({
      vaccinations: { outcome: 'notPermitted' },
      hints: [],
    });
  });
});
