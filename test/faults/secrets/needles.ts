/** One way in which a text may lie in bytes. */
export interface Needle {
  readonly form: string;
  readonly bytes: Buffer;
}

/** What every canary carries, so that one search finds all of them; it is no word and no number of anything else. */
export const STEM = 'ZÉBWYK';
/** The year, month and department that every canary's INS begins with; digits as INS are shown and stored. */
export const INS_STEM = '2890997';

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');

/** The same bytes inside a longer base64 text: at each of the three offsets, without what its neighbours change. */
function insideBase64(bytes: Buffer): readonly Buffer[] {
  return [0, 1, 2].map((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
    const whole = padded.length - (padded.length % 3);
    const text = padded.subarray(0, whole).toString('base64');
    return utf8(text.slice(offset === 0 ? 0 : 4));
  });
}

/** Every form in which a text is looked for. */
export function formsOf(text: string): readonly Needle[] {
  const decomposed = text.normalize('NFD');
  const escaped = (hex: (code: string) => string): string =>
    text.replaceAll(/[^ -~]/g, (sign) => hex(sign.charCodeAt(0).toString(16)));
  const forms: readonly (readonly [string, Buffer])[] = [
    ['UTF-8', utf8(text)],
    ['UTF-8, small', utf8(text.toLowerCase())],
    ['UTF-8, capitalised', utf8(text.charAt(0) + text.slice(1).toLowerCase())],
    ['UTF-8, decomposed', utf8(decomposed)],
    ['UTF-8, decomposed and small', utf8(decomposed.toLowerCase())],
    ['without accents', utf8(decomposed.replaceAll(/\p{M}/gu, ''))],
    ['without accents, small', utf8(decomposed.replaceAll(/\p{M}/gu, '').toLowerCase())],
    ['Latin-1', Buffer.from(text, 'latin1')],
    ['Latin-1, small', Buffer.from(text.toLowerCase(), 'latin1')],
    ['UTF-16', Buffer.from(text, 'utf16le')],
    ['UTF-16, small', Buffer.from(text.toLowerCase(), 'utf16le')],
    ['UTF-16, big end first', Buffer.from(text, 'utf16le').swap16()],
    ['UTF-16, decomposed', Buffer.from(decomposed, 'utf16le')],
    ['hexadecimal', utf8(utf8(text).toString('hex'))],
    ['hexadecimal, capital', utf8(utf8(text).toString('hex').toUpperCase())],
    ['JSON escapes', utf8(escaped((hex) => `\\u${hex.padStart(4, '0')}`))],
    ['JSON escapes, capital', utf8(escaped((hex) => `\\u${hex.toUpperCase().padStart(4, '0')}`))],
    ['address escapes', utf8(encodeURIComponent(text))],
    ...insideBase64(utf8(text)).map((bytes, offset) => [`base64 at ${offset}`, bytes] as const),
    ...insideBase64(Buffer.from(text, 'utf16le')).map(
      (bytes, offset) => [`base64 of UTF-16 at ${offset}`, bytes] as const,
    ),
  ];
  const seen = new Set<string>();
  return forms.flatMap(([form, bytes]) => {
    const key = bytes.toString('hex');
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ form, bytes }];
  });
}

/** Which needles are in these bytes. */
export const found = (bytes: Buffer, needles: readonly Needle[]): readonly string[] =>
  needles.filter((needle) => bytes.includes(needle.bytes)).map(({ form }) => form);
