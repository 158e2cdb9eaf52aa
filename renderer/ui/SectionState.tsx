import { CloudOff, EyeOff, FolderOpen, History, LockKeyhole, Luggage, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Kept } from '../../shared/bridge/record.ts';
import type { Section } from '../../shared/bridge/sections.ts';
import { dateAndTime, timeOfDay } from '../i18n/format.ts';
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
  asking: icu<{ date: string }>('Rubrique affichée telle que le {date}, en attendant le service national.'),
  kept: icu<{ date: string; until: string }>(
    'Hors ligne : rubrique affichée telle que le {date}, lisible jusqu’à {until}.',
  ),
  keptBag: icu<{ date: string }>('Tournée : rubrique affichée telle que le {date}, lisible jusqu’à minuit.'),
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

export interface KeptMarkProps {
  /** Nothing where the service gave it. */
  readonly kept: Kept | undefined;
  /** The service is being asked: what it says will take the place of this. */
  readonly isAsking: boolean;
}

/** Above a section that the post kept: as of when it is, and until when it can be read. */
export function KeptMark({ kept, isAsking }: KeptMarkProps) {
  if (kept === undefined) return null;
  const { source, at, until } = kept;
  const date = dateAndTime(at);
  const Icon = isAsking ? History : source === 'bag' ? Luggage : CloudOff;
  return (
    <p className={styles.kept} role="status" data-asking={isAsking || undefined}>
      <Icon size={14} aria-hidden />
      {isAsking
        ? words.asking({ date })
        : source === 'bag'
          ? words.keptBag({ date })
          : words.kept({ date, until: timeOfDay(until) })}
    </p>
  );
}
