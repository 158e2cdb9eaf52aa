import type { WireAnswer } from '../../blackbox/transport.ts';
import type { Names } from './probes.ts';

/** Where two answers differ, in words; undefined: nowhere but in the names that were asked for. */
export function difference(
  hidden: readonly [WireAnswer, Names],
  unknown: readonly [WireAnswer, Names],
): string | undefined {
  const [one, other] = [shape(...hidden), shape(...unknown)];
  const part = (Object.keys(one) as (keyof Shape)[]).find((key) => one[key] !== other[key]);
  return part === undefined ? undefined : `${part}: ${one[part]} | ${other[part]}`;
}

interface Shape {
  readonly status: string;
  readonly headers: string;
  readonly length: string;
  readonly body: string;
}

function shape({ status, headers, bytes }: WireAnswer, names: Names): Shape {
  return {
    status: String(status),
    headers: neutral(headers.map(([name, value]) => `${name}: ${value}`).join('; '), names),
    length: String(bytes.length),
    body: neutral(bytes.toString('latin1'), names),
  };
}

/** What the caller sent himself comes back in the link to his own search: his names are no news to him. */
function neutral(text: string, names: Names): string {
  let result = text;
  for (const [name, value] of Object.entries(names)) {
    if (typeof value !== 'string') continue;
    for (const form of new Set([value, encodeURI(value), encodeURIComponent(value)])) {
      result = result.replaceAll(form, `<${name}>`);
    }
  }
  // A link to a next page is sealed with a nonce of its own; its length says as much as it says.
  return result.replaceAll(/_page=[\w-]+/g, (link) => `_page=<${link.length}>`);
}
