import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DepositMetadata } from '../../../shared/bridge/deposit.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import { z } from '../../../shared/schema/zod.ts';
import { minimalPdf } from './minimal-pdf.ts';
import { patientSide } from './patient-side.ts';
import type { Post } from './post.ts';
import { openPost } from './post.ts';
import { receiptOf } from './receipt.ts';
import type { ServiceProcess } from './service-process.ts';
import { startServiceProcess } from './service-process.ts';

let service: ServiceProcess;
let minor: InsRef;
let adult: InsRef;

beforeAll(async () => {
  service = await startServiceProcess();
  minor = service.ins('minor');
  adult = service.ins('adult');
}, 240_000);
afterAll(() => service.stop());

/** One session of one card, from the sign-in to the end of the post. */
async function withPost(role: string, work: (post: Post) => Promise<void>): Promise<void> {
  const post = await openPost(service);
  try {
    await post.signIn(service.card(role), service.pin);
    await work(post);
  } finally {
    await post.close();
  }
}

const metadata = (change: Partial<DepositMetadata> = {}): DepositMetadata => ({
  title: 'Compte rendu',
  type: '11488-4',
  actDate: '2026-11-20',
  confidentiality: ['N'],
  replaces: null,
  ...change,
});
async function prepare(post: Post, ins: InsRef, text: string): Promise<string> {
  const draft = await post.call('deposit.prepare', { ins, fileName: 'a.pdf', bytes: minimalPdf(text), text });
  if (draft.status !== 'ready') throw new Error(draft.problem);
  return draft.draftId;
}
async function deposit(post: Post, ins: InsRef, text: string, change: Partial<DepositMetadata> = {}) {
  const draftId = await prepare(post, ins, text);
  return post.call('deposit.send', { draftId, ins, metadata: metadata(change) });
}

const Bundle = z.looseObject({
  total: z.int(),
  entry: z.array(z.looseObject({ resource: z.unknown() })).default([]),
});

/** What the patient's side gets over plain HTTP: a representative signs in for the child, or the child himself. */
async function asPatient(
  person: string,
  path: string,
  actingFor?: string,
): Promise<{ total: number; text: string }> {
  const side = await patientSide(service, person, actingFor);
  const text = await side.send('GET', path);
  await side.close();
  return { total: Bundle.parse(JSON.parse(text)).total, text };
}
const documentsOf = (ins: InsRef): string =>
  `/fhir/DocumentReference?patient.identifier=${encodeURIComponent(`${ins.system}|${ins.value}`)}&_count=200`;
const tracesOf = (ins: InsRef): string =>
  `/fhir/AuditEvent?patient.identifier=${encodeURIComponent(`${ins.system}|${ins.value}`)}&_count=200`;

describe('a minor’s secret', () => {
  it('leaves in the secret session, and his representative sees neither it nor its trace; he does', async () => {
    /** What the representative finds of the doctor in the history of the child's record. */
    const seen = async (): Promise<number> =>
      (await asPatient('adult', tracesOf(minor), 'minor')).text.split(service.card('doctor')).length - 1;
    let uniqueId = '';
    await withPost('doctor', async (post) => {
      await post.call('record.open', { ins: minor });
      await post.call('consent.declare', { ins: minor, basis: 'CARE_TEAM', form: 'ORAL', confirmed: true });
      const declared = await seen();
      expect(declared).toBeGreaterThan(0);

      const view = await post.call('secret.begin', { ins: minor });
      expect(view.access).toMatchObject({ mode: 'NORMAL', secret: true });
      const plain = await prepare(post, minor, 'Contraception');
      await expect(
        post.call('deposit.review', { draftId: plain, ins: minor, metadata: metadata() }),
      ).rejects.toThrow('SECRET_SESSION_REQUIRES_HIDDEN');
      const hidden: DepositMetadata['confidentiality'] = ['N', 'INVISIBLE_REPRESENTANTS_LEGAUX'];
      const entry = await post.call('deposit.send', {
        draftId: plain,
        ins: minor,
        metadata: metadata({ title: 'Première contraception', confidentiality: hidden }),
      });
      expect(entry.secret).toBe(true);
      uniqueId = receiptOf(entry).uniqueId;
      await post.call('record.documents', {
        ins: minor,
        since: null,
        includeSuperseded: false,
        cursor: null,
      });
      expect(await seen()).toBe(declared);

      expect((await post.call('secret.end', { ins: minor })).access.secret).toBe(false);
    });
    expect((await asPatient('adult', documentsOf(minor), 'minor')).text).not.toContain(uniqueId);
    expect((await asPatient('minor', documentsOf(minor))).text).toContain(uniqueId);
    const own = await asPatient('minor', tracesOf(minor));
    expect(own.text).toContain(uniqueId);
    expect(own.text).toContain('INVISIBLE_REPRESENTANTS_LEGAUX');
  });

  it('is proposed on the record of a minor only', async () => {
    await withPost('doctor', async (post) => {
      await post.call('record.open', { ins: adult });
      await expect(post.call('secret.begin', { ins: adult })).rejects.toThrow('NOT_A_MINOR');
    });
  });
});

