import type { Picture } from './picture.ts';

/**
 * A baseline JPEG encoder for grey pictures (ITU-T T.81): one component, the tables of its annex K. Small
 * enough to read, so that the demo needs no library for four pictures.
 */

/** Places of the 64 coefficients in the order in which they are written. */
const ZIGZAG = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7,
  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46,
  53, 60, 61, 54, 47, 55, 62, 63,
] as const;

/** Table K.1: how coarsely each coefficient of brightness is kept. */
const QUANTISATION = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22,
  29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103,
  121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
] as const;

interface HuffmanTable {
  /** How many codes have 1, 2, … 16 bits. */
  readonly counts: readonly number[];
  readonly symbols: readonly number[];
}

/** Tables K.3 and K.5. */
const DC: HuffmanTable = {
  counts: [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
  symbols: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
};
const AC: HuffmanTable = {
  counts: [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125],
  symbols: Array.from(
    Buffer.from(
      '01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa',
      'hex',
    ),
  ),
};
const END_OF_BLOCK = 0x00;
const SIXTEEN_ZEROS = 0xf0;

/** COSINES[u][x], with the factor of the transform. */
const COSINES = Array.from({ length: 8 }, (_, u) =>
  Array.from(
    { length: 8 },
    (_, x) => (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16),
  ),
);

/** Writes a grey JPEG. */
export function writeJpeg(picture: Picture): Uint8Array {
  const { width, height } = picture;
  const bits = new BitWriter();
  const dc = codesOf(DC);
  const ac = codesOf(AC);
  let previous = 0;
  for (let top = 0; top < height; top += 8) {
    for (let left = 0; left < width; left += 8) {
      const block = quantise(transform(blockAt(picture, left, top)));
      const level = block[0] ?? 0;
      writeValue(bits, dc, 0, level - previous);
      previous = level;
      writeAlternating(bits, ac, block);
    }
  }
  const sizes = [height >> 8, height & 255, width >> 8, width & 255];
  return Uint8Array.from([
    0xff,
    0xd8,
    ...segment(0xe0, [...Buffer.from('JFIF\0'), 1, 1, 1, 0, 72, 0, 72, 0, 0]),
    ...segment(0xdb, [0, ...ZIGZAG.map((at) => QUANTISATION[at] ?? 1)]),
    ...segment(0xc0, [8, ...sizes, 1, 1, 0x11, 0]),
    ...segment(0xc4, [0x00, ...DC.counts, ...DC.symbols, 0x10, ...AC.counts, ...AC.symbols]),
    ...segment(0xda, [1, 1, 0x00, 0, 63, 0]),
    ...bits.finish(),
    0xff,
    0xd9,
  ]);
}

function segment(marker: number, content: readonly number[]): number[] {
  const length = content.length + 2;
  return [0xff, marker, length >> 8, length & 255, ...content];
}

/** Eight by eight points around zero; beyond the edge the last point goes on. */
function blockAt({ width, height, points }: Picture, left: number, top: number): number[] {
  return Array.from({ length: 64 }, (_, at) => {
    const x = Math.min(left + (at & 7), width - 1);
    const y = Math.min(top + (at >> 3), height - 1);
    return (points[y * width + x] ?? 0) - 128;
  });
}

/** The discrete cosine transform, rows then columns. */
function transform(block: readonly number[]): number[] {
  const rows = block.map((_, at) => sum((x) => (block[(at & ~7) + x] ?? 0) * (COSINES[at & 7]?.[x] ?? 0)));
  return rows.map((_, at) => sum((y) => (rows[y * 8 + (at & 7)] ?? 0) * (COSINES[at >> 3]?.[y] ?? 0)));
}

function sum(term: (index: number) => number): number {
  let total = 0;
  for (let index = 0; index < 8; index += 1) total += term(index);
  return total;
}

function quantise(coefficients: readonly number[]): number[] {
  return ZIGZAG.map((at) => Math.round((coefficients[at] ?? 0) / (QUANTISATION[at] ?? 1)));
}

type Code = readonly [code: number, length: number];

function codesOf({ counts, symbols }: HuffmanTable): Map<number, Code> {
  const codes = new Map<number, Code>();
  let code = 0;
  let next = 0;
  for (const [at, count] of counts.entries()) {
    for (let each = 0; each < count; each += 1) {
      codes.set(symbols[next] ?? 0, [code, at + 1]);
      next += 1;
      code += 1;
    }
    code <<= 1;
  }
  return codes;
}

function writeAlternating(bits: BitWriter, codes: ReadonlyMap<number, Code>, block: readonly number[]): void {
  let zeros = 0;
  for (const value of block.slice(1)) {
    if (value === 0) {
      zeros += 1;
      continue;
    }
    for (; zeros > 15; zeros -= 16) bits.write(codes.get(SIXTEEN_ZEROS));
    writeValue(bits, codes, zeros, value);
    zeros = 0;
  }
  if (zeros > 0) bits.write(codes.get(END_OF_BLOCK));
}

/** The code of a run of zeros and a size, then the value in that many bits. */
function writeValue(bits: BitWriter, codes: ReadonlyMap<number, Code>, zeros: number, value: number): void {
  const size = 32 - Math.clz32(Math.abs(value));
  bits.write(codes.get((zeros << 4) | size));
  bits.write([value < 0 ? value + (1 << size) - 1 : value, size]);
}

class BitWriter {
  readonly #bytes: number[] = [];
  #held = 0;
  #count = 0;

  write(code: Code | undefined): void {
    if (code === undefined) throw new Error('no code for this symbol');
    const [value, length] = code;
    for (let at = length - 1; at >= 0; at -= 1) {
      this.#held = (this.#held << 1) | ((value >> at) & 1);
      this.#count += 1;
      if (this.#count === 8) this.#flush();
    }
  }

  /** Fills the last byte with ones, as the standard asks. */
  finish(): readonly number[] {
    while (this.#count > 0) this.write([1, 1]);
    return this.#bytes;
  }

  #flush(): void {
    this.#bytes.push(this.#held);
    // A byte that looks like a marker is followed by a zero.
    if (this.#held === 0xff) this.#bytes.push(0);
    this.#held = 0;
    this.#count = 0;
  }
}
