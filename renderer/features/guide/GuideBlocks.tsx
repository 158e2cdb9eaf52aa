import { Fragment, type ReactNode } from 'react';
import { french } from '../../i18n/text.ts';
import styles from './Guide.module.css';
import type { Block, Inline } from './guide-text.ts';

export interface GuideBlocksProps {
  readonly blocks: readonly Block[];
  readonly onSection: (id: string) => void;
}

/** The guide's forms in our own elements. */
export function GuideBlocks({ blocks, onSection }: GuideBlocksProps) {
  const inline = (inside: readonly Inline[]): ReactNode =>
    inside.map((each, at) => <Fragment key={at}>{inlineElement(each, inline, onSection)}</Fragment>);
  return blocks.map((block, at) => <Fragment key={at}>{blockElement(block, inline, onSection)}</Fragment>);
}

type RenderInline = (inside: readonly Inline[]) => ReactNode;

function blockElement(block: Block, inline: RenderInline, onSection: (id: string) => void): ReactNode {
  switch (block.kind) {
    case 'heading':
      return <h4 className={styles.heading}>{french(block.text)}</h4>;
    case 'paragraph':
      return <p>{inline(block.inside)}</p>;
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List>
          {block.items.map((item, at) => (
            <li key={at}>
              <GuideBlocks blocks={item} onSection={onSection} />
            </li>
          ))}
        </List>
      );
    }
    case 'table':
      return (
        <table>
          <thead>
            <tr>
              {block.head.map((cell, at) => (
                <th key={at} scope="col">
                  {inline(cell)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, at) => (
              <tr key={at}>
                {row.map((cell, of) => (
                  <td key={of}>{inline(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    case 'picture':
      return <img src={block.address} alt={french(block.words)} loading="lazy" />;
  }
}

function inlineElement(each: Inline, inline: RenderInline, onSection: (id: string) => void): ReactNode {
  switch (each.kind) {
    case 'text':
      return french(each.text);
    case 'strong':
      return <strong>{inline(each.inside)}</strong>;
    case 'emphasis':
      return <em>{inline(each.inside)}</em>;
    case 'code':
      return <code>{each.text}</code>;
    case 'link':
      return (
        <button type="button" className={styles.link} onClick={() => onSection(each.section)}>
          {inline(each.inside)}
        </button>
      );
  }
}
