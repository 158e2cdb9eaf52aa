import { MoreHorizontal, ShieldCheck, ShieldOff } from 'lucide-react';
import { IconButton } from '../../ui/Button.tsx';
import { Menu, type MenuEntry } from '../../ui/Menu.tsx';
import { words } from './messages.ts';

export interface RecordMenuProps {
  /** What may be done with one's own right; null: there is none. */
  readonly right: { readonly onRenew: () => void; readonly onRenounce: () => void } | null;
  /** Further acts on the record, from the features that do them. */
  readonly further: readonly MenuEntry[];
}

/** Acts on the open record as a whole: its circumstances, then one's own right. */
export function RecordMenu({ right, further }: RecordMenuProps) {
  return (
    <Menu
      label={words.more}
      trigger={<IconButton label={words.more} icon={<MoreHorizontal size={18} aria-hidden />} />}
      entries={[
        ...further,
        ...(right === null
          ? []
          : [
              {
                id: 'renew',
                label: words.renew,
                icon: <ShieldCheck size={16} aria-hidden />,
                onAct: right.onRenew,
              },
              {
                id: 'renounce',
                label: words.renounce,
                icon: <ShieldOff size={16} aria-hidden />,
                onAct: right.onRenounce,
              },
            ]),
      ]}
    />
  );
}
