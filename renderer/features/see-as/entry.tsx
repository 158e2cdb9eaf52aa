import { Users } from 'lucide-react';
import type { MenuEntry } from '../../ui/Menu.tsx';
import { words } from './messages.ts';

/** The way in from the record's menu. */
export const seeAsEntry = (onAct: () => void): MenuEntry => ({
  id: 'seeAs',
  label: words.open,
  icon: <Users size={16} aria-hidden />,
  onAct,
});
