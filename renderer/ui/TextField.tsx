import type { HTMLAttributes, ReactNode, Ref } from 'react';
import {
  TextField as AriaTextField,
  FieldError,
  Group,
  Input,
  Label,
  Text,
  TextArea,
} from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './field.module.css';

export interface TextFieldProps {
  readonly label: string;
  /** The label stays for screen readers when the place already says it. */
  readonly hideLabel?: boolean;
  readonly value: string;
  readonly description?: ReactNode;
  /** What is wrong with what was typed; it stays typed. */
  readonly error?: string | null;
  readonly placeholder?: string;
  readonly icon?: ReactNode;
  /** Shown at the end, inside the box. */
  readonly trailing?: ReactNode;
  readonly type?: 'text' | 'password' | 'search';
  readonly inputMode?: 'text' | 'numeric' | 'search';
  readonly autoComplete?: string;
  readonly maxLength?: number;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
  readonly large?: boolean;
  /** More than one line. */
  readonly multiline?: boolean;
  readonly className?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  /** Attributes of the input itself: a combobox's role and active option. */
  readonly inputProps?: Omit<HTMLAttributes<HTMLInputElement>, 'style' | 'className'>;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
}

/** One line (or a few) of text, with its label, its help and its error. */
export function TextField(props: TextFieldProps) {
  const { label, hideLabel, description, error, icon, trailing, large, multiline, className } = props;
  const { inputRef, inputProps, placeholder, value, onChange, onBlur, ...field } = props;
  const input = { ...inputProps, placeholder: placeholder ?? '', className: styles.input ?? '' };
  return (
    <AriaTextField
      {...pick(field)}
      value={value}
      onChange={onChange}
      {...(onBlur === undefined ? {} : { onBlur: () => onBlur() })}
      isInvalid={error !== undefined && error !== null}
      // Native validation would hold the form back until the marked field changes: a second try must leave.
      validationBehavior="aria"
      className={cx(styles.field, className)}
      {...(hideLabel === true ? { 'aria-label': label } : {})}
    >
      {hideLabel === true ? null : <Label className={styles.label ?? ''}>{label}</Label>}
      {multiline === true ? (
        <TextArea className={cx(styles.input, styles.area)} placeholder={placeholder ?? ''} />
      ) : (
        <Group className={cx(styles.box, large === true && styles.large)}>
          {icon}
          <Input {...input} {...(inputRef === undefined ? {} : { ref: inputRef })} />
          {trailing}
        </Group>
      )}
      {description === undefined ? null : (
        <Text slot="description" className={styles.description ?? ''}>
          {description}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{error}</FieldError>
    </AriaTextField>
  );
}

type FieldProps = Pick<
  TextFieldProps,
  'type' | 'inputMode' | 'autoComplete' | 'maxLength' | 'isRequired' | 'isDisabled' | 'autoFocus'
>;

/** What React Aria's field takes as it is; a web page's own memory of what was typed is always off. */
function pick(props: FieldProps): FieldProps & { readonly autoComplete: string } {
  const { type, inputMode, maxLength, isRequired, isDisabled, autoFocus } = props;
  return {
    ...(type === undefined ? {} : { type }),
    ...(inputMode === undefined ? {} : { inputMode }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(isRequired === undefined ? {} : { isRequired }),
    ...(isDisabled === undefined ? {} : { isDisabled }),
    ...(autoFocus === undefined ? {} : { autoFocus }),
    autoComplete: props.autoComplete ?? 'off',
  };
}
