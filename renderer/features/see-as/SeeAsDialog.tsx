import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { words } from './messages.ts';
import { SeeAs, type SeeAsProps } from './SeeAs.tsx';

export interface SeeAsDialogProps extends SeeAsProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** "Voir comme…": what another would see of what one reads oneself. */
export function SeeAsDialog({ ask, isOpen, onClose }: SeeAsDialogProps) {
  return (
    <Dialog
      title={words.title}
      size="large"
      isOpen={isOpen}
      onClose={onClose}
      footer={
        <Button variant="primary" onPress={onClose}>
          {words.close}
        </Button>
      }
    >
      <SeeAs ask={ask} />
    </Dialog>
  );
}
