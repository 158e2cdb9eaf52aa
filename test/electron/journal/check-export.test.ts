import { describe, expect, it } from 'vitest';
import type { Head, Link } from '../../../electron/journal/chain.ts';
import { chain, EMPTY_HEAD, leafOf } from '../../../electron/journal/chain.ts';
import { checkExport } from '../../../electron/journal/check-export.ts';
import { beginExport } from '../../../electron/journal/export-file.ts';
import type { JournalKey } from '../../../electron/journal/signed-head.ts';
import {
  keyThumbprint,
  makeJournalKey,
  readJournalKey,
  readSignedHead,
  signHead,
  signReceipt,
  signStatement,
} from '../../../electron/journal/signed-head.ts';

const at = '2026-11-21T10:00:00.000Z';
const post = readJournalKey(makeJournalKey());
const service = readJournalKey(makeJournalKey());
const POST_NAME = '7f1f2f0c-6d2b-4f4e-9a55-0d2f3a4b5c6d';

/** The journal of a post: seven entries, of which the service was told twice. */
const links: readonly Link[] = (() => {
  let head: Head = EMPTY_HEAD;
  return Array.from({ length: 7 }, (_, index) => {
    const what = index === 6 ? 'journal.export' : 'record.open';
    const link = chain(head, JSON.stringify({ at, by: '899900000017', what, patient: `27805${index}` }));
    head = { size: link.seq, hash: link.hash };
    return link;
  });
})();
const headOf = (journal: readonly Link[], size: number): Head => {
  const link = journal[size - 1];
  return link === undefined ? EMPTY_HEAD : { size, hash: link.hash };
};
const receipt = (head: Head, key: JournalKey = service): string =>
  signReceipt(key, {
    post: POST_NAME,
    key: keyThumbprint(post),
    witnessed: { size: head.size, hash: Buffer.from(head.hash).toString('hex') },
    time: at,
  });

interface Made {
  readonly journal?: readonly Link[];
  readonly first?: number;
  readonly last?: number;
  readonly end?: number;
  readonly key?: JournalKey;
  readonly witnesses?: readonly string[];
}
/** An export as the post makes it, or as somebody would make it who has another key. */
function made({ journal = links, first = 1, last = 7, end = 7, key = post, witnesses }: Made = {}): string {
  const file = beginExport({
    made: at,
    post: POST_NAME,
    key: keyThumbprint(key),
    professional: { id: '899900000017', name: 'Dr Claire ROUSSEL' },
    place: 'Cabinet des Tilleuls',
    period: { from: null, to: null },
    first,
    entries: last - first + 1,
    before: headOf(journal, first - 1).hash,
    acts: { 'record.open': 'Ouverture du dossier', 'journal.export': 'Journal enregistré' },
  });
  for (const link of journal.slice(first - 1, last)) file.entry(link);
  const told = witnesses ?? [4, 7].map((size) => receipt(headOf(links, size)));
  const bytes = file.close(
    {
      after: journal.slice(last, end).map(({ entry }) => leafOf(entry)),
      head: signHead(key, headOf(journal, end), at),
      witnesses: told,
    },
    (sha256) => signStatement(key, { sealed: sha256, time: at }),
  );
  return Buffer.from(bytes).toString('utf8');
}
/** The journal, written again after an entry was changed: every hash is good. */
const rewritten = (position: number): readonly Link[] => {
  let head: Head = EMPTY_HEAD;
  return links.map(({ entry, seq }) => {
    const link = chain(head, seq === position ? entry.replace('27805', '19999') : entry);
    head = { size: link.seq, hash: link.hash };
    return link;
  });
};
const lines = made().split('\n');
const with_ = (change: (copy: string[]) => void): string => {
  const copy = [...lines];
  change(copy);
  return copy.join('\n');
};
const said = (text: string): string => {
  const verdict = checkExport(text, {});
  return `${verdict.status} ${verdict.said}`;
};

