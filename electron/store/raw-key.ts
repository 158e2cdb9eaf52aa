import { Buffer } from 'node:buffer';

const HEX = Buffer.from('0123456789abcdef', 'ascii');

/** The raw-key form `x'…'` as bytes: the key itself never becomes a JavaScript string. The caller wipes it. */
export function rawKey(key: Uint8Array): Buffer {
  const out = Buffer.alloc(key.length * 2 + 3);
  out.write("x'", 'ascii');
  key.forEach((byte, i) => {
    out[2 + i * 2] = HEX[byte >> 4] ?? 0;
    out[3 + i * 2] = HEX[byte & 15] ?? 0;
  });
  out.write("'", out.length - 1, 'ascii');
  return out;
}
