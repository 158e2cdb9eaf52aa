import { Paperclip, Send, X } from 'lucide-react';
import { useEffect, useMemo, useRef, type ReactNode, type RefObject } from 'react';
import { DRAFT_FILE_MAX } from '../../shared/bridge/drafts.ts';
import { FILES_MAX, MESSAGE_MAX } from '../../shared/bridge/messages.ts';
import { fileSize } from '../i18n/format.ts';
import { icu, messages } from '../i18n/text.ts';
import { useCommands, type Command } from '../platform/commands.ts';
import type { Composing } from '../platform/composing.ts';
import { Button, IconButton } from './Button.tsx';
import styles from './Composer.module.css';
import { TextField } from './TextField.tsx';
import { useFileChoice } from './useFileChoice.tsx';

const words = messages({
  message: 'Message',
  topic: 'Objet',
  attach: 'Joindre un fichier',
  attached: 'Fichiers joints',
  remove: icu<{ name: string }>('Retirer {name}'),
  tooLarge: 'dépasse 5 Mo',
  tooMany: 'Six fichiers au plus par message.',
  send: 'Envoyer',
});

export interface ComposerProps {
  readonly composing: Composing;
  /** The thread begins here: it is about something. */
  readonly withTopic?: boolean;
  readonly placeholder: string;
  readonly isBusy: boolean;
  readonly autoFocus?: boolean;
  /** Acts beside the attachment: templates. */
  readonly tools?: ReactNode;
  /** What must be said before it leaves: a failure, what it would tell. */
  readonly notice?: ReactNode;
  /** A choice that goes with the files. */
  readonly choice?: ReactNode;
  readonly onSend: () => void;
}

/** Ctrl+Enter, wherever the pen is; at rest while there is nothing to send. */
function useSendKey(onSend: (() => void) | null): readonly Command[] {
  return useMemo(
    () => [
      {
        id: 'composer.send',
        group: words.message,
        title: words.send,
        keys: 'Mod+Enter',
        isDisabled: onSend === null,
        run: () => onSend?.(),
      },
    ],
    [onSend],
  );
}

/** Sent, or its last file taken out: the button that did it is at rest, and the pen is back where one writes. */
function usePenBack(form: RefObject<HTMLFormElement | null>, isEmpty: boolean): void {
  const wasEmpty = useRef(isEmpty);
  useEffect(() => {
    const { activeElement } = document;
    const wasHere = activeElement === document.body || form.current?.contains(activeElement) === true;
    if (isEmpty && !wasEmpty.current && wasHere) form.current?.querySelector('textarea')?.focus();
    wasEmpty.current = isEmpty;
  }, [form, isEmpty]);
}

/** Where a message is written: its words, its files, and one act. Ctrl+Enter sends. */
export function Composer(props: ComposerProps) {
  const {
    composing,
    withTopic = false,
    placeholder,
    isBusy,
    autoFocus,
    tools,
    notice,
    choice,
    onSend,
  } = props;
  const { topic, text, files } = composing;
  const attaching = useFileChoice({ label: words.attach, isMultiple: true, onFiles: composing.addFiles });
  const form = useRef<HTMLFormElement>(null);
  const isTooMuch = files.length > FILES_MAX || files.some(({ file }) => file.size > DRAFT_FILE_MAX);
  const isReady = !composing.isEmpty && !isTooMuch && (!withTopic || topic.trim() !== '');
  usePenBack(form, composing.isEmpty);
  useCommands(useSendKey(isReady && !isBusy ? onSend : null));
  return (
    <form
      ref={form}
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !isBusy) onSend();
      }}
    >
      {notice}
      {withTopic ? (
        <TextField label={words.topic} value={topic} maxLength={200} onChange={composing.setTopic} />
      ) : null}
      <TextField
        label={words.message}
        hideLabel={!withTopic}
        multiline
        autoFocus={autoFocus === true}
        placeholder={placeholder}
        maxLength={MESSAGE_MAX}
        value={text}
        onChange={composing.setText}
      />
      {files.length === 0 ? null : (
        <ul className={styles.files} aria-label={words.attached}>
          {files.map(({ id, file }) => (
            <li key={id} className={styles.file}>
              <Paperclip size={14} aria-hidden />
              <span className={styles.name}>{file.name}</span>
              <span className={styles.size} data-wrong={file.size > DRAFT_FILE_MAX || undefined}>
                {file.size > DRAFT_FILE_MAX
                  ? `${fileSize(file.size)}, ${words.tooLarge}`
                  : fileSize(file.size)}
              </span>
              <IconButton
                label={words.remove({ name: file.name })}
                icon={<X size={14} aria-hidden />}
                placement="top"
                onPress={() => composing.removeFile(id)}
              />
            </li>
          ))}
        </ul>
      )}
      {files.length > FILES_MAX ? (
        <p className={styles.wrong} role="alert">
          {words.tooMany}
        </p>
      ) : null}
      {files.length > 0 ? choice : null}
      <div className={styles.acts}>
        {attaching.input}
        <Button variant="quiet" icon={<Paperclip size={16} aria-hidden />} onPress={attaching.choose}>
          {words.attach}
        </Button>
        {tools}
        <span className={styles.space} />
        <Button
          type="submit"
          variant="primary"
          icon={<Send size={16} aria-hidden />}
          keys="Mod+Enter"
          isDisabled={!isReady}
          isPending={isBusy}
        >
          {words.send}
        </Button>
      </div>
    </form>
  );
}