describe('an exported journal', () => {
  it('holds as it was made, and says how far the service was told of it', () => {
    expect(said(made())).toMatch(/^0 7 entries \(1 to 7\) hold, told to the service as far as entry 7 /);
    expect(said(made({ witnesses: [receipt(headOf(links, 4))] }))).toMatch(/as far as entry 4 /);
    expect(said(made({ witnesses: [] }))).toMatch(/hold; key of the post [\w-]{43}, of the service none$/);
  });

  it('holds for some days alone, tied to what came before and leading to what was signed after', () => {
    const part = made({ first: 3, last: 5 });
    expect(said(part)).toMatch(/^0 3 entries \(3 to 5\) hold, told to the service as far as entry 5 /);
    expect(part).not.toContain('278056');
  });

  it('is found false with any one character of it changed', () => {
    const text = made();
    const undetected = Array.from({ length: text.length }, (_, index) => index).flatMap((index) => {
      const other = text[index] === 'A' ? 'B' : 'A';
      const altered = `${text.slice(0, index)}${other}${text.slice(index + 1)}`;
      let status: number;
      try {
        ({ status } = checkExport(altered, {}));
      } catch {
        status = 2;
      }
      return status === 0 ? [index] : [];
    });
    expect(undetected).toEqual([]);
  });

  it('names the first entry that was changed, whatever was changed of it', () => {
    const change = (from: string, to: string): string =>
      said(with_((copy) => (copy[3] = (copy[3] ?? '').replace(from, to))));
    expect(change('278052', '278059')).toBe('1 entry 3: was altered');
    expect(change('Ouverture', 'Fermeture')).toBe('1 entry 3: its words were altered');
    expect(change('"hash":"', '"hash":"0')).toBe('1 entry 3: was altered');
    expect(change('"n":3', '"n":4')).toBe('1 entry 3: is missing or out of its place');
    expect(change('{"n"', '{ "n"')).toBe('1 entry 3: its line was altered');
    // Two that are changed: the first one is named.
    expect(said(with_((copy) => copy.splice(3, 3, 'x', 'y', 'z')))).toBe('1 entry 3: its line was altered');
  });

  it('names the first one that was taken out, put in, doubled or moved', () => {
    expect(said(with_((copy) => copy.splice(2, 1)))).toBe('1 entry 2: is missing or out of its place');
    expect(said(with_((copy) => copy.splice(2, 0, copy[5] ?? '')))).toBe(
      '1 entry 2: is missing or out of its place',
    );
    expect(said(with_((copy) => copy.splice(2, 0, copy[2] ?? '')))).toBe(
      '1 entry 3: is missing or out of its place',
    );
    expect(said(with_((copy) => copy.splice(7, 1)))).toBe('1 entry 7: is missing: the file was cut');
  });

  it('is found cut wherever it is cut', () => {
    const text = made();
    for (let length = text.indexOf('\n') + 1; length < text.length; length += 1)
      expect(checkExport(text.slice(0, length), {}).status).toBe(1);
    expect(said(lines.slice(0, 4).join('\n'))).toBe('1 entry 4: is missing: the file was cut');
    expect(said(`${made()}{"n":8}\n`)).toBe('1 after entry 7: something was added');
  });

  it('is held to what the service signed, when its owner writes it again with the key of the post', () => {
    expect(said(made({ journal: rewritten(6) }))).toBe(
      '1 entry 5: from here on the entries are not those that the service was told of',
    );
    expect(said(made({ journal: rewritten(2) }))).toBe(
      '1 entry 1: from here on the entries are not those that the service was told of',
    );
    // Control: nobody else's word, and a rewriting by the key itself cannot be seen.
    expect(said(made({ journal: rewritten(2), witnesses: [] }))).toMatch(/^0 /);
  });

  it('is held to the key of the post, and of the service, by whoever knows them', () => {
    const forger = readJournalKey(makeJournalKey());
    const forged = made({ journal: rewritten(2), key: forger, witnesses: [] });
    expect(checkExport(forged, {}).status).toBe(0);
    expect(checkExport(forged, { post: keyThumbprint(post) }).said).toMatch(/another key than the post/);
    const vouched = made({ witnesses: [receipt(headOf(links, 7), forger)] });
    expect(checkExport(vouched, { service: keyThumbprint(service) }).status).toBe(1);
    expect(checkExport(made(), { post: keyThumbprint(post), service: keyThumbprint(service) }).status).toBe(
      0,
    );
    // A receipt for the journal of another post is worth nothing here.
    expect(said(made({ key: forger }))).toBe('1 a receipt is another post’s');
  });
});

it('a receipt can never be taken for a head of the service’s own journal', () => {
  expect(readSignedHead(receipt(headOf(links, 4)))).toBeUndefined();
  expect(readSignedHead(signHead(service, headOf(links, 4), at))?.head.size).toBe(4);
});