describe('an announcement', () => {
  it('joins the author’s list with its receipt, and leaves it with one act, without a right', async () => {
    await withPost('doctor', async (post) => {
      const { record } = await post.call('record.open', { ins: adult });
      expect(record.status).toBe('active');
      const draftId = await prepare(post, adult, 'Conclusion : carcinome infiltrant.');
      const review = await post.call('deposit.review', {
        draftId,
        ins: adult,
        metadata: metadata({ type: '60568-3' }),
      });
      expect(review.vigilance.announcement).toMatchObject([{ topic: 'cancer', where: 'content' }]);
      const entry = await post.call('deposit.send', {
        draftId,
        ins: adult,
        metadata: metadata({
          title: 'Biopsie',
          type: '60568-3',
          confidentiality: ['N', 'INVISIBLE_PATIENT'],
        }),
      });
      const uniqueId = receiptOf(entry).uniqueId;
      expect((await asPatient('adult', documentsOf(adult))).text).not.toContain(uniqueId);

      const { announcements } = await post.call('announcements.list', {});
      expect(announcements).toMatchObject([
        { uniqueId, title: 'Biopsie', status: 'waiting', checkedAt: null },
      ]);
      const [first] = announcements;
      const days = (from = '', to = '') => (Date.parse(to) - Date.parse(from)) / 86_400_000;
      expect(days(first?.depositedAt, first?.reminderAt)).toBe(14);
      expect(days(first?.depositedAt, first?.visibleAt)).toBe(30);
      expect(await post.call('announcements.check', {})).toMatchObject({ unknown: 1 });

      const shown = await post.call('announcements.show', { uniqueId });
      expect(shown.announcements).toMatchObject([{ uniqueId, status: 'ended' }]);
      expect((await asPatient('adult', documentsOf(adult))).text).toContain(uniqueId);
      await expect(post.call('announcements.show', { uniqueId })).rejects.toThrow('NOT_FOUND');
    });
  });

  it('that somebody else deposited for him is found when he reads the record', async () => {
    let uniqueId = '';
    await withPost('secretary', async (post) => {
      await post.call('record.open', { ins: adult });
      await post.call('deposit.authors', {});
      const entry = await deposit(post, adult, 'Scanner', {
        title: 'Scanner',
        type: '18748-4',
        confidentiality: ['N', 'INVISIBLE_PATIENT'],
        authorId: service.card('doctor'),
      });
      uniqueId = receiptOf(entry).uniqueId;
      expect((await post.call('announcements.list', {})).announcements).toEqual([]);
    });
    await withPost('doctor', async (post) => {
      await post.call('record.open', { ins: adult });
      await post.call('consent.declare', { ins: adult, basis: 'CARE_TEAM', form: 'ORAL', confirmed: true });
      expect((await post.call('announcements.list', {})).announcements).toEqual([]);
      await post.call('record.documents', {
        ins: adult,
        since: null,
        includeSuperseded: false,
        cursor: null,
      });
      const { announcements } = await post.call('announcements.list', {});
      expect(announcements.map((one) => one.uniqueId)).toEqual([uniqueId]);
      expect(announcements[0]?.checkedAt).not.toBeNull();
    });
  });
});

