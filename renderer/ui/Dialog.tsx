import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { IconButton } from './Button.tsx';
import { cx } from './cx.ts';
import styles from './Dialog.module.css';

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Secondary acts first, the primary act last: it stands bottom right. */
  readonly footer?: ReactNode;
  /** `alertdialog` interrupts: for what cannot be undone. */
  readonly role?: 'dialog' | 'alertdialog';
  readonly size?: 'small' | 'medium' | 'large';
  /** False while an act is under way: it could not be seen to end. */
  readonly isDismissable?: boolean;
}

/** A modal dialog: focus stays in it, Esc closes it, and focus goes back where it was. */
export function Dialog(props: DialogProps) {
  const { title, isOpen, onClose, children, footer, role = 'dialog', size = 'medium' } = props;
  const { isDismissable = true } = props;
  return (
    <ModalOverlay
      className={styles.veil ?? ''}
      isOpen={isOpen}
      isKeyboardDismissDisabled={!isDismissable}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={cx(styles.modal, styles[size])}>
        <AriaDialog className={styles.dialog ?? ''} role={role}>
          <header className={styles.header}>
            <Heading slot="title" level={2} className={styles.title ?? ''}>
              {title}
            </Heading>
            <IconButton
              label="Fermer"
              keys="Escape"
              icon={<X size={18} aria-hidden />}
              isDisabled={!isDismissable}
              onPress={onClose}
            />
          </header>
          <div className={styles.body}>{children}</div>
          {footer === undefined ? null : <footer className={styles.footer}>{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
