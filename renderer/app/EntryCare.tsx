import { BookOpen, Stethoscope } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { Bridge } from '../platform/bridge.ts';
import { Button } from '../ui/Button.tsx';
import styles from './EntryCare.module.css';
import { words } from './messages.ts';

/** Neither is needed by who signs in. */
const DoctorDialog = lazy(async () => ({
  default: (await import('../features/doctor/DoctorDialog.tsx')).DoctorDialog,
}));
const GuideDialog = lazy(async () => ({
  default: (await import('../features/guide/GuideDialog.tsx')).GuideDialog,
}));

/** What can be done about the post while nobody is at it: a post that does not open must still say why. */
export function EntryCare({ bridge }: { readonly bridge: Bridge }) {
  const [shown, show] = useState<'doctor' | 'guide' | null>(null);
  const close = (): void => show(null);
  const [asked, ask] = useState({ doctor: false, guide: false });
  const open = (which: 'doctor' | 'guide'): void => {
    ask({ ...asked, [which]: true });
    show(which);
  };
  return (
    <aside className={styles.care} aria-label={words.groupPost}>
      <Button variant="quiet" icon={<Stethoscope size={16} aria-hidden />} onPress={() => open('doctor')}>
        {words.examine}
      </Button>
      <Button variant="quiet" icon={<BookOpen size={16} aria-hidden />} onPress={() => open('guide')}>
        {words.guide}
      </Button>
      <Suspense>
        {asked.doctor ? <DoctorDialog bridge={bridge} isOpen={shown === 'doctor'} onClose={close} /> : null}
        {asked.guide ? <GuideDialog isOpen={shown === 'guide'} onClose={close} /> : null}
      </Suspense>
    </aside>
  );
}
