import { Fragment, useRef } from 'react';
import { Notice } from '../../../ui/Notice.tsx';
import type { RtfDocument, RtfParagraph, RtfRun, RtfTable } from '../../../workers/rtf/document.ts';
import { DocumentFrame } from '../DocumentFrame.tsx';
import { useElementSource, useMarkedElement } from '../find/useMarkedElement.ts';
import { useFind } from '../find/useFind.ts';
import { words } from '../messages.ts';
import styles from './Running.module.css';

/** An RTF text: its paragraphs, its emphasis and its tables. */
export function RtfView({ rtf }: { readonly rtf: RtfDocument }) {
  const article = useRef<HTMLElement>(null);
  const find = useFind(useElementSource(article));
  useMarkedElement(article, find);
  const { pictures, objects } = rtf.omitted;

  return (
    <DocumentFrame
      find={find}
      printLayout={() => (article.current === null ? null : { kind: 'elements', element: article.current })}
    >
      <article ref={article} className={styles.article}>
        {pictures + objects === 0 ? null : <Notice>{words.omitted(pictures, objects)}</Notice>}
        {rtf.blocks.map((block, index) =>
          block.kind === 'table' ? (
            <Table key={index} table={block} />
          ) : (
            <Paragraph key={index} paragraph={block} />
          ),
        )}
      </article>
    </DocumentFrame>
  );
}

function Paragraph({ paragraph }: { readonly paragraph: RtfParagraph }) {
  if (paragraph.runs.length === 0) return <p className={styles.blank}>&nbsp;</p>;
  return (
    <p className={styles.paragraph} data-align={paragraph.align}>
      {paragraph.runs.map((run, index) => (
        <Run key={index} run={run} />
      ))}
    </p>
  );
}

function Run({ run }: { readonly run: RtfRun }) {
  let content = <Fragment>{run.text}</Fragment>;
  if (run.bold) content = <strong>{content}</strong>;
  if (run.italic) content = <em>{content}</em>;
  if (run.underline) content = <u>{content}</u>;
  if (run.strike) content = <s>{content}</s>;
  return content;
}

function Table({ table }: { readonly table: RtfTable }) {
  return (
    <div className={styles.wide}>
      <table className={styles.table}>
        <tbody>
          {table.rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((paragraphs, cell) => (
                <td key={cell}>
                  {paragraphs.map((paragraph, index) => (
                    <Paragraph key={index} paragraph={paragraph} />
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
