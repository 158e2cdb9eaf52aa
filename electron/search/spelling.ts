/**
 * The number of edits between two words, a swap of neighbours counting as one (optimal string alignment).
 *
 * @returns the number, or undefined when it is above `most`
 */
export function editsBetween(a: string, b: string, most: number): number | undefined {
  let from = 0;
  let endA = a.length;
  let endB = b.length;
  while (from < endA && from < endB && a[from] === b[from]) from += 1;
  while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  const left = endA - from;
  const right = endB - from;
  if (left === 0 || right === 0) return within(Math.max(left, right), most);
  if (Math.abs(left - right) > most) return undefined;
  if (most === 1) return left === 1 && right === 1 ? 1 : within(isSwap(a, b, from, left, right) ? 1 : 2, 1);
  return within(alignment(a.slice(from, endA), b.slice(from, endB)), most);
}

function within(edits: number, most: number): number | undefined {
  return edits <= most ? edits : undefined;
}

function isSwap(a: string, b: string, at: number, left: number, right: number): boolean {
  return left === 2 && right === 2 && a[at] === b[at + 1] && a[at + 1] === b[at];
}

function alignment(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      }
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}

/** Which letters a word has, one bit each: two words one edit apart differ in two bits at most. */
export function letterSignature(word: string): number {
  let bits = 0;
  for (let i = 0; i < word.length; i += 1) bits |= 1 << (word.charCodeAt(i) & 31);
  return bits;
}

/** Whether at most `2 × edits` bits differ: cheap, and never wrong about words that are close. */
export function signaturesAreClose(a: number, b: number, edits: number): boolean {
  let differing = a ^ b;
  for (let i = 0; i < 2 * edits && differing !== 0; i += 1) differing &= differing - 1;
  return differing === 0;
}
