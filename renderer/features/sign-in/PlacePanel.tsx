import { Building2 } from 'lucide-react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { Place } from '../../../shared/bridge/session.ts';
import { words } from './messages.ts';
import styles from './SignIn.module.css';

export interface PlacePanelProps {
  readonly places: readonly Place[];
  readonly onChoose: (placeId: string) => void;
}

/** Where the professional practises now: every trace will say it. */
export function PlacePanel({ places, onChoose }: PlacePanelProps) {
  return (
    <div className={styles.panel}>
      <ListBox
        aria-label={words.placeTitle}
        className={styles.cards ?? ''}
        items={places}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        defaultSelectedKeys={places.slice(0, 1).map(({ id }) => id)}
        autoFocus="first"
        onAction={(key) => onChoose(String(key))}
      >
        {(place) => (
          <ListBoxItem id={place.id} textValue={place.name} className={styles.card ?? ''}>
            <Building2 size={20} strokeWidth={1.5} aria-hidden />
            <span className={styles.who}>
              <span className={styles.name}>{place.name}</span>
              <span className={styles.profession}>{place.town ?? ''}</span>
            </span>
          </ListBoxItem>
        )}
      </ListBox>
      <p className={styles.hint}>{words.placeNext}</p>
    </div>
  );
}
