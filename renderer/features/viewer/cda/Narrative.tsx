import { createElement, type ReactNode } from 'react';
import type {
  CellAlign,
  NarrativeNode,
  TableCell,
  TableRow,
  TextStyle,
} from '../../../../shared/cda/document.ts';
import { words } from '../messages.ts';
import { BytesImage } from './BytesImage.tsx';
import styles from './Narrative.module.css';

/** The only elements that a narrative can become: the text of a document never names an element itself. */
const STYLE_TAGS: Readonly<Record<TextStyle, 'strong' | 'em' | 'u' | 'code' | 'ins' | 's'>> = {
  bold: 'strong',
  italics: 'em',
  underline: 'u',
  emphasis: 'em',
  preformatted: 'code',
  inserted: 'ins',
  struck: 's',
};

const ALIGNMENTS: Readonly<Record<CellAlign, string | undefined>> = {
  left: styles['left'],
  center: styles['center'],
  right: styles['right'],
  justify: styles['justify'],
};

/** A narrative block of CDA as ordinary elements: text, emphasis, lists, tables and embedded pictures. */
export function Narrative({ nodes }: { readonly nodes: readonly NarrativeNode[] }) {
  return nodes.map((node, index) => <NarrativeItem key={index} node={node} />);
}

function NarrativeItem({ node }: { readonly node: NarrativeNode }): ReactNode {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'break':
      return <br />;
    case 'styled':
      return inStyles(node.styles, <Narrative nodes={node.children} />);
    case 'sub':
      return (
        <sub>
          <Narrative nodes={node.children} />
        </sub>
      );
    case 'sup':
      return (
        <sup>
          <Narrative nodes={node.children} />
        </sup>
      );
    case 'footnote':
      return (
        <small className={styles.footnote}>
          <Narrative nodes={node.children} />
        </small>
      );
    case 'paragraph':
      // A div, not a p: a paragraph of CDA may hold lists and tables.
      return (
        <div className={styles.paragraph}>
          <Caption nodes={node.caption} />
          <Narrative nodes={node.children} />
        </div>
      );
    case 'list':
      return <List node={node} />;
    case 'table':
      return <Table node={node} />;
    case 'image':
      return (
        <figure className={styles.figure}>
          <BytesImage
            bytes={node.bytes}
            mediaType={node.mediaType}
            alt={plainText(node.caption) || words.picture}
          />
          {node.caption.length === 0 ? null : (
            <figcaption>
              <Narrative nodes={node.caption} />
            </figcaption>
          )}
        </figure>
      );
    case 'attachment':
      return (
        <p className={styles.attachment}>
          {node.mediaType === null ? words.pictureMissing : words.attachment(node.mediaType)}{' '}
          <Narrative nodes={node.caption} />
        </p>
      );
  }
}

function inStyles(names: readonly TextStyle[], content: ReactNode): ReactNode {
  return names.reduce((inner, name) => createElement(STYLE_TAGS[name], null, inner), content);
}

function Caption({ nodes }: { readonly nodes: readonly NarrativeNode[] }) {
  return nodes.length === 0 ? null : (
    <span className={styles.caption}>
      <Narrative nodes={nodes} />
    </span>
  );
}

function List({ node }: { readonly node: NarrativeNode & { readonly kind: 'list' } }) {
  const items = node.items.map((item, index) => (
    <li key={index}>
      <Caption nodes={item.caption} />
      <Narrative nodes={item.children} />
    </li>
  ));
  return (
    <>
      <Caption nodes={node.caption} />
      {node.ordered ? <ol className={styles.list}>{items}</ol> : <ul className={styles.list}>{items}</ul>}
    </>
  );
}

function Table({ node }: { readonly node: NarrativeNode & { readonly kind: 'table' } }) {
  return (
    <div
      className={styles.wide}
      role="group"
      // A table wider than the window must be scrollable by keyboard (WCAG 2.1.1).
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={plainText(node.caption) || words.table}
    >
      <table className={styles.table}>
        {node.caption.length === 0 ? null : (
          <caption>
            <Narrative nodes={node.caption} />
          </caption>
        )}
        {node.head.length === 0 ? null : (
          <thead>
            <Rows rows={node.head} isHead />
          </thead>
        )}
        <tbody>
          <Rows rows={node.body} />
        </tbody>
        {node.foot.length === 0 ? null : (
          <tfoot>
            <Rows rows={node.foot} />
          </tfoot>
        )}
      </table>
    </div>
  );
}

function Rows({ rows, isHead = false }: { readonly rows: readonly TableRow[]; readonly isHead?: boolean }) {
  return rows.map((row, index) => (
    <tr key={index}>
      {row.cells.map((cell, place) => (
        <Cell key={place} cell={cell} scope={isHead ? 'col' : 'row'} />
      ))}
    </tr>
  ));
}

function Cell({ cell, scope }: { readonly cell: TableCell; readonly scope: 'col' | 'row' }) {
  const content = inStyles(cell.styles, <Narrative nodes={cell.children} />);
  const className = cell.align === null ? undefined : ALIGNMENTS[cell.align];
  // An empty header cell would announce nothing.
  const isHeader = cell.header && plainText(cell.children).trim() !== '';
  return isHeader ? (
    <th scope={scope} colSpan={cell.colSpan} rowSpan={cell.rowSpan} className={className}>
      {content}
    </th>
  ) : (
    <td colSpan={cell.colSpan} rowSpan={cell.rowSpan} className={className}>
      {content}
    </td>
  );
}

/** The words of a caption, for those who hear it. */
function plainText(nodes: readonly NarrativeNode[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return node.text;
      return 'children' in node ? plainText(node.children) : ' ';
    })
    .join('');
}