describe('an opposition to feeding', () => {
  it('stands against the deposit with its reason, until it is lifted with another', async () => {
    await withPost('doctor', async (post) => {
      await post.call('record.open', { ins: adult });
      const { oppositions } = await post.call('feeding.oppose', {
        ins: adult,
        reason: 'Crainte justifiée d’un proche qui a ses codes.',
        document: null,
      });
      expect(oppositions).toMatchObject([{ document: null, lifted: null }]);
      await expect(deposit(post, adult, 'Refusé')).rejects.toThrow('FEEDING_OPPOSED');
      expect((await post.call('outbox.list', {})).entries).toEqual([]);
      await post.call('feeding.lift', {
        ins: adult,
        id: oppositions[0]?.id ?? '',
        because: 'Codes changés avec lui.',
      });
      receiptOf(await deposit(post, adult, 'Accepté'));
      expect((await post.call('feeding.oppositions', { ins: adult })).oppositions).toMatchObject([
        { lifted: { because: 'Codes changés avec lui.' } },
      ]);
    });
  });

  it('may be about one file alone, and never leaves the post', async () => {
    await withPost('doctor', async (post) => {
      await post.call('record.open', { ins: adult });
      const draftId = await prepare(post, adult, 'Celui-ci');
      await post.call('feeding.oppose', {
        ins: adult,
        reason: 'OPPOSITION-CANARI',
        document: { draftId, title: 'Compte rendu' },
      });
      await expect(post.call('deposit.send', { draftId, ins: adult, metadata: metadata() })).rejects.toThrow(
        'FEEDING_OPPOSED',
      );
      receiptOf(await deposit(post, adult, 'Un autre'));
    });
    expect((await asPatient('adult', tracesOf(adult))).text).not.toContain('OPPOSITION-CANARI');
  });
});

describe('a secretary', () => {
  it('deposits for a professional of her structure, whom she chooses, and reads nothing', async () => {
    let uniqueId = '';
    await withPost('secretary', async (post) => {
      const view = await post.call('record.open', { ins: adult });
      expect(view).toMatchObject({ record: { status: 'active' }, right: { status: 'none' } });
      await expect(
        post.call('record.documents', { ins: adult, since: null, includeSuperseded: false, cursor: null }),
      ).rejects.toThrow('CARD_MAY_NOT_READ');

      const { authors } = await post.call('deposit.authors', {});
      expect(authors.map(({ id }) => id)).toEqual([service.card('doctor'), service.card('otherDoctor')]);
      await expect(deposit(post, adult, 'Sans auteur')).rejects.toThrow('AUTHOR_REQUIRED');
      await expect(
        deposit(post, adult, 'Pour un autre cabinet', { authorId: service.card('treatingDoctor') }),
      ).rejects.toThrow('AUTHOR_REQUIRED');
      const entry = await deposit(post, adult, 'Pour le docteur', {
        title: 'Courrier scanné',
        authorId: service.card('doctor'),
      });
      uniqueId = receiptOf(entry).uniqueId;
      expect(entry.onBehalfOf).toMatch(/RENAUD/);
      expect((await post.call('outbox.list', {})).entries[0]?.onBehalfOf).toMatch(/RENAUD/);
    });
    await withPost('doctor', async (post) => {
      expect(await post.call('deposit.authors', {})).toEqual({ authors: [] });
      await post.call('record.open', { ins: adult });
      await post.call('consent.declare', { ins: adult, basis: 'CARE_TEAM', form: 'ORAL', confirmed: true });
      const { documents } = await post.call('record.documents', {
        ins: adult,
        since: null,
        includeSuperseded: false,
        cursor: null,
      });
      expect(documents.find((one) => one.uniqueId === uniqueId)).toMatchObject({
        own: true,
        title: 'Courrier scanné',
      });
    });
    // The patient reads in the trace who did it, and for whom.
    const { text } = await asPatient('adult', tracesOf(adult));
    const event = (
      JSON.parse(text) as { entry: { resource: { agent: { who: { identifier: { value: string } } }[] } }[] }
    ).entry
      .map(({ resource }) => resource)
      .find((resource) => JSON.stringify(resource).includes(uniqueId));
    expect(event?.agent.map(({ who }) => who.identifier.value)).toEqual([
      service.card('secretary'),
      service.card('doctor'),
    ]);
  });
});
