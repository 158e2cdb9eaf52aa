import { useMemo, useRef } from 'react';
import { Notice } from '../../../ui/Notice.tsx';
import type { DecodedText } from '../body/text.ts';
import { DocumentFrame } from '../DocumentFrame.tsx';
import { useElementSource, useMarkedElement } from '../find/useMarkedElement.ts';
import { useFind } from '../find/useFind.ts';
import { words } from '../messages.ts';
import styles from './Running.module.css';

/** Lines laid out together: those out of sight cost nothing. */
const LINES_PER_BLOCK = 200;

/** A plain text, in the lines that its author gave it, wrapped where the window ends. */
export function TextView({ text }: { readonly text: DecodedText }) {
  const article = useRef<HTMLElement>(null);
  const find = useFind(useElementSource(article));
  useMarkedElement(article, find);
  const blocks = useMemo(() => inBlocks(text.text), [text]);

  return (
    <DocumentFrame find={find} printLayout={() => elements(article.current)}>
      <article ref={article} className={styles.article}>
        {text.isCertain ? null : <Notice>{words.latin1}</Notice>}
        {blocks.map((block, index) => (
          <pre key={index} className={styles.plain}>
            {block}
          </pre>
        ))}
      </article>
    </DocumentFrame>
  );
}

function inBlocks(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/);
  const blocks: string[] = [];
  for (let at = 0; at < lines.length; at += LINES_PER_BLOCK) {
    blocks.push(lines.slice(at, at + LINES_PER_BLOCK).join('\n'));
  }
  return blocks;
}

function elements(element: HTMLElement | null) {
  return element === null ? null : ({ kind: 'elements', element } as const);
}
