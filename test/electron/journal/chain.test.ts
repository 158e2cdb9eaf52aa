import { describe, expect, it } from 'vitest';
import type { Head, Link } from '../../../electron/journal/chain.ts';
import { chain, EMPTY_HEAD, verify } from '../../../electron/journal/chain.ts';

/** A journal of so many entries, as a store gives it back. */
function journalOf(entries: readonly string[]): { links: Link[]; head: Head } {
  let head = EMPTY_HEAD;
  const links = entries.map((entry) => {
    const link = chain(head, entry);
    head = { size: link.seq, hash: link.hash };
    return link;
  });
  return { links, head };
}

const ENTRIES = Array.from({ length: 40 }, (_, index) =>
  JSON.stringify({ at: index, action: 'read', outcome: index % 7 === 0 ? 'MASKED' : 'permit' }),
);
const { links, head } = journalOf(ENTRIES);

const flipped = (bytes: Uint8Array, bit: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
};
const without = (index: number): Link[] => links.filter((_, at) => at !== index);
const replaced = (index: number, link: Link): Link[] => links.with(index, link);

describe('a journal that nobody touched', () => {
  it('verifies, and ends at its head', () => {
    expect(verify(links, [head])).toEqual({ ok: true, value: head });
  });

  it('verifies against a head that was kept earlier', () => {
    const earlier = journalOf(ENTRIES.slice(0, 10)).head;
    expect(verify(links, [earlier])).toMatchObject({ ok: true });
  });

  it('is empty at its start', () => {
    expect(verify([], [EMPTY_HEAD])).toEqual({ ok: true, value: EMPTY_HEAD });
  });
});

describe('a journal that somebody touched', () => {
  it('shows every flipped bit of every entry, at that entry', () => {
    for (const [index, link] of links.entries()) {
      const text = Buffer.from(link.entry, 'utf8');
      for (let bit = 0; bit < text.length * 8; bit += 1) {
        // Only bits that leave ASCII text behind: another byte sequence is not the same string either.
        const altered = flipped(text, bit).toString('latin1');
        const found = verify(replaced(index, { ...link, entry: altered }));
        expect(found).toEqual({ ok: false, error: { seq: index + 1, code: 'ALTERED' } });
      }
    }
  });

  it('shows every flipped bit of every hash, at that entry', () => {
    for (const [index, link] of links.entries()) {
      for (let bit = 0; bit < 256; bit += 1) {
        const found = verify(replaced(index, { ...link, hash: flipped(link.hash, bit) }));
        expect(found).toEqual({ ok: false, error: { seq: index + 1, code: 'ALTERED' } });
      }
    }
  });

  it('shows every deleted entry', () => {
    for (let index = 0; index < links.length - 1; index += 1) {
      expect(verify(without(index))).toEqual({
        ok: false,
        error: { seq: index + 1, code: 'OUT_OF_ORDER' },
      });
    }
  });

  it('shows a deleted entry even when the rest is renumbered', () => {
    for (let index = 0; index < links.length - 1; index += 1) {
      const renumbered = without(index).map((link, at) => ({ ...link, seq: at + 1 }));
      expect(verify(renumbered)).toEqual({ ok: false, error: { seq: index + 1, code: 'ALTERED' } });
    }
  });

  it('shows every swap of two entries, at the first of them', () => {
    for (let a = 0; a < links.length; a += 1) {
      for (let b = a + 1; b < links.length; b += 1) {
        const [first, second] = [links[a], links[b]];
        if (first === undefined || second === undefined) throw new Error('no such entries');
        const swapped = links.with(a, { ...second, seq: first.seq }).with(b, { ...first, seq: second.seq });
        expect(verify(swapped)).toEqual({ ok: false, error: { seq: a + 1, code: 'ALTERED' } });
      }
    }
  });

  it('shows every duplicate', () => {
    for (const [index, link] of links.entries()) {
      const doubled = links.toSpliced(index + 1, 0, link);
      expect(verify(doubled)).toEqual({ ok: false, error: { seq: index + 2, code: 'OUT_OF_ORDER' } });
    }
  });

  it('shows every cut tail against a head kept elsewhere', () => {
    for (let length = 0; length < links.length; length += 1) {
      expect(verify(links.slice(0, length), [head])).toEqual({
        ok: false,
        error: { seq: length + 1, code: 'CUT' },
      });
    }
  });

  it('shows a whole rewriting against a head kept elsewhere', () => {
    const forged = journalOf(ENTRIES.with(3, ENTRIES[4] ?? ''));
    expect(verify(forged.links)).toMatchObject({ ok: true });
    expect(verify(forged.links, [head])).toEqual({ ok: false, error: { seq: 40, code: 'REWRITTEN' } });
  });

  it('does not confuse two entries with one that joins their texts', () => {
    const apart = journalOf(['ab', 'c']);
    const joined = journalOf(['a', 'bc']);
    expect(Buffer.from(apart.head.hash).equals(Buffer.from(joined.head.hash))).toBe(false);
  });
});

describe('what the chain alone cannot show', () => {
  it('a cut tail, without a head kept elsewhere', () => {
    expect(verify(links.slice(0, 5))).toMatchObject({ ok: true });
  });
});
