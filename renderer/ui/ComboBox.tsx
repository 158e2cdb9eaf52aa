import { ChevronDown } from 'lucide-react';
import {
  ComboBox as AriaComboBox,
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

/** One of a long list, narrowed by typing any part of its words. */
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
