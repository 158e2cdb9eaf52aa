import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccessFilter } from '../../../shared/bridge/access-log.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { Post } from './post.ts';
import { openPost } from './post.ts';
import type { ServiceProcess } from './service-process.ts';
import { startServiceProcess } from './service-process.ts';

let service: ServiceProcess;
let post: Post;
let ins: InsRef;

beforeAll(async () => {
  service = await startServiceProcess();
  post = await openPost(service);
  ins = service.ins('adult2');
  await post.signIn(service.card('doctor'), service.pin);
}, 240_000);
afterAll(async () => {
  await post.close();
  await service.stop();
});

const everything: AccessFilter = {
  person: '',
  group: null,
  mode: null,
  outcome: null,
  from: null,
  to: null,
};
const accesses = (filter: Partial<AccessFilter> = {}) =>
  post.call('access.list', { ins, filter: { ...everything, ...filter }, cursor: null });

// One story in the order in which a visit goes: each step stands on the ones before.
describe('the rights on a record', () => {
  it('are read without a right: nobody is blocked for him, and the role is not his to take', async () => {
    await post.call('record.open', { ins });
    const rights = await post.call('rights.read', { ins });
    expect(rights).toMatchObject({ declarations: [], blocks: null, mayTakeRole: false });
    expect(rights.treatingDoctors).toEqual([
      expect.objectContaining({ name: expect.stringContaining('MARCHAL'), self: false, since: null }),
    ]);
    await expect(post.call('rights.takeRole', { ins, confirmed: true })).rejects.toThrow('CONSENT_REQUIRED');
  });

  it('hold each declaration, the renewed one too', async () => {
    const once = { ins, confirmed: true } as const;
    await post.call('consent.declare', { ...once, basis: 'EXPLICIT', form: 'WRITTEN' });
    await post.call('consent.declare', { ...once, basis: 'CARE_TEAM', form: 'ORAL' });
    const { declarations, mayTakeRole } = await post.call('rights.read', { ins });
    expect(declarations.map(({ basis, form, status }) => [basis, form, status])).toEqual([
      ['CARE_TEAM', 'ORAL', 'running'],
      ['EXPLICIT', 'WRITTEN', 'ended'],
    ]);
    expect(mayTakeRole).toBe(true);
  });

  it('let a physician take the role, and see then who is blocked', async () => {
    expect(await post.call('rights.takeRole', { ins, confirmed: true })).toMatchObject({
      treatingDoctor: true,
    });
    const rights = await post.call('rights.read', { ins });
    expect(rights.blocks).toEqual([]);
    expect(rights.mayTakeRole).toBe(false);
    expect(rights.treatingDoctors.filter(({ self }) => self)).toHaveLength(1);
    expect(rights.treatingDoctors).toHaveLength(2);
  });

  it('let a médecin traitant block somebody of the directory, and lift the block', async () => {
    const search = { kind: 'professional', name: 'charp lucie', place: 'nantes', cursor: null } as const;
    const { hits } = await post.call('directory.search', search);
    expect(hits).toMatchObject([{ kind: 'professional', profession: 'Infirmier' }]);
    const [nurse] = hits;
    if (nurse === undefined) throw new Error('the directory has no nurse');
    const { kind, id } = nurse;
    const { blocks } = await post.call('rights.block', { ins, target: { kind, id } });
    expect(blocks).toMatchObject([{ kind: 'professional', name: expect.stringContaining('CHARPENTIER') }]);
    const { hits: places } = await post.call('directory.search', {
      kind: 'structure',
      name: 'pharmacie',
      place: '',
      cursor: null,
    });
    const [place] = places;
    const two = await post.call('rights.block', {
      ins,
      target: { kind: 'structure', id: place?.id ?? '' },
    });
    expect(two.blocks?.map((block) => block.kind).sort()).toEqual(['professional', 'structure']);
    const own = { kind: 'professional', id: service.card('doctor') } as const;
    await expect(post.call('rights.block', { ins, target: own })).rejects.toThrow(
      'TREATING_DOCTOR_CANNOT_BE_BLOCKED',
    );
    for (const { blockId } of two.blocks ?? []) await post.call('rights.unblock', { ins, blockId });
    expect((await post.call('rights.read', { ins })).blocks).toEqual([]);
  });
});

