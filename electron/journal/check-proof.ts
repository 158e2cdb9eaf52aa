/**
 * `npm run journal:check -- FILE [--key THUMBPRINT]`: checks a proof of the journal (docs/service-api.md,
 * "Proofs"). It shares no line with what writes the proof and needs nothing but Node: whoever doubts us can
 * read it in two minutes, or write it again.
 *
 * Ends with 0 when every entry holds, with 1 when one does not, with 2 when the file is no proof.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const position = (seq: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(seq));
  return bytes;
};

interface Entry {
  readonly seq: number;
  readonly entry: string | null;
  readonly leaf: string;
  readonly before: string;
  readonly after: readonly string[];
  readonly head: string;
}

/** What is wrong with an entry; undefined: it holds, under the key of this thumbprint. */
function check({ seq, entry, leaf, before, after, head }: Entry): { fault: string } | { key: string } {
  if (entry !== null && !sha256(Buffer.from(entry)).equals(hex(leaf)))
    return { fault: 'its text was altered' };
  let hash = sha256(hex(before), position(seq), hex(leaf));
  let size = seq;
  for (const next of after) {
    size += 1;
    hash = sha256(hash, position(size), hex(next));
  }
  const [header = '', payload = '', signature = ''] = head.split('.');
  const { alg, jwk } = JSON.parse(Buffer.from(header, 'base64url').toString()) as {
    alg: string;
    jwk: { crv: string; kty: string; x: string; y: string };
  };
  const signed = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { size: number; hash: string };
  if (alg !== 'ES256') return { fault: 'its head is not signed with ES256' };
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const bytes = Buffer.from(`${header}.${payload}`);
  if (!verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))) {
    return { fault: 'the signature of its head is wrong' };
  }
  if (signed.size !== size || !hex(signed.hash).equals(hash))
    return { fault: 'it does not lead to its signed head' };
  const { crv, kty, x, y } = jwk;
  return { key: sha256(Buffer.from(JSON.stringify({ crv, kty, x, y }))).toString('base64url') };
}

function run(file: string | undefined, option: string | undefined, wanted: string | undefined): number {
  if (file === undefined || (option !== undefined && (option !== '--key' || wanted === undefined))) {
    console.error('usage: journal:check FILE [--key THUMBPRINT]');
    return 2;
  }
  let entries: readonly Entry[];
  try {
    const proof = JSON.parse(readFileSync(file, 'utf8')) as { format: string; entries: readonly Entry[] };
    if (proof.format !== 'poste-sante-journal-proof/1') throw new Error('another format');
    entries = proof.entries;
  } catch {
    console.error('this file is no proof of the journal');
    return 2;
  }
  const keys = new Set<string>();
  for (const entry of entries) {
    let result: ReturnType<typeof check>;
    try {
      result = check(entry);
    } catch {
      result = { fault: 'it cannot be read' };
    }
    if ('fault' in result) {
      console.log(`entry ${entry.seq}: ${result.fault}`);
      return 1;
    }
    keys.add(result.key);
  }
  const [key] = keys;
  if (keys.size > 1 || (wanted !== undefined && key !== undefined && key !== wanted)) {
    console.log('the heads are signed by another key');
    return 1;
  }
  const withheld = entries.filter(({ entry }) => entry === null).length;
  console.log(
    `${entries.length} entries hold (${withheld} of them without their text), key ${key ?? 'none'}`,
  );
  return 0;
}

process.exitCode = run(process.argv[2], process.argv[3], process.argv[4]);
