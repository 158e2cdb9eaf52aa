import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input } from '../../../shared/bridge/contract.ts';
import type { MailPreview } from '../../../shared/bridge/notices.ts';
import { z } from '../../../shared/schema/zod.ts';
import { minimalPdf } from './minimal-pdf.ts';
import type { Post } from './post.ts';
import { openPost } from './post.ts';
import { receiptOf } from './receipt.ts';
import type { ServiceProcess } from './service-process.ts';
import { startServiceProcess } from './service-process.ts';

const MailFile = z.object({ to: z.string(), subject: z.string(), text: z.string(), notice: z.string() });

let service: ServiceProcess;
let post: Post;
beforeAll(async () => {
  service = await startServiceProcess();
  post = await openPost(service);
  await post.signIn(service.card('doctor'), service.pin);
}, 240_000);
afterAll(async () => {
  await post.close();
  await service.stop();
});

/** What the service wrote to whom, since the last time that this was asked. */
let seen = 0;
function newMails(): readonly z.infer<typeof MailFile>[] {
  const dir = join(service.cardsDir, '..', 'mail');
  const files = readdirSync(dir)
    .map((name) => Number(name.replace('.json', '')))
    .toSorted((a, b) => a - b)
    .filter((seq) => seq > seen);
  seen = files.at(-1) ?? seen;
  return files.map((seq) => MailFile.parse(JSON.parse(readFileSync(join(dir, `${seq}.json`), 'utf8'))));
}
const words = ({ notice, subject, text }: MailPreview | z.infer<typeof MailFile>) => ({
  notice,
  subject,
  text,
});
const preview = async (act: Input<'notices.preview'>): Promise<readonly MailPreview[]> =>
  (await post.call('notices.preview', act)).mails;

describe('the message that an act will cause', () => {
  it('is, word for word, the mail that the service then sends', async () => {
    const ins = service.ins('adult');
    await post.call('record.open', { ins });
    newMails();

    const ofConsent = await preview({ act: 'declareConsent', ins });
    expect(newMails()).toEqual([]);
    await post.call('consent.declare', { ins, basis: 'CARE_TEAM', form: 'ORAL', confirmed: true });
    expect(ofConsent.map(words)).toEqual(newMails().map(words));
    expect(ofConsent).toHaveLength(1);

    const draft = await post.call('deposit.prepare', { ins, fileName: 'cr.pdf', bytes: minimalPdf('avis') });
    if (draft.status !== 'ready') throw new Error(draft.problem);
    const metadata = {
      title: 'Compte rendu',
      type: '11488-4',
      actDate: '2026-11-20',
      confidentiality: ['N' as const],
      replaces: null,
    };
    const { draftId } = draft;
    const ofDeposit = await preview({ act: 'deposit', ins, draftId, metadata });
    const hidden = { ...metadata, confidentiality: ['INVISIBLE_PATIENT' as const] };
    expect(await preview({ act: 'deposit', ins, draftId, metadata: hidden })).toEqual([]);
    const entry = await post.call('deposit.send', { draftId, ins, metadata });
    expect(ofDeposit.map(words)).toEqual(newMails().map(words));
    const { uniqueId } = receiptOf(entry);

    // The first look at the record is announced once, by itself.
    await post.call('record.documents', { ins, since: null, includeSuperseded: false, cursor: null });
    expect(newMails().map(({ notice }) => notice)).toEqual(['patient:firstAccess']);

    for (const [change, seenVersion] of [
      ['mask', 1],
      ['unmask', 2],
      ['delete', 3],
    ] as const) {
      const ofChange = await preview({ act: 'document', ins, uniqueId, change });
      await post.call('document.act', { ins, uniqueId, act: change, seenVersion, confirmed: true });
      expect([change, ofChange.map(words)]).toEqual([change, newMails().map(words)]);
    }
  });

  it('goes to a representative for a minor, and to the minor alone for what is hidden from them', async () => {
    const ins = service.ins('minor');
    await post.call('record.open', { ins });
    const draft = await post.call('deposit.prepare', { ins, fileName: 'cr.pdf', bytes: minimalPdf('suivi') });
    if (draft.status !== 'ready') throw new Error(draft.problem);
    const metadata = {
      title: 'Compte rendu',
      type: '11488-4',
      actDate: '2026-11-20',
      confidentiality: ['N' as const],
      replaces: null,
    };
    const act = { act: 'deposit', ins, draftId: draft.draftId } as const;
    expect((await preview({ ...act, metadata })).map(({ recipient }) => recipient)).toEqual([
      'representative',
    ]);
    const secret = { ...metadata, confidentiality: ['INVISIBLE_REPRESENTANTS_LEGAUX' as const] };
    expect((await preview({ ...act, metadata: secret })).map(({ recipient }) => recipient)).toEqual([
      'minor',
    ]);
  });

  it('shows those of an emergency before anybody is named', async () => {
    const mails = await preview({ act: 'emergency', mode: 'BTG', birthDate: null });
    expect(mails.map(({ notice, recipient }) => [notice, recipient])).toEqual([
      ['patient:emergency', 'holder'],
      ['treatingDoctor:emergency', 'treatingDoctors'],
    ]);
    const child = await preview({ act: 'emergency', mode: 'BTG', birthDate: '2020-02-03' });
    expect(child[0]?.recipient).toBe('representative');
  });

  it('says the refusal where there is one, and nothing about a record that is not open', async () => {
    await post.call('record.open', { ins: service.ins('closed') });
    await expect(preview({ act: 'declareConsent', ins: service.ins('closed') })).rejects.toThrow(
      'RECORD_CLOSED',
    );
    await expect(preview({ act: 'declareConsent', ins: service.ins('adult') })).rejects.toThrow('REFUSED');
  });
});
