import { useId, type ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Dialog, type DialogProps } from '../../ui/Dialog.tsx';
import styles from './FormDialog.module.css';

export interface FormDialogProps extends Pick<DialogProps, 'title' | 'size' | 'role' | 'onClose'> {
  readonly cancel: string;
  readonly confirm: string;
  /** `danger` for what cannot be undone. */
  readonly variant?: 'primary' | 'danger';
  /** False while what the act needs is not typed yet. */
  readonly isReady?: boolean;
  readonly isBusy: boolean;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** One act that needs a few words: Enter does it, and while it is under way the dialog stays. */
export function FormDialog(props: FormDialogProps) {
  const { cancel, confirm, variant = 'primary', isReady = true, isBusy, onSubmit, children } = props;
  const { title, size = 'medium', role = 'dialog', onClose } = props;
  const form = useId();
  return (
    <Dialog
      title={title}
      isOpen
      size={size}
      role={role}
      isDismissable={!isBusy}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{cancel}</Button>
          <Button type="submit" form={form} variant={variant} isDisabled={!isReady} isPending={isBusy}>
            {confirm}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
      </form>
    </Dialog>
  );
}
