import { FICTITIOUS, frenchDay, fullName, signature } from './content.ts';
import type { Block, Written } from './content.ts';

/** Writes plain UTF-8 text. */
export function writeText(written: Written): Uint8Array {
  return new TextEncoder().encode(`${lines(written).join('\n')}\n`);
}

/** Writes RTF as word processors do: a heading in bold, letters beyond ASCII escaped. */
export function writeRtf(written: Written): Uint8Array {
  const [title = '', ...rest] = lines(written);
  const body = rest.map((line) => `${escapeRtf(line)}\\par`).join('\n');
  return new TextEncoder().encode(
    `{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss Arial;}}\\fs22\n{\\b\\fs28 ${escapeRtf(title)}}\\par\n${body}\n}`,
  );
}

function lines(written: Written): string[] {
  const { author, patient } = written;
  return [
    written.title,
    `Le ${frenchDay(written.actAt)}`,
    `Patient : ${fullName(patient)} – INS ${patient.ins}`,
    ...(author === null ? [] : [`Auteur : ${signature(author)}, ${author.organization.name}`]),
    '',
    ...written.sections.flatMap(({ heading, blocks }) => [
      ...(heading === null ? [] : [heading.toUpperCase()]),
      ...blocks.flatMap(blockLines),
      '',
    ]),
    FICTITIOUS,
  ];
}

function blockLines(block: Block): string[] {
  switch (block.kind) {
    case 'paragraph':
      return [withoutEmphasis(block.text)];
    case 'list':
      return block.items.map((item) => `- ${withoutEmphasis(item)}`);
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map(withoutEmphasis).join(' | '));
  }
}

function withoutEmphasis(text: string): string {
  return text.replaceAll('**', '');
}

function escapeRtf(text: string): string {
  return text
    .replace(/[\\{}]/g, '\\$&')
    .replace(/[^\x20-\x7e]/g, (letter) => `\\u${String(letter.charCodeAt(0))}?`);
}
