import { Users } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { words } from './messages.ts';
import type { SeeAsProps } from './SeeAs.tsx';
import { SeeAsDialog } from './SeeAsDialog.tsx';

/** Opens the view as another, from where a document is about to be deposited. */
export function SeeAsButton({ ask }: SeeAsProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={<Users size={16} aria-hidden />} onPress={() => setOpen(true)}>
        {words.open}
      </Button>
      <SeeAsDialog ask={ask} isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}
