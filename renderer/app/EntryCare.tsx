import { Stethoscope } from 'lucide-react';
import { useState } from 'react';
import { DoctorDialog } from '../features/doctor/DoctorDialog.tsx';
import type { Bridge } from '../platform/bridge.ts';
import { Button } from '../ui/Button.tsx';
import styles from './EntryCare.module.css';
import { words } from './messages.ts';

/** What can be done about the post while nobody is at it: a post that does not open must still say why. */
export function EntryCare({ bridge }: { readonly bridge: Bridge }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <aside className={styles.care} aria-label={words.groupPost}>
      <Button variant="quiet" icon={<Stethoscope size={16} aria-hidden />} onPress={() => setOpen(true)}>
        {words.examine}
      </Button>
      <DoctorDialog bridge={bridge} isOpen={isOpen} onClose={() => setOpen(false)} />
    </aside>
  );
}
