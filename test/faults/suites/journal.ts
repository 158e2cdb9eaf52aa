import type { Break, Head, Link } from '../../../electron/journal/chain.ts';
import { chain, EMPTY_HEAD, verify } from '../../../electron/journal/chain.ts';
import { chanceFrom } from '../../fixtures/random.ts';
import type { FaultSuite, Measure } from '../suite.ts';

interface Written {
  readonly links: readonly Link[];
  /** Head before each entry, and the last one at the end. */
  readonly heads: readonly Head[];
}

function journalOf(entries: readonly string[]): Written {
  const heads: Head[] = [EMPTY_HEAD];
  const links = entries.map((entry) => {
    const link = chain(heads.at(-1) ?? EMPTY_HEAD, entry);
    heads.push({ size: link.seq, hash: link.hash });
    return link;
  });
  return { links, heads };
}

const flipped = (bytes: Uint8Array, bit: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
};

/** Tampering with a journal: every way that the goal names, exhaustively on a journal of its size. */
export const suite: FaultSuite = {
  name: 'journal',
  goal: 'G36',
  run: async (options) => {
    const size = options.full ? 1_000 : 80;
    const chance = chanceFrom(options.seed);
    const entries = Array.from({ length: size }, (_, index) =>
      JSON.stringify({
        at: 1_790_000_000_000 + index * 977,
        action: chance.pick(['open', 'list', 'read', 'deposit', 'mask']),
        outcome: chance.happens(0.2) ? 'CONSENT_REQUIRED' : 'permit',
        mode: 'NORMAL',
        agents: [{ system: 'urn:oid:1.2.250.1.71.4.2.1', id: `8999000${chance.below(99_999)}`, role: '10' }],
        record: `r${chance.below(400)}`,
        salt: String(chance.next()),
      }),
    );
    const written = journalOf(entries);
    const last = written.heads.at(-1) ?? EMPTY_HEAD;
    const cut = written.links.slice(0, -1);
    const control = {
      fault: 'without a head kept elsewhere a cut tail goes unseen',
      seen: verify(cut).ok && !verify(cut, [last]).ok,
    };
    const measure = (what: string, found: Tally): Measure => ({
      what,
      cases: found.cases,
      failures: found.failures,
      control,
    });
    return [
      measure('flipped bits of an entry or a hash that are not named', flips(written)),
      measure('deleted, doubled and swapped entries that are not named', moves(written)),
      measure('cut tails and older copies that the kept head does not show', cuts(written, last)),
      measure(
        'rewritings with every hash made anew that the kept head does not show',
        rewritings(written, entries),
      ),
    ];
  },
};

interface Tally {
  readonly cases: number;
  readonly failures: readonly string[];
}

/** Collects what is not found at the place where it is. */
function tally(): Tally & { expect(what: string, seq: number, found: ReturnType<typeof verify>): void } {
  const failures: string[] = [];
  const counted = {
    cases: 0,
    failures,
    expect(what: string, seq: number, found: ReturnType<typeof verify>): void {
      counted.cases += 1;
      const at: Break | undefined = found.ok ? undefined : found.error;
      if (at?.seq !== seq)
        failures.push(`${what}: ${at === undefined ? 'unseen' : `named entry ${at.seq}`}, not ${seq}`);
    },
  };
  return counted;
}

/** What comes before the place was not touched: the walk starts there, from a head that it would reach anyway. */
const from = ({ links, heads }: Written, index: number, changed: readonly Link[]) =>
  verify([...changed, ...links.slice(index + changed.length, index + changed.length + 2)], [], heads[index]);

function flips(written: Written): Tally {
  const found = tally();
  for (const [index, link] of written.links.entries()) {
    const text = Buffer.from(link.entry, 'latin1');
    for (let bit = 0; bit < text.length * 8; bit += 1) {
      const entry = flipped(text, bit).toString('latin1');
      found.expect(`bit ${bit} of entry ${link.seq}`, link.seq, from(written, index, [{ ...link, entry }]));
    }
    for (let bit = 0; bit < 256; bit += 1) {
      const hash = flipped(link.hash, bit);
      found.expect(`bit ${bit} of hash ${link.seq}`, link.seq, from(written, index, [{ ...link, hash }]));
    }
  }
  return found;
}

function moves(written: Written): Tally {
  const found = tally();
  const { links, heads } = written;
  for (const [index, link] of links.entries()) {
    const rest = links.slice(index + 1, index + 3);
    if (rest.length > 0) {
      found.expect(`deleted ${link.seq}`, link.seq, verify(rest, [], heads[index]));
      const renumbered = rest.map((each) => ({ ...each, seq: each.seq - 1 }));
      found.expect(`deleted and renumbered ${link.seq}`, link.seq, verify(renumbered, [], heads[index]));
    }
    found.expect(`doubled ${link.seq}`, link.seq + 1, verify([link, link, ...rest], [], heads[index]));
    for (const other of links.slice(index + 1)) {
      const swapped = { ...other, seq: link.seq };
      found.expect(`swapped ${link.seq} and ${other.seq}`, link.seq, verify([swapped], [], heads[index]));
    }
  }
  return found;
}

function cuts({ links }: Written, kept: Head): Tally {
  const found = tally();
  for (let length = 0; length < links.length; length += 1) {
    found.expect(`cut to ${length}`, length + 1, verify(links.slice(0, length), [kept]));
  }
  return found;
}

/** Whoever holds the key of the store can make every hash anew: only a head that he does not hold tells. */
function rewritings({ heads }: Written, entries: readonly string[]): Tally {
  const found = tally();
  const kept = heads.at(-1) ?? EMPTY_HEAD;
  for (const index of entries.keys()) {
    const forged = journalOf(entries.with(index, '{"action":"list"}')).links;
    found.expect(`rewritten at ${index + 1}`, kept.size, verify(forged, [kept]));
    // A head of a minute before tells the place to the minute.
    const near = heads[Math.min(index + 100, entries.length)] ?? kept;
    found.expect(`rewritten at ${index + 1}, nearer head`, near.size, verify(forged, [near]));
  }
  return found;
}
