import { BookOpen, Stethoscope } from 'lucide-react';
import { useState } from 'react';
import { DoctorDialog } from '../features/doctor/DoctorDialog.tsx';
import { GuideDialog } from '../features/guide/GuideDialog.tsx';
import type { Bridge } from '../platform/bridge.ts';
import { Button } from '../ui/Button.tsx';
import styles from './EntryCare.module.css';
import { words } from './messages.ts';

/** What can be done about the post while nobody is at it: a post that does not open must still say why. */
export function EntryCare({ bridge }: { readonly bridge: Bridge }) {
  const [shown, show] = useState<'doctor' | 'guide' | null>(null);
  const close = (): void => show(null);
  return (
    <aside className={styles.care} aria-label={words.groupPost}>
      <Button variant="quiet" icon={<Stethoscope size={16} aria-hidden />} onPress={() => show('doctor')}>
        {words.examine}
      </Button>
      <Button variant="quiet" icon={<BookOpen size={16} aria-hidden />} onPress={() => show('guide')}>
        {words.guide}
      </Button>
      <DoctorDialog bridge={bridge} isOpen={shown === 'doctor'} onClose={close} />
      <GuideDialog isOpen={shown === 'guide'} onClose={close} />
    </aside>
  );
}
