import { IntlMessageFormat } from 'intl-messageformat';

/** French typography of a sentence: narrow no-break space before ; : ! ? » and after «, curly apostrophes. */
export function french(text: string): string {
  return text
    .replaceAll(/ ([;:!?»])/g, '\u202F$1')
    .replaceAll('« ', '«\u202F')
    .replaceAll("'", '\u2019');
}

export type MessageArguments = Readonly<Record<string, string | number>>;
export type Message<A extends MessageArguments> = (values: A) => string;

/**
 * A message with arguments, in ICU form (`{count, plural, one {# document} other {# documents}}`). It is
 * parsed at its first use: a screen that is never opened costs nothing.
 */
export function icu<A extends MessageArguments>(pattern: string): Message<A> {
  let format: IntlMessageFormat | undefined;
  return (values) => {
    format ??= new IntlMessageFormat(french(pattern), 'fr-FR');
    return String(format.format(values));
  };
}

/** The words of a feature: plain sentences get their typography here, messages keep their arguments. */
export function messages<M extends Readonly<Record<string, string | ((...values: never[]) => string)>>>(
  table: M,
): M {
  const typeset = Object.entries(table).map(([key, value]) => [
    key,
    typeof value === 'string' ? french(value) : value,
  ]);
  return Object.fromEntries(typeset) as M;
}
