import { useRef, useState } from 'react';
import { sections } from 'virtual:user-guide';
import { french } from '../../i18n/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { findSections } from './find-sections.ts';
import styles from './Guide.module.css';
import { GuideBlocks } from './GuideBlocks.tsx';
import { words } from './messages.ts';

export interface GuideDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The user's guide beside what one is doing: found by a word, read without a network. */
export function GuideDialog({ isOpen, onClose }: GuideDialogProps) {
  return (
    <Dialog
      title={words.title}
      size="large"
      isOpen={isOpen}
      onClose={onClose}
      footer={
        <Button variant="primary" onPress={onClose}>
          {words.close}
        </Button>
      }
    >
      <GuideText />
    </Dialog>
  );
}

function GuideText() {
  const [query, setQuery] = useState('');
  const text = useRef<HTMLDivElement>(null);
  const found = findSections(sections, query);

  function show(id: string): void {
    const section = text.current?.querySelector<HTMLElement>(`[data-section="${CSS.escape(id)}"]`);
    section?.scrollIntoView({ block: 'start' });
    section?.focus({ preventScroll: true });
  }

  /** A link may lead to a section that the search left out. */
  function goTo(id: string): void {
    setQuery('');
    setTimeout(() => show(id), 0);
  }

  return (
    <div className={styles.guide}>
      <nav aria-label={words.sections} className={styles.outline}>
        <TextField
          label={words.search}
          hideLabel
          autoFocus
          type="search"
          placeholder={words.search}
          value={query}
          onChange={setQuery}
        />
        <p role="status" className={styles.count}>
          {found.length === 0 ? words.none : words.found({ count: found.length })}
        </p>
        <ul>
          {found.map(({ id, title }) => (
            <li key={id}>
              <button type="button" className={styles.link} onClick={() => show(id)}>
                {french(title)}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      {/* Longer than the screen: it is scrolled by key (WCAG 2.1.1). */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={text} className={styles.text} tabIndex={0} role="region" aria-label={words.title}>
        {found.map(({ id, title, blocks }) => (
          <section key={id} data-section={id} tabIndex={-1} className={styles.section}>
            <h3 className={styles.title}>{french(title)}</h3>
            <GuideBlocks blocks={blocks} onSection={goTo} />
          </section>
        ))}
      </div>
    </div>
  );
}
