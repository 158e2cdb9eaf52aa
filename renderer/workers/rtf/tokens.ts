/** The lexical level of RTF 1.9.1: groups, control words, control symbols and text. */
export type RtfToken =
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  | { readonly kind: 'word'; readonly name: string; readonly value: number | null }
  /** `\*`: the destination that follows may be skipped by who does not know it. */
  | { readonly kind: 'optional' }
  | { readonly kind: 'char'; readonly text: string }
  /** Bytes of text in the code page of the current font. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const MINUS = 0x2d;
const SPACE = 0x20;

const SYMBOLS: Readonly<Record<string, string>> = {
  '~': '\u00a0',
  _: '\u2011',
  '{': '{',
  '}': '}',
  '\\': '\\',
};

const isLetter = (byte: number): boolean => (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a);
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

/** Splits RTF into tokens; never throws: what is not RTF comes out as text. `\binN` skips its N bytes. */
export function* rtfTokens(input: Uint8Array): Generator<RtfToken> {
  let at = 0;
  let textFrom = 0;

  const text = (): RtfToken | null =>
    textFrom < at ? { kind: 'bytes', bytes: input.subarray(textFrom, at) } : null;

  while (at < input.length) {
    const byte = input[at];
    if (byte !== BACKSLASH && byte !== OPEN && byte !== CLOSE && byte !== 0x0d && byte !== 0x0a) {
      at += 1;
      continue;
    }
    const pending = text();
    if (pending !== null) yield pending;
    at += 1;

    if (byte === OPEN) yield { kind: 'open' };
    else if (byte === CLOSE) yield { kind: 'close' };
    else if (byte === BACKSLASH) {
      const control = readControl(input, at);
      at = control.next;
      if (control.token !== null) yield control.token;
    }
    textFrom = at;
  }
  const rest = text();
  if (rest !== null) yield rest;
}

function readControl(input: Uint8Array, start: number): { token: RtfToken | null; next: number } {
  const first = input[start];
  if (first === undefined) return { token: null, next: start };
  if (!isLetter(first)) return readSymbol(input, start, first);

  let at = start;
  while (at < input.length && at - start < 32 && isLetter(input[at] ?? 0)) at += 1;
  const name = String.fromCharCode(...input.subarray(start, at));

  const numberFrom = at;
  if (input[at] === MINUS && isDigit(input[at + 1] ?? 0)) at += 1;
  while (at < input.length && at - numberFrom < 11 && isDigit(input[at] ?? 0)) at += 1;
  const value = at > numberFrom ? Number(String.fromCharCode(...input.subarray(numberFrom, at))) : null;

  if (input[at] === SPACE) at += 1;
  if (name === 'bin' && value !== null && value > 0) return { token: null, next: at + value };
  return { token: { kind: 'word', name, value }, next: at };
}

function readSymbol(input: Uint8Array, at: number, first: number): { token: RtfToken | null; next: number } {
  const symbol = String.fromCharCode(first);
  if (symbol === '*') return { token: { kind: 'optional' }, next: at + 1 };
  if (symbol === "'") {
    const code = Number.parseInt(String.fromCharCode(...input.subarray(at + 1, at + 3)), 16);
    if (Number.isNaN(code)) return { token: null, next: at + 1 };
    return { token: { kind: 'bytes', bytes: Uint8Array.of(code) }, next: at + 3 };
  }
  // A backslash at the end of a line is a paragraph mark.
  if (first === 0x0d || first === 0x0a)
    return { token: { kind: 'word', name: 'par', value: null }, next: at + 1 };
  const text = SYMBOLS[symbol];
  return { token: text === undefined ? null : { kind: 'char', text }, next: at + 1 };
}
