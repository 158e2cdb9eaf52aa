import { err, ok, type Result } from '../../../shared/result.ts';
import { codePage, decodeBytes } from './charset.ts';
import { RTF_LIMITS, type RtfDocument, type RtfParagraph, type RtfProblem, type RtfRun } from './document.ts';
import { createFlow, type Flow } from './flow.ts';
import { rtfTokens, type RtfToken } from './tokens.ts';

/** Where text goes: into the document, nowhere, or into the font table, of which only charsets are kept. */
type Destination = 'body' | 'skipped' | 'fonts';

interface State {
  readonly destination: Destination;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
  readonly hidden: boolean;
  readonly align: RtfParagraph['align'];
  readonly inTable: boolean;
  readonly font: number;
  /** How many bytes follow each `\uN` for readers without Unicode. */
  readonly unicodeSkip: number;
}

const START: State = {
  destination: 'body',
  bold: false,
  italic: false,
  underline: false,
  strike: false,
  hidden: false,
  align: 'left',
  inTable: false,
  font: -1,
  unicodeSkip: 1,
};

const PLAIN = { bold: false, italic: false, underline: false, strike: false, hidden: false };

/** Destinations without text for the reader. Any other that comes after `\*` is skipped as well. */
const SKIPPED = new Set(
  (
    'colortbl stylesheet info generator listtable listoverridetable revtbl rsidtbl themedata datastore ' +
    'xmlnstbl filetbl fldinst bkmkstart bkmkend pict shppict nonshppict objdata header headerl headerr ' +
    'headerf footer footerl footerr footerf ftnsep ftnsepc annotation atnid atnauthor xe tc'
  ).split(' '),
);

/** Optional destinations whose text is part of the document all the same. */
const KEPT_OPTIONAL = new Set(['shptxt', 'shpinst', 'footnote']);

const CHARACTERS: Readonly<Record<string, string>> = {
  tab: '\t',
  line: '\n',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emspace: '\u2003',
  enspace: '\u2002',
};

const ALIGNMENTS: Readonly<Record<string, RtfParagraph['align']>> = {
  ql: 'left',
  qc: 'center',
  qr: 'right',
  qj: 'justify',
};

/**
 * Reads an RTF text into paragraphs, emphasis and tables (RTF 1.9.1). Pictures, embedded objects, fields'
 * instructions and everything unknown are left out; nothing in the file can make anything happen.
 *
 * @param bytes the whole file
 */
export function readRtf(bytes: Uint8Array): Result<RtfDocument, RtfProblem> {
  if (decodeBytes(bytes.subarray(0, 5), 'windows-1252') !== '{\\rtf') return err('DAMAGED');
  const reader = createReader();
  for (const token of rtfTokens(bytes)) {
    const problem = reader.take(token);
    if (problem !== null) return err(problem);
    if (reader.finished()) break;
  }
  return ok(reader.document());
}

function createReader() {
  const stack: State[] = [];
  const charsets = new Map<number, string>();
  const omitted = { pictures: 0, objects: 0 };
  const flow: Flow = createFlow();
  let state = START;
  let page = codePage({ ansi: 1252 });
  let optional = false;
  let toSkip = 0;
  let opened = false;

  const set = (change: Partial<State>): void => {
    state = { ...state, ...change };
  };

  function write(text: string): void {
    if (state.destination !== 'body' || state.hidden) return;
    const { bold, italic, underline, strike } = state;
    flow.write({ text, bold, italic, underline, strike } satisfies RtfRun);
  }

  function writeBytes(bytes: Uint8Array): void {
    const skipped = Math.min(toSkip, bytes.length);
    toSkip -= skipped;
    if (skipped < bytes.length) write(decodeBytes(bytes.subarray(skipped), charsets.get(state.font) ?? page));
  }

  /** True when the word opens a destination, which the rest of its group then goes to. */
  function destination(name: string): boolean {
    if (name === 'fonttbl') {
      set({ destination: 'fonts' });
      return true;
    }
    if (!SKIPPED.has(name) && !(optional && !KEPT_OPTIONAL.has(name))) return false;
    if (state.destination === 'body' && (name === 'pict' || name === 'shppict')) omitted.pictures += 1;
    set({ destination: 'skipped' });
    return true;
  }

  function word(name: string, value: number | null): void {
    if (destination(name)) return;
    const on = value !== 0;
    const alignment = ALIGNMENTS[name];
    const character = CHARACTERS[name];
    if (alignment !== undefined) set({ align: alignment });
    else if (character !== undefined) write(character);
    else if (name === 'b') set({ bold: on });
    else if (name === 'i') set({ italic: on });
    else if (name === 'ul') set({ underline: on });
    else if (name === 'ulnone') set({ underline: false });
    else if (name === 'strike' || name === 'deleted') set({ strike: on });
    else if (name === 'v') set({ hidden: on });
    else if (name === 'plain') set(PLAIN);
    else if (name === 'uc') set({ unicodeSkip: Math.min(Math.max(value ?? 1, 0), 8) });
    else if (name === 'u' && value !== null) unicode(value);
    else if (name === 'f' && value !== null) set({ font: value });
    else if (name === 'fcharset' && value !== null) charsets.set(state.font, codePage({ charset: value }));
    else if (name === 'ansicpg' && value !== null) page = codePage({ ansi: value });
    else if (name === 'mac') page = codePage({ charset: 77 });
    else if (state.destination === 'body') structure(name);
  }

  function unicode(value: number): void {
    toSkip = state.unicodeSkip;
    write(String.fromCharCode(value < 0 ? value + 0x1_0000 : value & 0xffff));
  }

  function structure(name: string): void {
    if (name === 'par' || name === 'sect' || name === 'page') flow.paragraph(state.align, state.inTable);
    else if (name === 'pard') set({ align: 'left', inTable: false });
    else if (name === 'intbl') set({ inTable: true });
    else if (name === 'cell' || name === 'nestcell') flow.cell(state.align);
    else if (name === 'row' || name === 'nestrow') flow.row();
    // Its data are skipped; its result, a picture or text for readers like this one, is read on.
    else if (name === 'object') omitted.objects += 1;
  }

  return {
    take(token: RtfToken): RtfProblem | null {
      switch (token.kind) {
        case 'open':
          stack.push(state);
          opened = true;
          toSkip = 0;
          if (stack.length > RTF_LIMITS.depth) return 'TOO_COMPLEX';
          break;
        case 'close':
          state = stack.pop() ?? START;
          toSkip = 0;
          break;
        case 'optional':
          optional = true;
          return null;
        case 'word':
          word(token.name, token.value);
          break;
        case 'char':
          write(token.text);
          break;
        case 'bytes':
          writeBytes(token.bytes);
          break;
      }
      optional = false;
      return flow.tooLarge() ? 'TOO_COMPLEX' : null;
    },
    finished: (): boolean => opened && stack.length === 0,
    document: (): RtfDocument => ({ blocks: flow.end(state.align), omitted }),
  };
}
