/** `\fcharsetN` of a font to the WHATWG name of its code page. */
const BY_FONT_CHARSET: Readonly<Record<number, string>> = {
  77: 'macintosh',
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gb18030',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
};

const DEFAULT_LABEL = 'windows-1252';

const labels = new Set(Object.values(BY_FONT_CHARSET));
const decoders = new Map<string, TextDecoder>();

/** The code page that `\ansicpgN`, `\mac` or a font's charset name; Western European when unknown. */
export function codePage(source: { charset: number } | { ansi: number }): string {
  if ('charset' in source) return BY_FONT_CHARSET[source.charset] ?? DEFAULT_LABEL;
  const label = `windows-${source.ansi}`;
  return labels.has(label) ? label : DEFAULT_LABEL;
}

/** Decodes bytes of one code page; a byte that it lacks becomes U+FFFD, never an error. */
export function decodeBytes(bytes: Uint8Array, label: string): string {
  let decoder = decoders.get(label);
  if (decoder === undefined) {
    decoder = new TextDecoder(label);
    decoders.set(label, decoder);
  }
  return decoder.decode(bytes);
}