describe('the accesses', () => {
  it('are all read by the médecin traitant, each with who, from where, and whom it was about', async () => {
    const { scope, entries, total } = await accesses();
    expect(scope).toBe('all');
    expect(total).toBe(entries.length);
    const block = entries.find(
      ({ action, outcome }) => action === 'blockProfessional' && outcome === 'permit',
    );
    expect(block).toMatchObject({
      outcome: 'permit',
      who: { self: true, name: expect.stringContaining('RENAUD'), role: 'Médecin' },
    });
    expect(
      entries.filter(({ action }) => action === 'blockProfessional').map(({ target }) => target),
    ).toEqual(
      expect.arrayContaining([expect.stringContaining('CHARPENTIER'), expect.stringContaining('Pharmacie')]),
    );
  });

  it('are narrowed by person, act, mode, result and period', async () => {
    const refused = await accesses({ outcome: 'refused' });
    expect(refused.entries.length).toBeGreaterThan(0);
    expect(refused.entries.every(({ outcome }) => outcome === 'refused')).toBe(true);
    expect(new Set((await accesses({ group: 'rights' })).entries.map(({ action }) => action))).toEqual(
      new Set(['declareConsent', 'declareRight', 'blockProfessional', 'unblockProfessional', 'readRights']),
    );
    expect((await accesses({ mode: 'BTG' })).total).toBe(0);
    expect((await accesses({ person: 'marchal' })).total).toBe(0);
    expect((await accesses({ to: '2020-01-01' })).total).toBe(0);
    expect((await accesses({ from: '2020-01-01' })).total).toBeGreaterThan(0);
  });

  it('leave the post as a file that a spreadsheet opens, and that is an access too', async () => {
    const { saved, entries } = await post.call('access.export', {
      ins,
      filter: { ...everything, group: 'rights' },
      format: 'csv',
    });
    expect(saved).toBe(true);
    const file = post.saved.at(-1);
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(file?.bytes);
    const lines = text.trimEnd().split('\r\n');
    expect(text.startsWith('\uFEFFINS;Date et heure;Personne;')).toBe(true);
    expect(lines).toHaveLength(entries + 1);
    expect(lines.some((line) => line.includes('Blocage') && line.includes('CHARPENTIER'))).toBe(true);
    expect(file?.name).toMatch(/^acces-au-dossier-\d{4}-\d\d-\d\d\.csv$/);
    await post.call('access.export', { ins, filter: everything, format: 'json' });
    const parsed: unknown = JSON.parse(new TextDecoder().decode(post.saved.at(-1)?.bytes));
    expect(parsed).toMatchObject({ ins, scope: 'all', exportedBy: service.card('doctor') });
    const trail = (await accesses()).entries.filter(({ action }) => action === 'readAllTraces');
    expect(trail.length).toBeGreaterThan(1);
  });

  it('are one’s own again once the role is given back', async () => {
    expect(await post.call('rights.leaveRole', { ins })).toMatchObject({ treatingDoctor: false });
    expect((await post.call('rights.read', { ins })).blocks).toBeNull();
    const { scope, entries } = await accesses();
    expect(scope).toBe('own');
    expect(entries.every(({ who }) => who.self)).toBe(true);
    const none = { since: null, includeSuperseded: false, maskedOnly: true, cursor: null };
    await expect(post.call('record.documents', { ins, ...none })).rejects.toThrow('TREATING_DOCTOR_ONLY');
  });
});

describe('one’s own records', () => {
  it('come with the right, the role and the last look; news only where one has looked', async () => {
    const { records } = await post.call('records.mine', {});
    expect(records.length).toBeGreaterThan(20);
    const own = records.find(({ patient }) => patient.ins.value === ins.value);
    expect(own).toMatchObject({ status: 'running', basis: 'CARE_TEAM', treatingDoctor: false });
    expect(records.some(({ status }) => status === 'ended')).toBe(true);
    const since = '2020-01-01T00:00:00Z';
    const news = await post.call('records.news', { ins, since });
    expect(news.submissions).toBeGreaterThan(0);
    expect(news.newestAt).not.toBeNull();
    const later = new Date(Date.now() + 60_000).toISOString();
    expect((await post.call('records.news', { ins, since: later })).submissions).toBe(0);
  });
});
