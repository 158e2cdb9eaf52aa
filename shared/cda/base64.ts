/**
 * Base64 of RFC 4648 for bodies inside XML: pure, because neither `Buffer` nor `Uint8Array.fromBase64` exists
 * on every platform that reads a document.
 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const SKIPPED = 64;
const REFUSED = 255;

const VALUES = new Uint8Array(128).fill(REFUSED);
for (const [value, letter] of Array.from(ALPHABET).entries()) VALUES[letter.charCodeAt(0)] = value;
for (const space of '\t\n\r ') VALUES[space.charCodeAt(0)] = SKIPPED;

/**
 * Decodes base64, white space allowed anywhere.
 *
 * @returns null when the text is not base64 (foreign character, text after the padding, broken length).
 */
export function decodeBase64(text: string): Uint8Array | null {
  const end = text.indexOf('=');
  if (end >= 0 && !/^=\s*=?\s*$/.test(text.slice(end))) return null;
  const length = end < 0 ? text.length : end;
  const bytes = new Uint8Array(Math.floor((length * 3) / 4));
  let size = 0;
  let bits = 0;
  let held = 0;
  for (let at = 0; at < length; at += 1) {
    const value = VALUES[text.charCodeAt(at)] ?? REFUSED;
    if (value === SKIPPED) continue;
    if (value === REFUSED) return null;
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[size] = (held >> bits) & 0xff;
      size += 1;
    }
  }
  // Six bits left over are a character that cannot belong to any byte.
  return bits === 6 ? null : bytes.slice(0, size);
}

/** Encodes bytes with padding, in lines of 76 characters when asked (as in documents), else in one. */
export function encodeBase64(bytes: Uint8Array, lineLength = 0): string {
  const groups: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    groups.push(
      letter(group >> 18) +
        letter(group >> 12) +
        (left > 1 ? letter(group >> 6) : '=') +
        (left > 2 ? letter(group) : '='),
    );
  }
  const text = groups.join('');
  if (lineLength === 0) return text;
  return text.replace(new RegExp(`.{${String(lineLength)}}(?=.)`, 'g'), '$&\n');
}

function letter(value: number): string {
  return ALPHABET.charAt(value & 63);
}
