/** A grey picture, one byte a point, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly points: Uint8Array;
}

export type PictureName = 'chest' | 'wrist' | 'skin' | 'ecg';

const WORDS = ['IMAGE FICTIVE', 'DEMONSTRATION'] as const;

/** Letters of the mark, five columns of seven dots each, the lowest bit on top. */
const GLYPHS: Readonly<Record<string, readonly number[]>> = {
  A: [0x7e, 0x11, 0x11, 0x11, 0x7e],
  C: [0x3e, 0x41, 0x41, 0x41, 0x22],
  D: [0x7f, 0x41, 0x41, 0x22, 0x1c],
  E: [0x7f, 0x49, 0x49, 0x49, 0x41],
  F: [0x7f, 0x09, 0x09, 0x09, 0x01],
  G: [0x3e, 0x41, 0x49, 0x49, 0x7a],
  I: [0x00, 0x41, 0x7f, 0x41, 0x00],
  M: [0x7f, 0x02, 0x0c, 0x02, 0x7f],
  N: [0x7f, 0x04, 0x08, 0x10, 0x7f],
  O: [0x3e, 0x41, 0x41, 0x41, 0x3e],
  R: [0x7f, 0x09, 0x19, 0x29, 0x46],
  S: [0x46, 0x49, 0x49, 0x49, 0x31],
  T: [0x01, 0x01, 0x7f, 0x01, 0x01],
  V: [0x1f, 0x20, 0x40, 0x20, 0x1f],
};

/** Draws a schematic medical picture, marked as fictitious. */
export function drawPicture(name: PictureName): Picture {
  switch (name) {
    case 'chest':
      return draw(320, 368, chest);
    case 'wrist':
      return draw(240, 336, wrist);
    case 'skin':
      return draw(256, 192, skin);
    case 'ecg':
      return draw(560, 280, ecg);
  }
}

/** A level of grey (0 to 255) at a point of the unit square. */
type Shade = (x: number, y: number) => number;

function draw(width: number, height: number, shade: Shade): Picture {
  const points = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      points[y * width + x] = Math.round(
        Math.min(255, Math.max(0, shade(x / width, y / height) + grain(x, y))),
      );
    }
  }
  const picture = { width, height, points };
  for (const [line, words] of WORDS.entries()) writeWords(picture, words, 8, height - 40 + line * 18);
  return picture;
}

function chest(x: number, y: number): number {
  const side = Math.abs(x - 0.5);
  const body = 70 + 90 * smooth(0.46 - side, 0.05);
  const lung = smooth(1 - Math.hypot((side - 0.2) / 0.15, (y - 0.46) / 0.33), 0.12);
  const ribs = 0.5 + 0.5 * Math.sin((y + side * 0.55) * 62);
  const heart = smooth(1 - Math.hypot((x - 0.57) / 0.16, (y - 0.6) / 0.19), 0.15);
  const spine = smooth(0.035 - side, 0.02);
  return body - lung * (95 - 28 * ribs) + heart * 70 + spine * 45;
}

function wrist(x: number, y: number): number {
  const forearm = smooth(0.3 - Math.abs(x - 0.5), 0.03);
  const radius = smooth(0.085 - Math.abs(x - 0.41 - 0.02 * Math.sin(y * 6)), 0.015);
  const ulna = smooth(0.055 - Math.abs(x - 0.62), 0.012) * smooth(y - 0.42, 0.03);
  const carpus = smooth(1 - Math.hypot((x - 0.49) / 0.2, (y - 0.3) / 0.1), 0.2);
  const line = smooth(0.008 - Math.abs(y - 0.52 - 0.1 * (x - 0.41)), 0.006) * radius;
  return 12 + forearm * 55 + Math.max(radius * smooth(y - 0.36, 0.03), ulna, carpus) * 130 - line * 120;
}

function skin(x: number, y: number): number {
  const angle = Math.atan2(y - 0.5, x - 0.5);
  const edge = 0.2 + 0.012 * Math.sin(angle * 3 + 1) + 0.006 * Math.sin(angle * 7);
  return (
    200 +
    12 * Math.sin(x * 40) * Math.sin(y * 33) -
    120 * smooth(edge - Math.hypot(x - 0.5, (y - 0.5) * 0.75), 0.03)
  );
}

function ecg(x: number, y: number): number {
  const grid = Math.min((x * 56) % 1, (y * 28) % 1) < 0.07 ? 205 : 245;
  const slope = Math.abs(heartbeat(x + 0.001) - heartbeat(x - 0.001)) / 0.002;
  return Math.abs(y - 0.55 + heartbeat(x)) < 0.008 + slope * 0.0018 ? 20 : grid;
}

/** Six beats: P, Q, R, S and T as bumps. */
function heartbeat(x: number): number {
  const beat = (x * 6) % 1;
  const bump = (at: number, width: number, size: number) => size * Math.exp(-(((beat - at) / width) ** 2));
  const complex = bump(0.37, 0.016, 0.32) - bump(0.335, 0.014, 0.05) - bump(0.405, 0.014, 0.09);
  return bump(0.2, 0.03, 0.05) + complex + bump(0.62, 0.05, 0.08);
}

function smooth(distance: number, softness: number): number {
  return 1 / (1 + Math.exp((-4 * distance) / softness));
}

/** A fixed grain: the same picture has the same bytes everywhere. */
function grain(x: number, y: number): number {
  return (((x * 73_856_093) ^ (y * 19_349_663)) & 15) - 8;
}

function writeWords({ width, points }: Picture, words: string, left: number, top: number): void {
  for (const [index, letter] of Array.from(words).entries()) {
    for (const [column, dots] of (GLYPHS[letter] ?? []).entries()) {
      for (let row = 0; row < 7; row += 1) {
        if (((dots >> row) & 1) === 0) continue;
        for (const [dx, dy] of [
          [0, 0],
          [1, 0],
          [0, 1],
          [1, 1],
        ] as const) {
          const at = (top + row * 2 + dy) * width + left + (index * 6 + column) * 2 + dx;
          points[at] = (points[at] ?? 0) > 150 ? 0 : 255;
        }
      }
    }
  }
}
