import { FolderOpen, House, Mail, Search, Send, Siren } from 'lucide-react';
import { ToggleButton } from 'react-aria-components';
import { cx } from '../ui/cx.ts';
import { BrandMark } from '../ui/EntryFrame.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';
import { words } from './messages.ts';
import { railOf, RAIL_SCREENS, type RailScreen, type Screen } from './navigation.ts';
import styles from './Shell.module.css';

const ICONS = {
  home: House,
  search: Search,
  record: FolderOpen,
  messages: Mail,
  outbox: Send,
  emergency: Siren,
} as const satisfies Record<RailScreen, unknown>;

export const SCREEN_NAMES: Readonly<Record<RailScreen, string>> = {
  home: words.home,
  search: words.search,
  record: words.record,
  messages: words.messages,
  outbox: words.outbox,
  emergency: words.emergency,
};

export interface RailProps {
  readonly screen: Screen;
  /** Deposits that wait: shown on the outbox. */
  readonly waiting: number;
  /** Messages that are new: shown on the messages. */
  readonly unread: number;
  readonly hasRecord: boolean;
  readonly onGo: (screen: Screen) => void;
}

/** The six screens, Alt+1 to Alt+6. */
export function Rail({ screen, waiting, unread, hasRecord, onGo }: RailProps) {
  return (
    <nav className={styles.rail} aria-label={words.rail}>
      <span className={styles.brand}>
        <BrandMark />
      </span>
      {RAIL_SCREENS.map((id, index) => {
        const Icon = ICONS[id];
        const count = id === 'outbox' ? waiting : id === 'messages' ? unread : 0;
        const counted = id === 'messages' ? words.newMessages({ count }) : words.waiting({ count });
        const name = count > 0 ? `${SCREEN_NAMES[id]}, ${counted}` : SCREEN_NAMES[id];
        return (
          <Tooltip key={id} label={SCREEN_NAMES[id]} keys={`Alt+${String(index + 1)}`} placement="right">
            <ToggleButton
              className={cx(styles.screen, id === 'emergency' && styles.urgent)}
              aria-label={name}
              isSelected={id === railOf(screen)}
              onPress={() => onGo(id)}
            >
              <Icon size={20} strokeWidth={1.75} aria-hidden />
              {count > 0 ? <span className={styles.counter}>{count}</span> : null}
              {id === 'record' && hasRecord ? <span className={styles.dot} /> : null}
            </ToggleButton>
          </Tooltip>
        );
      })}
    </nav>
  );
}
