import type { Readable } from 'node:stream';

/** Tells each line that a program writes, once its end is there. */
export function eachLine(written: Readable, onLine: (line: string) => void): void {
  let rest = '';
  written.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
}
