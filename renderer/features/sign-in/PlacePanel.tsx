import { Building2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { Place } from '../../../shared/bridge/session.ts';
import { Button } from '../../ui/Button.tsx';
import { words } from './messages.ts';
import styles from './SignIn.module.css';

export interface PlacePanelProps {
  readonly places: readonly Place[];
  readonly onChoose: (placeId: string) => void;
}

/** Where the professional practises now: what is deposited will say it. */
export function PlacePanel({ places, onChoose }: PlacePanelProps) {
  const [chosen, setChosen] = useState(places[0]?.id ?? '');
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The lines are in the page one frame after the list: then Enter takes the first of them.
    const frame = requestAnimationFrame(() => {
      list.current?.querySelector<HTMLElement>('[role="option"]')?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return (
    <div className={styles.panel}>
      <ListBox
        ref={list}
        aria-label={words.placeTitle}
        className={styles.cards ?? ''}
        items={places}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={[chosen]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : [...keys];
          if (typeof key === 'string') setChosen(key);
        }}
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
      <div className={styles.acts}>
        <p className={styles.hint}>{words.placeNext}</p>
        <Button variant="primary" keys="Enter" onPress={() => onChoose(chosen)}>
          {words.choose}
        </Button>
      </div>
    </div>
  );
}
