import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import { endAll, insOf, open, post, service, startService } from './emergency-post.ts';

beforeAll(startService, 240_000);
afterAll(() => service.stop());

const NO_FILTER = { person: '', group: null, mode: null, outcome: null, from: null, to: null } as const;

interface Paper {
  readonly pages: number;
  readonly text: string;
  readonly title: unknown;
}

/** What the paper says, read by an independent reader. */
async function read(bytes: Uint8Array): Promise<Paper> {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const pdf = await loading.promise;
  const { items } = await (await pdf.getPage(1)).getTextContent();
  const { info } = await pdf.getMetadata();
  const text = items.map((item) => ('str' in item ? item.str : '')).join(' ');
  const paper = { pages: pdf.numPages, text, title: 'Title' in info ? info.Title : undefined };
  await loading.destroy();
  return paper;
}

describe('the sheet for the crew', () => {
  beforeAll(() => open('regulator'));
  afterEach(() => endAll());
  afterAll(() => post.close());

  async function openFor(key: string): Promise<{ readonly ins: InsRef; readonly callId: string }> {
    const ins = insOf(key);
    const { id } = await post.call('emergency.openCall', {});
    await post.call('emergency.openForCall', { callId: id, person: ins });
    return { ins, callId: id };
  }

  it.each(['cardiac', 'longRecord', 'empty'])('is one page: %s', async (key) => {
    const { ins } = await openFor(key);
    const paper = await read((await post.call('handover.prepare', { ins })).bytes);
    expect(paper.pages).toBe(1);
    expect(paper.title).toBe('Fiche de transmission');
  });

  it('says who it is, what is known and of when, who made it, where and when', async () => {
    const { ins, callId } = await openFor('diabetic');
    const { text } = await read((await post.call('handover.prepare', { ins })).bytes);
    expect(text).toContain('MOREAU Jean-Pierre');
    expect(text).toContain('11/03/1955');
    expect(text).toContain(callId);
    expect(text).toContain('Pénicilline');
    expect(text).toMatch(/06\s39\s98\s01\s01/u);
    expect(text).toMatch(/Établie par .*BESNARD.*899900000094.*d’après Mon espace santé/u);
    expect(text).toContain('Données fictives');
  });

  it('of what is not shared says that it could not be read, and never that there is none', async () => {
    const { ins } = await openFor('elderly');
    const { text } = await read((await post.call('handover.prepare', { ins })).bytes);
    expect(text).toContain('Ce qui n’est pas écrit ici n’est pas exclu');
    expect(text).toContain('non partagé par le patient');
    expect(text).toContain('Non trouvé dans ce qui a été lu');
    expect(text.replace(/Données fictives[^\n]*?réelle/u, '')).not.toMatch(/aucun|néant/iu);
  });

  it('is saved under a name that tells nothing, as it was shown, and is gone with the call', async () => {
    const { ins } = await openFor('cardiac');
    await expect(post.call('handover.save', { ins })).rejects.toThrow('NOT_FOUND');
    const shown = Buffer.from((await post.call('handover.prepare', { ins })).bytes);
    await post.call('handover.save', { ins });
    const saved = post.saved.at(-1);
    expect(saved?.name).toBe('fiche-de-transmission.pdf');
    expect(Buffer.from(saved?.bytes ?? []).equals(shown)).toBe(true);
    expect(await post.call('handover.print', { ins })).toEqual({ printed: true });
    // The service keeps each of the two, with the call: so does the patient's history.
    const { entries } = await post.call('access.list', { ins, filter: NO_FILTER, cursor: null });
    const handed = entries.filter(({ action }) => action === 'handOver');
    expect(handed.map(({ mode }) => mode)).toEqual(['ETREAT', 'ETREAT']);
    await endAll();
    for (const channel of ['handover.print', 'handover.save'] as const) {
      await expect(post.call(channel, { ins })).rejects.toThrow('REFUSED');
    }
    // What was held of it is no longer readable anywhere.
    expect(Buffer.from(saved?.bytes ?? []).every((byte) => byte === 0)).toBe(true);
  });
});

it('is for calls alone: a broken glass hands nothing over', async () => {
  await open('doctor');
  const ins = insOf('diabetic');
  await post.call('record.open', { ins });
  await expect(post.call('handover.prepare', { ins })).rejects.toThrow('CALL_REQUIRED');
  await post.close();
});
