import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../../shared/bridge/contract.ts';
import type { DepositMetadata } from '../../../shared/bridge/deposit.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import { minimalPdf } from './minimal-pdf.ts';
import type { Post } from './post.ts';
import { openPost } from './post.ts';
import { receiptOf } from './receipt.ts';
import type { DemoPatient, ServiceProcess } from './service-process.ts';
import { startServiceProcess } from './service-process.ts';

let service: ServiceProcess;
let post: Post;
let adult: DemoPatient;
let ins: InsRef;

beforeAll(async () => {
  service = await startServiceProcess();
  post = await openPost(service);
  adult = service.patient('adult');
  ins = { system: adult.system, value: adult.ins };
  await post.signIn(service.card('doctor'), service.pin);
}, 240_000);
afterAll(async () => {
  await post.close();
  await service.stop();
});

const everything = { since: null, includeSuperseded: false, cursor: null };
const list = async (): Promise<DocumentSummary[]> =>
  (await post.call('record.documents', { ins, ...everything })).documents;
const find = async (uniqueId: string): Promise<DocumentSummary | undefined> =>
  (await list()).find((document) => document.uniqueId === uniqueId);

async function prepare(fileName: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const draft = await post.call('deposit.prepare', { ins, fileName, bytes });
  if (draft.status !== 'ready') throw new Error(draft.problem);
  return draft.draftId;
}
const metadata = (change: Partial<DepositMetadata> = {}): DepositMetadata => ({
  title: 'Compte rendu de consultation',
  type: '11488-4',
  actDate: '2026-11-20',
  confidentiality: ['N'],
  replaces: null,
  ...change,
});
async function deposit(
  bytes: Uint8Array<ArrayBuffer>,
  change: Partial<DepositMetadata> = {},
): Promise<string> {
  const draftId = await prepare('cr.pdf', bytes);
  const entry = await post.call('deposit.send', { draftId, ins, metadata: metadata(change) });
  return receiptOf(entry).uniqueId;
}

