import type { Verdict } from './by-hand.ts';
import { hex, next, readSigned, sha256 } from './by-hand.ts';

export const PROOF_FORMAT = 'poste-sante-journal-proof/1';

interface Entry {
  readonly seq: number;
  readonly entry: string | null;
  readonly leaf: string;
  readonly before: string;
  readonly after: readonly string[];
  readonly head: string;
}

/** What is wrong with an entry; or the thumbprint of the key under which it holds. */
function check({ seq, entry, leaf, before, after, head }: Entry): { fault: string } | { key: string } {
  if (entry !== null && !sha256(Buffer.from(entry)).equals(hex(leaf)))
    return { fault: 'its text was altered' };
  let hash = next(hex(before), seq, hex(leaf));
  let size = seq;
  for (const later of after) {
    size += 1;
    hash = next(hash, size, hex(later));
  }
  const signed = readSigned(head);
  if ('fault' in signed) return { fault: `its head ${signed.fault}` };
  if (signed.payload['size'] !== size || signed.payload['hash'] !== hash.toString('hex'))
    return { fault: 'it does not lead to its signed head' };
  return { key: signed.key };
}

/**
 * Checks a proof of acts in the journal of a service (docs/service-api.md, "Proofs").
 *
 * @param wanted thumbprint of the service's key, where it is known from elsewhere
 */
export function checkProof(text: string, wanted: string | undefined): Verdict {
  const { entries } = JSON.parse(text) as { entries: readonly Entry[] };
  const keys = new Set<string>();
  for (const entry of entries) {
    let result: ReturnType<typeof check>;
    try {
      result = check(entry);
    } catch {
      result = { fault: 'it cannot be read' };
    }
    if ('fault' in result) return { status: 1, said: `entry ${entry.seq}: ${result.fault}` };
    keys.add(result.key);
  }
  const [key] = keys;
  if (keys.size > 1 || (wanted !== undefined && key !== undefined && key !== wanted))
    return { status: 1, said: 'the heads are signed by another key' };
  const withheld = entries.filter(({ entry }) => entry === null).length;
  return {
    status: 0,
    said: `${entries.length} entries hold (${withheld} of them without their text), key ${key ?? 'none'}`,
  };
}
