import { MoreHorizontal, ShieldCheck, ShieldOff } from 'lucide-react';
import { IconButton } from '../../ui/Button.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { words } from './messages.ts';

export interface RecordMenuProps {
  readonly onRenew: () => void;
  readonly onRenounce: () => void;
}

/** What the professional may do with his own right on the open record. */
export function RecordMenu({ onRenew, onRenounce }: RecordMenuProps) {
  return (
    <Menu
      label={words.more}
      trigger={<IconButton label={words.more} icon={<MoreHorizontal size={18} aria-hidden />} />}
      entries={[
        { id: 'renew', label: words.renew, icon: <ShieldCheck size={16} aria-hidden />, onAct: onRenew },
        {
          id: 'renounce',
          label: words.renounce,
          icon: <ShieldOff size={16} aria-hidden />,
          onAct: onRenounce,
        },
      ]}
    />
  );
}
