import { currentCommands, type Command } from '../platform/commands.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { words } from './messages.ts';
import styles from './Sheets.module.css';

export interface ShortcutsSheetProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The keys of the screen as it is. */
export function ShortcutsSheet({ isOpen, onClose }: ShortcutsSheetProps) {
  return (
    <Dialog title={words.shortcutsTitle} size="large" isOpen={isOpen} onClose={onClose}>
      <Shortcuts />
    </Dialog>
  );
}

/** Of its own, so that a closed sheet gathers nothing each time that the desk is drawn. */
function Shortcuts() {
  return (
    // A sheet that is longer than the window is scrolled by key: something in it must take the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.groups} role="group" aria-label={words.shortcutsTitle} tabIndex={0}>
      {[...grouped(currentCommands())].map(([group, commands]) => (
        <section key={group} className={styles.group}>
          <h3 className={styles.groupTitle}>{group}</h3>
          <dl>
            {commands.map((command) => (
              <div key={command.id} className={styles.shortcut}>
                <dt>{command.title}</dt>
                <dd>
                  <KeysShown command={command} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

function KeysShown({ command }: { readonly command: Command }) {
  return command.keys === undefined ? null : (
    <span role="img" aria-label={command.keys}>
      <Kbd keys={command.keys} />
    </span>
  );
}

function grouped(commands: readonly Command[]): ReadonlyMap<string, readonly Command[]> {
  const seen = new Set<string>();
  const shown = commands.filter(({ keys, isDisabled }) => {
    if (keys === undefined || isDisabled === true || seen.has(keys)) return false;
    seen.add(keys);
    return true;
  });
  return Map.groupBy(shown, ({ group }) => group);
}
