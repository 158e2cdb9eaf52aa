export interface DecodedText {
  readonly text: string;
  /** False for a text of before Unicode: its accents are a guess. */
  readonly isCertain: boolean;
}

/** Tab, line feed, form feed, carriage return. */
const LAYOUT = new Set([0x09, 0x0a, 0x0c, 0x0d]);

/** Decodes a text: UTF-8, else Windows' Western European; null for what holds control characters. */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  if (bytes.some((byte) => byte < 0x20 && !LAYOUT.has(byte))) return null;
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isCertain: true };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), isCertain: false };
  }
}
