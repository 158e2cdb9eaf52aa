import { Archive, Circle, EyeOff, History, ShieldOff, UserRound, UsersRound } from 'lucide-react';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import { Badge } from '../../ui/Badge.tsx';
import { statesOf, type FilterState } from './filters.ts';
import { words } from './messages.ts';
import styles from './TimeLine.module.css';

type Shown = Exclude<FilterState, 'own'>;

const ICONS = {
  masked: EyeOff,
  hiddenFromPatient: ShieldOff,
  hiddenFromRepresentatives: UsersRound,
  archived: Archive,
  superseded: History,
  byPatient: UserRound,
} as const satisfies Record<Shown, unknown>;

const WORDS: Readonly<Record<Shown, string>> = {
  masked: words.badgeMasked,
  hiddenFromPatient: words.badgeNotVisibleToPatient,
  hiddenFromRepresentatives: words.badgeNotVisibleToRepresentatives,
  archived: words.badgeArchived,
  superseded: words.badgeSuperseded,
  byPatient: words.badgeByPatient,
};

export interface DocumentBadgesProps {
  readonly document: DocumentSummary;
  /** Deposited since the reader last opened this record. */
  readonly isNew: boolean;
}

/** The states of a document, each a pictogram and a word; in a narrow list the word is for the ear and the tooltip. */
export function DocumentBadges({ document, isNew }: DocumentBadgesProps) {
  const states = statesOf(document).filter((state): state is Shown => state !== 'own');
  if (states.length === 0 && !isNew) return null;
  return (
    <span className={styles.badges}>
      {states.map((state) => {
        const Icon = ICONS[state];
        const word =
          state === 'masked' && document.maskedBy === 'patient' ? words.badgeMaskedByPatient : WORDS[state];
        return (
          <span key={state} title={word}>
            <Badge tone="neutral" icon={<Icon size={14} aria-hidden />}>
              {word}
            </Badge>
          </span>
        );
      })}
      {isNew ? (
        <span title={words.badgeNew}>
          <Badge tone="accent" icon={<Circle size={8} fill="currentColor" aria-hidden />}>
            {words.badgeNew}
          </Badge>
        </span>
      ) : null}
    </span>
  );
}