// One story in the order in which a visit goes: each step stands on the ones before.
describe('a visit', () => {
  it('finds the patient in the practice’s list, or in the nation by exact traits', async () => {
    const { hits } = await post.call('patients.search', { query: 'rousseau', limit: 10 });
    expect(hits.some(({ identity }) => identity.ins.value === adult.ins)).toBe(true);
    const look = {
      family: adult.family,
      given: adult.given,
      birthDate: adult.birthdate,
      gender: adult.gender,
      birthPlace: null,
    };
    expect(await post.call('patients.lookup', look)).toMatchObject({
      outcome: 'found',
      known: true,
      identity: { ins, qualified: true, birthFamilyName: adult.family },
    });
    const absent = { ...look, family: 'INCONNU' };
    expect(await post.call('patients.lookup', absent)).toEqual({ outcome: 'none' });
    const twin = service.patient('twinA');
    const several = { ...look, family: twin.family, given: twin.given, birthDate: twin.birthdate };
    expect(await post.call('patients.lookup', { ...several, gender: twin.gender })).toEqual({
      outcome: 'multiple',
    });
  });

  it('adds a patient whom only the nation knew', async () => {
    const added = service.patient('notActivated');
    const ref = { system: added.system, value: added.ins };
    expect(await post.call('patients.add', { ins: ref })).toMatchObject({ ins: ref });
    const { hits } = await post.call('patients.search', { query: added.ins, limit: 1 });
    expect(hits[0]?.identity.ins).toEqual(ref);
  });

  it('opens the record and says that there is no right yet; nothing is listed', async () => {
    const view = await post.call('record.open', { ins });
    expect(view).toMatchObject({ record: { status: 'active' }, right: { status: 'none' }, patient: { ins } });
    await expect(list()).rejects.toThrow('CONSENT_REQUIRED');
    expect((await post.call('patients.recent', { limit: 1 })).hits[0]?.identity.ins).toEqual(ins);
  });

  it('shows a closed record as closed and a nonexistent one as such', async () => {
    expect(await post.call('record.open', { ins: service.ins('closed') })).toMatchObject({
      record: { status: 'closed' },
      right: { status: 'none' },
    });
    const opposed = service.patient('opposed');
    const ref = { system: opposed.system, value: opposed.ins };
    const outcome = await post
      .call('record.open', { ins: ref })
      .then(({ record }) => record.status)
      .catch((error: unknown) => String(error));
    expect(['nonexistent', 'Error: NOT_FOUND']).toContain(outcome);
    await post.call('record.open', { ins });
  });

  it('acts on the open record only: a late call about another patient is refused', async () => {
    const other = service.ins('adult2');
    await expect(post.call('record.documents', { ins: other, ...everything })).rejects.toThrow('REFUSED');
    await expect(
      post.call('consent.declare', { ins: other, basis: 'CARE_TEAM', form: 'ORAL', confirmed: true }),
    ).rejects.toThrow('REFUSED');
  });

  it('ends up on the patient asked for last, however the answers come', async () => {
    const [earlier, later] = await Promise.allSettled([
      post.call('record.open', { ins: service.ins('adult2') }),
      post.call('record.open', { ins }),
    ]);
    expect(earlier).toMatchObject({ status: 'rejected', reason: { message: 'CANCELLED' } });
    expect(later).toMatchObject({ status: 'fulfilled', value: { patient: { ins } } });
    await expect(list()).rejects.toThrow('CONSENT_REQUIRED');
  });

  it('declares consent, and the right is there with its end', async () => {
    const view = await post.call('consent.declare', {
      ins,
      basis: 'CARE_TEAM',
      form: 'ORAL',
      confirmed: true,
    });
    if (view.right.status !== 'valid' || view.right.until === null) throw new Error(view.right.status);
    const days = (Date.parse(view.right.until) - Date.parse(view.right.since)) / 86_400_000;
    expect(days).toBe(365);
    expect(post.events).toContainEqual({ event: 'record.changed', payload: { ins } });
  });

  it('lists what may be read and opens each document with the bytes that its sheet announces', async () => {
    const documents = await list();
    expect(documents.length).toBeGreaterThan(0);
    const [first] = documents;
    if (first === undefined) throw new Error('empty');
    const opened = await post.call('document.open', { ins, uniqueId: first.uniqueId });
    expect(opened.summary.uniqueId).toBe(first.uniqueId);
    expect(opened.integrity).toBe('matches');
    expect(opened.bytes.length).toBe(first.size);
  });

  it('deposits a report: proposals, review, receipt, and there it stands', async () => {
    const bytes = minimalPdf('Compte rendu de consultation');
    const draft = await post.call('deposit.prepare', {
      ins,
      fileName: 'CR consultation 2026-11-18.pdf',
      bytes,
    });
    if (draft.status !== 'ready') throw new Error(draft.problem);
    expect(draft.format.code).toBe('urn:ihe:iti:xds-sd:pdf:2008');
    expect(draft.actDate).toBe('2026-11-18');
    expect(draft.proposals.length).toBeGreaterThan(1);

    const review = await post.call('deposit.review', { draftId: draft.draftId, ins, metadata: metadata() });
    expect(review).toMatchObject({ patientSees: true, representativesSee: false });
    expect(review.readers.find(({ row }) => row === 'MED')?.reads).toBe(true);

    post.events.length = 0;
    const entry = await post.call('deposit.send', { draftId: draft.draftId, ins, metadata: metadata() });
    const { uniqueId, sha256 } = receiptOf(entry);
    expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    const steps = post.events.flatMap(({ event, payload }) =>
      event === 'outbox.progress' ? [(payload as { step: string }).step] : [],
    );
    expect([...new Set(steps)]).toEqual(['stored', 'sending', 'received']);

    const found = await find(uniqueId);
    expect(found).toMatchObject({
      title: 'Compte rendu de consultation',
      own: true,
      status: 'current',
      confidentiality: ['N'],
      type: { code: '11488-4' },
      mediaType: 'application/pdf',
      version: 1,
    });
    expect(found?.actDate.startsWith('2026-11-20')).toBe(true);
    const opened = await post.call('document.open', { ins, uniqueId });
    expect(Buffer.from(opened.bytes).equals(bytes)).toBe(true);
  });

  it('refuses what may not be deposited, with the reason, before anything leaves', async () => {
    const refusal = async (fileName: string, bytes: Uint8Array<ArrayBuffer>) => {
      const draft = await post.call('deposit.prepare', { ins, fileName, bytes });
      return draft.status === 'refused' ? draft.problem : draft.status;
    };
    const pdf = minimalPdf('Compte rendu de consultation');
    expect(await refusal('vide.pdf', new Uint8Array())).toBe('EMPTY');
    expect(await refusal('gros.txt', new TextEncoder().encode('a'.repeat(5_000_001)))).toBe('TOO_LARGE');
    expect(await refusal('photo.jpg', pdf)).toBe('CONTENT_MISMATCH');
    expect(await refusal('encore.pdf', pdf)).toBe('DUPLICATE');
  });

  it('keeps the draft when the deposit is refused, and takes it once it is put right', async () => {
    const draftId = await prepare('note.pdf', minimalPdf('Note'));
    const wrong = metadata({ confidentiality: ['INVISIBLE_REPRESENTANTS_LEGAUX'] });
    await expect(post.call('deposit.send', { draftId, ins, metadata: wrong })).rejects.toThrow('NOT_A_MINOR');
    const entry = await post.call('deposit.send', { draftId, ins, metadata: metadata() });
    expect(entry.status.status).toBe('received');
  });

  it('sends a draft to its own patient only', async () => {
    const draftId = await prepare('autre.pdf', minimalPdf('Autre'));
    await expect(
      post.call('deposit.send', { draftId, ins: service.ins('adult2'), metadata: metadata() }),
    ).rejects.toThrow('REFUSED');
  });

  it('replaces a document by a new version: the old one leaves the list of current ones', async () => {
    const first = await deposit(minimalPdf('Version 1'));
    const second = await deposit(minimalPdf('Version 2'), { replaces: { uniqueId: first, version: 1 } });
    const ids = (await list()).map(({ uniqueId }) => uniqueId);
    expect(ids).toContain(second);
    expect(ids).not.toContain(first);
    const all = await post.call('record.documents', { ins, ...everything, includeSuperseded: true });
    expect(all.documents.find(({ uniqueId }) => uniqueId === first)?.status).toBe('superseded');
  });

  it('masks and unmasks, archives and restores its own document, each on the version seen', async () => {
    const uniqueId = await deposit(minimalPdf('À masquer'));
    const act = (name: 'mask' | 'unmask' | 'archive' | 'restore', seenVersion: number) =>
      post.call('document.act', { ins, uniqueId, act: name, seenVersion, confirmed: true });
    expect((await act('mask', 1)).document).toMatchObject({
      confidentiality: expect.arrayContaining(['N', 'MASQUE_PS']) as unknown,
      maskedBy: 'professional',
      version: 2,
    });
    await expect(act('unmask', 1)).rejects.toThrow('STALE_VERSION');
    expect((await act('unmask', 2)).document).toMatchObject({ confidentiality: ['N'], version: 3 });
    expect((await act('archive', 3)).document).toMatchObject({ archived: true, version: 4 });
    expect((await act('restore', 4)).document).toMatchObject({ archived: false, version: 5 });
    expect(await find(uniqueId)).toMatchObject({ version: 5, archived: false });
  });

  it('deletes its own document: it leaves every list', async () => {
    const uniqueId = await deposit(minimalPdf('À supprimer'));
    const gone = await post.call('document.act', {
      ins,
      uniqueId,
      act: 'delete',
      seenVersion: 1,
      confirmed: true,
    });
    expect(gone).toEqual({ ins, document: null, waiting: null });
    expect(await find(uniqueId)).toBeUndefined();
    await expect(post.call('document.open', { ins, uniqueId })).rejects.toThrow('NOT_FOUND');
  });

  it('lets nobody delete the document of another', async () => {
    const other = (await list()).find(({ own }) => !own);
    if (other === undefined) throw new Error('the demo has no document of another author');
    await expect(
      post.call('document.act', {
        ins,
        uniqueId: other.uniqueId,
        act: 'delete',
        seenVersion: other.version,
        confirmed: true,
      }),
    ).rejects.toThrow('NOT_AUTHOR');
  });

  it('saves under a name that says nothing of the patient, and prints', async () => {
    const uniqueId = await deposit(minimalPdf('À enregistrer'), { title: `Courrier ${adult.family}` });
    expect(await post.call('document.save', { ins, uniqueId })).toEqual({ saved: true });
    const saved = post.saved.at(-1);
    expect(saved?.name).toMatch(/^[a-z-]+-2026-11-20\.pdf$/);
    expect(saved?.name.toUpperCase()).not.toContain(adult.family);
    expect(await post.call('document.print', { ins, uniqueId })).toEqual({ printed: true });
  });

  it('walks through a long record page by page, each document once, with a cursor that is not the service’s', async () => {
    const { hits } = await post.call('patients.search', { query: 'marchand suzanne', limit: 1 });
    const long = hits[0]?.identity.ins;
    if (long === undefined) throw new Error('the demo has no long record');
    const view = await post.call('record.open', { ins: long });
    if (view.right.status !== 'valid') {
      await post.call('consent.declare', { ins: long, basis: 'CARE_TEAM', form: 'ORAL', confirmed: true });
    }
    const seen = new Set<string>();
    let total = 0;
    let cursor: string | null = null;
    do {
      const page: Output<'record.documents'> = await post.call('record.documents', {
        ...everything,
        ins: long,
        cursor,
      });
      for (const { uniqueId } of page.documents) seen.add(uniqueId);
      ({ total, cursor } = page);
      expect(cursor ?? '').not.toMatch(/http|fhir|=/);
    } while (cursor !== null);
    expect(total).toBeGreaterThan(1_000);
    expect(seen.size).toBe(total);
    await expect(
      post.call('record.documents', { ...everything, ins: long, cursor: 'Patient?family=X' }),
    ).rejects.toThrow('INVALID');

    const recent = await post.call('record.documents', { ...everything, ins: long, since: '2026-01-01' });
    expect(recent.total).toBeLessThan(total);
    await post.call('record.open', { ins });
  });

  it('deposits at another place of practice, and the document says where', async () => {
    const elsewhere = await openPost(service);
    try {
      await elsewhere.call('session.signIn', { cardId: service.card('doctor'), pin: service.pin });
      await elsewhere.call('session.choosePlace', { placeId: '1990000564' });
      await elsewhere.call('record.open', { ins });
      const bytes = minimalPdf('Visite à la maison de retraite');
      const draft = await elsewhere.call('deposit.prepare', { ins, fileName: 'visite.pdf', bytes });
      if (draft.status !== 'ready') throw new Error(draft.problem);
      const { draftId } = draft;
      const entry = await elsewhere.call('deposit.send', { draftId, ins, metadata: metadata() });
      expect(await find(receiptOf(entry).uniqueId)).toMatchObject({
        own: true,
        structure: 'EHPAD Les Glycines',
      });
    } finally {
      await elsewhere.close();
    }
  });

  it('gives its right up, and reads no more', async () => {
    const view = await post.call('consent.revoke', { ins });
    expect(view.right.status).not.toBe('valid');
    await expect(list()).rejects.toThrow(/^CONSENT_/);
  });

  it('has written no name, no INS and no title into its log, in all of this', () => {
    const scan = (text: string): string[] =>
      [adult.family, adult.given, adult.ins, 'Compte rendu', 'urn:oid:2.25'].filter((canary) =>
        text.toLowerCase().includes(canary.toLowerCase()),
      );
    const log = readFileSync(join(post.dataDir, 'logs', 'workstation.log'), 'utf8');
    expect(log.split('\n').length).toBeGreaterThan(10);
    expect(scan(log)).toEqual([]);
    // The control: the scanner sees what it looks for.
    expect(scan(`${log}{"event":"x","name":"${adult.family}"}`)).toEqual([adult.family]);
  });
});
