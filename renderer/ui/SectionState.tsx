import { EyeOff, FolderOpen, LockKeyhole, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Section } from '../../shared/bridge/sections.ts';
import { dateAndTime } from '../i18n/format.ts';
import { icu, messages } from '../i18n/text.ts';
import { EmptyState } from './EmptyState.tsx';
import styles from './SectionState.module.css';

/** How a section is called where there is nothing of it to show. */
interface SectionWords {
  /** « Aucune vaccination dans ce carnet »: nothing written, never nothing to fear. */
  readonly empty: string;
  readonly emptyNote?: string;
  /** « Le patient ne partage pas ses mesures. » */
  readonly notShared?: string;
  /** « Le carnet de vaccination ne vous est pas lisible. » */
  readonly notPermitted: string;
}

const words = messages({
  notSharedNote: 'Non partagé ne veut pas dire vide : demandez au patient ce que vous avez besoin de savoir.',
  notPermittedNote:
    "La matrice d'habilitation n'ouvre pas cette rubrique à votre profession. Cela ne dit rien de ce qu'elle contient.",
  asOf: icu<{ date: string }>('Lu le {date}'),
});

export interface SectionStateProps<T> {
  readonly section: Section<T>;
  readonly words: SectionWords;
  /** Among other sections of one page: said in two lines, not in a panel of its own. */
  readonly isCompact?: boolean;
  readonly children: (content: T) => ReactNode;
}

/** A section as its reader may have it: its content with its age, or which of the three others it is. */
export function SectionState<T>({ section, words: said, isCompact = false, children }: SectionStateProps<T>) {
  if (section.outcome === 'read') return children(section.content);
  const { Icon, title, note } = sayingOf(section.outcome, said);
  if (isCompact) {
    return (
      <div className={styles.compact}>
        <Icon size={18} strokeWidth={1.5} aria-hidden />
        <div>
          <p className={styles.title}>{title}</p>
          {note === undefined ? null : <p className={styles.note}>{note}</p>}
        </div>
      </div>
    );
  }
  return (
    <EmptyState icon={<Icon size={32} strokeWidth={1.5} aria-hidden />} title={title}>
      {note === undefined ? null : <p>{note}</p>}
    </EmptyState>
  );
}

function sayingOf(
  outcome: 'empty' | 'notShared' | 'notPermitted',
  { empty, emptyNote, notShared, notPermitted }: SectionWords,
): { readonly Icon: LucideIcon; readonly title: string; readonly note: string | undefined } {
  switch (outcome) {
    case 'empty':
      return { Icon: FolderOpen, title: empty, note: emptyNote };
    case 'notShared':
      return { Icon: EyeOff, title: notShared ?? notPermitted, note: words.notSharedNote };
    case 'notPermitted':
      return { Icon: LockKeyhole, title: notPermitted, note: words.notPermittedNote };
  }
}

/** When what is shown was read. */
export function SectionAge({ section }: { readonly section: Section<unknown> }) {
  return section.outcome === 'read' || section.outcome === 'empty' ? (
    <p className={styles.age}>{words.asOf({ date: dateAndTime(section.asOf) })}</p>
  ) : null;
}
