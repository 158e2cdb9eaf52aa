import { ChevronDown } from 'lucide-react';
import { useContext, useEffect, useRef } from 'react';
import {
  ComboBox as AriaComboBox,
  ComboBoxStateContext,
  Button,
  FieldError,
  Group,
  Header,
  Input,
  Label,
  ListBox,
  ListBoxSection,
  Text,
} from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './field.module.css';
import { ChoiceItem, type Choice } from './Choice.tsx';
import { Popover } from './Popover.tsx';

export interface ChoiceGroup {
  readonly id: string;
  readonly label: string;
  readonly choices: readonly Choice[];
}

export interface ComboBoxProps {
  readonly label: string;
  readonly groups: readonly ChoiceGroup[];
  readonly value: string | null;
  readonly placeholder?: string;
  readonly description?: string;
  /** What is wrong with the choice, or with its absence. */
  readonly error?: string | null;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly className?: string;
  readonly onChange: (id: string | null) => void;
}

/** One of a long list, narrowed by typing any part of its words: Enter takes the first that is left. */
export function ComboBox(props: ComboBoxProps) {
  const { label, groups, value, placeholder = '', description, error, className, onChange } = props;
  const { isRequired = false, isDisabled = false } = props;
  return (
    <AriaComboBox
      className={cx(styles.field, className)}
      defaultItems={groups}
      value={value}
      isRequired={isRequired}
      isInvalid={error !== undefined && error !== null}
      isDisabled={isDisabled}
      menuTrigger="focus"
      onChange={(key) => onChange(typeof key === 'string' ? key : null)}
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      <Group className={styles.box ?? ''}>
        <Input className={styles.input ?? ''} placeholder={placeholder} autoComplete="off" />
        <Button className={styles.open ?? ''}>
          <ChevronDown size={16} aria-hidden />
        </Button>
      </Group>
      {description === undefined ? null : (
        <Text slot="description" className={styles.description ?? ''}>
          {description}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{error}</FieldError>
      <FirstIsActive />
      <Popover>
        <ListBox<ChoiceGroup> className={styles.list ?? ''}>
          {(group) => (
            <ListBoxSection id={group.id}>
              <Header className={styles.section ?? ''}>{group.label}</Header>
              {group.choices.map((choice) => (
                <ChoiceItem key={choice.id} choice={choice} />
              ))}
            </ListBoxSection>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}

/** What was typed points at the first choice that it leaves; without it Enter would drop the words unsaid. */
function FirstIsActive() {
  const state = useContext(ComboBoxStateContext);
  const selection = useRef(state?.selectionManager);
  useEffect(() => {
    selection.current = state?.selectionManager;
  });
  const isNarrowed =
    state !== null &&
    state.isOpen &&
    state.inputValue.trim() !== '' &&
    state.inputValue !== state.selectedItem?.textValue;
  const first = isNarrowed
    ? [...state.collection.getKeys()].find((key) => state.collection.getItem(key)?.type === 'item')
    : undefined;
  const isPointed = state?.selectionManager.focusedKey !== null;
  useEffect(() => {
    if (first === undefined || isPointed) return undefined;
    let isOver = false;
    // With each letter the list forgets what it points at, and does so after this.
    queueMicrotask(() => {
      if (!isOver) selection.current?.setFocusedKey(first);
    });
    return () => {
      isOver = true;
    };
  }, [first, isPointed]);
  return null;
}
