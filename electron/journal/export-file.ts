import { createHash } from 'node:crypto';
import { parsed } from '../../shared/schema/parsed.ts';
import { z } from '../../shared/schema/zod.ts';
import type { Link } from './chain.ts';

/** Name of the format, and its version (docs/service-api.md, "Export of a post's journal"). */
const FORMAT = 'poste-sante-post-journal/1';

/** What an exported journal says of itself before its entries. */
export interface ExportHeading {
  /** ISO instant, by the service's clock. */
  readonly made: string;
  /** Name of the store towards the service. */
  readonly post: string;
  /** Thumbprint of the key that signs for this journal. */
  readonly key: string;
  readonly professional: { readonly id: string; readonly name: string };
  readonly place: string;
  /** What was asked for: the first and the last day, or null without a bound. */
  readonly period: { readonly from: string | null; readonly to: string | null };
  /** Position of the first entry, how many there are, and the hash of the journal before them. */
  readonly first: number;
  readonly entries: number;
  readonly before: Uint8Array;
  /** What each act means, in French: for whoever reads the file. */
  readonly acts: Readonly<Record<string, string>>;
}

/** What holds the entries, after them. */
interface ExportClosing {
  /** Digests of the entries that come after, as far as a head that is signed. */
  readonly after: readonly Uint8Array[];
  /** Head at which they end, signed by the post. */
  readonly head: string;
  /** The service's receipts for heads of this journal from the first entry on. */
  readonly witnesses: readonly string[];
}

/** A file of an exported journal while it is made: one JSON object a line, each told as soon as it is known. */
export interface ExportFile {
  readonly entry: (link: Link) => void;
  /** @param seal signs the SHA-256 (hexadecimal) of all that stands before the seal */
  readonly close: (closing: ExportClosing, seal: (sha256: string) => string) => Uint8Array;
}

export function beginExport(heading: ExportHeading): ExportFile {
  const { made, post, key, professional, place, period, first, entries, before, acts } = heading;
  const sha256 = createHash('sha256');
  const lines: Buffer[] = [];
  const add = (line: object): void => {
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    sha256.update(bytes);
    lines.push(bytes);
  };
  add({
    format: FORMAT,
    read: HOW_TO_READ,
    made,
    post,
    key,
    professional,
    place,
    period,
    first,
    entries,
    before: hex(before),
    acts,
  });
  return {
    entry: ({ seq, entry, hash }) => add({ n: seq, said: acts[actOf(entry)] ?? '', entry, hash: hex(hash) }),
    close: ({ after, head, witnesses }, seal) => {
      add({ after: after.map(hex) });
      add({ head });
      for (const witness of witnesses) add({ witness });
      add({ seal: seal(sha256.copy().digest('hex')) });
      return Buffer.concat(lines);
    },
  };
}

/** The act of an entry as it was written; one that cannot be read any more has none. */
const actOf = (entry: string): string => parsed(Act, entry)?.what ?? '';

const Act = z.object({ what: z.string() });

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const HOW_TO_READ =
  'Journal de ce qu’un poste a montré à un professionnel. Une ligne par entrée : n, son rang ; said, l’acte en ' +
  'français ; entry, ce qui a été écrit (at, quand, en temps universel ; by, par qui ; what, l’acte ; patient, ' +
  'son INS ; document ; detail) ; hash, l’empreinte qui la lie aux précédentes. Données de patients : à garder ' +
  'comme telles. Se vérifie par : npm run journal:check -- FICHIER. Ne pas l’enregistrer depuis un tableur.';
