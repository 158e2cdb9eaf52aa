import { Check, ChevronDown } from 'lucide-react';
import { Button, Dialog, DialogTrigger, ListBox, ListBoxItem } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './field.module.css';
import { VisuallyHidden } from './VisuallyHidden.tsx';
import chip from './FilterChip.module.css';
import { Popover } from './Popover.tsx';

interface ChipChoice {
  readonly id: string;
  readonly label: string;
  readonly count?: string;
}

export interface FilterChipProps {
  readonly name: string;
  /** The name is for the ear alone where the choice says it all. */
  readonly hideName?: boolean;
  readonly choices: readonly ChipChoice[];
  readonly chosen: ReadonlySet<string>;
  /** One choice always holds (a period), or any number of them. */
  readonly selection: 'single' | 'multiple';
  /** True when the choice narrows what is shown: the chip stands out. */
  readonly isActive: boolean;
  readonly onToggle: (id: string) => void;
}

/** A filter: its name, what is chosen, and its choices behind it with what each would show. */
export function FilterChip({
  name,
  hideName,
  choices,
  chosen,
  selection,
  isActive,
  onToggle,
}: FilterChipProps) {
  const picked = choices.filter(({ id }) => chosen.has(id));
  const [only] = picked;
  const summary =
    picked.length === 1 && only !== undefined ? only.label : picked.length > 1 ? String(picked.length) : null;
  return (
    <DialogTrigger>
      <Button className={cx(chip.chip, isActive && chip.active)} isDisabled={choices.length === 0}>
        {hideName === true ? (
          <VisuallyHidden>{name}</VisuallyHidden>
        ) : (
          <span className={chip.name}>{name}</span>
        )}{' '}
        {summary === null ? null : <span className={chip.summary}>{summary}</span>}
        <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover placement="bottom start">
        <Dialog aria-label={name} className={styles.list ?? ''}>
          <ListBox
            aria-label={name}
            className={cx(styles.list, chip.list)}
            items={choices}
            selectionMode={selection}
            disallowEmptySelection={selection === 'single'}
            selectedKeys={chosen}
            autoFocus="first"
            // Escape closes the list: by default it would first undo what was just chosen.
            escapeKeyBehavior="none"
            onSelectionChange={(keys) => {
              if (keys === 'all') return;
              for (const { id } of choices)
                if (keys.has(id) !== chosen.has(id) && (selection === 'multiple' || keys.has(id)))
                  onToggle(id);
            }}
          >
            {(choice) => (
              <ListBoxItem id={choice.id} textValue={choice.label} className={styles.option ?? ''}>
                {({ isSelected }) => (
                  <>
                    <span className={chip.tick}>{isSelected ? <Check size={16} aria-hidden /> : null}</span>
                    <span className={styles.optionText}>{choice.label}</span>
                    {choice.count === undefined ? null : (
                      <span className={styles.optionNote}>{choice.count}</span>
                    )}
                  </>
                )}
              </ListBoxItem>
            )}
          </ListBox>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
