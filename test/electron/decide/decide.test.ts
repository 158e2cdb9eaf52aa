import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { EXAMPLE } from '../../rules/example.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const NODE = path.join(ROOT, 'node_modules/.bin/node');

interface Outcome {
  readonly lines: readonly string[];
  readonly errors: string;
  readonly status: number | null;
}

/** The command itself, fed the chunks as they are. */
async function run(...chunks: readonly (string | Uint8Array)[]): Promise<Outcome> {
  const command = spawn(NODE, [path.join(ROOT, 'electron/decide/main.ts')], { cwd: '/' });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  command.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  command.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  const ended = new Promise<number | null>((resolve) => void command.on('close', resolve));
  for (const chunk of chunks) {
    command.stdin.write(chunk);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  command.stdin.end();
  const status = await ended;
  const text = Buffer.concat(output).toString();
  expect(text === '' || text.endsWith('\n')).toBe(true);
  return { lines: text.split('\n').slice(0, -1), errors: Buffer.concat(errors).toString(), status };
}

const line = (question: unknown): string => `${JSON.stringify(question)}\n`;
const PERMIT = '{"effect":"permit","warnings":[],"notices":["patient:consultation"]}';

describe('npm run decide', () => {
  test('answers the example of docs/rules.md to the letter, and says nothing else', async () => {
    expect(await run(line(EXAMPLE))).toEqual({ lines: [PERMIT], errors: '', status: 0 });
  });

  test('one answer a line, in order, with their numbers where they cannot be read', async () => {
    const masked = { ...EXAMPLE, document: { ...EXAMPLE.document, confidentiality: ['N', 'MASQUE_PS'] } };
    const hidden = {
      ...EXAMPLE,
      document: { ...EXAMPLE.document, confidentiality: ['INVISIBLE_REPRESENTANTS_LEGAUX'] },
    };
    const { lines, status } = await run(
      line(masked),
      '\n',
      line(hidden),
      '  \n',
      '[]\n',
      line({ ...EXAMPLE, action: 'x' }),
      line(EXAMPLE),
    );
    expect(lines).toEqual([
      '{"effect":"deny","reason":"MASKED","hidden":true}',
      '{"error":"line 2: blank"}',
      '{"effect":"permit","warnings":["NOT_VISIBLE_TO_REPRESENTATIVES"],"notices":["patient:consultation"],"suffix":"minorOnly"}',
      '{"error":"line 4: blank"}',
      '{"error":"line 5: not a JSON object"}',
      '{"error":"line 6: unknown action"}',
      PERMIT,
    ]);
    expect(status).toBe(2);
  });

  test('no line, no answer', async () => {
    expect(await run()).toEqual({ lines: [], errors: '', status: 0 });
    expect((await run('\n')).lines).toEqual(['{"error":"line 1: blank"}']);
  });

  test('a last line without its end, carriage returns, a byte order mark', async () => {
    expect((await run(JSON.stringify(EXAMPLE))).lines).toEqual([PERMIT]);
    expect((await run(line(EXAMPLE).replace('\n', '\r\n'), '\r\n')).lines).toEqual([
      PERMIT,
      '{"error":"line 2: blank"}',
    ]);
    expect((await run(`\ufeff${line(EXAMPLE)}`)).lines).toEqual([PERMIT]);
  });

  test('a letter cut in two between chunks', async () => {
    const emergency = {
      ...EXAMPLE,
      session: { ...EXAMPLE.session, mode: 'BTG', justification: 'réanimation' },
      action: 'open',
    };
    const bytes = Buffer.from(line(emergency));
    const cut = bytes.indexOf(Buffer.from('É')) + 1;
    const { lines } = await run(bytes.subarray(0, cut), bytes.subarray(cut));
    expect(lines).toEqual([
      '{"effect":"permit","warnings":[],"notices":["patient:emergency","treatingDoctor:emergency"]}',
    ]);
  });

  test('a line of ten megabytes, and many after it', { timeout: 60_000 }, async () => {
    const long = { ...EXAMPLE, session: { ...EXAMPLE.session, justification: 'x'.repeat(10_000_000) } };
    const { lines, status } = await run(line(long), line(EXAMPLE).repeat(20_000));
    expect(lines).toHaveLength(20_001);
    expect(new Set(lines)).toEqual(new Set([PERMIT]));
    expect(status).toBe(0);
  });

  test('whoever reads the answers may leave', { timeout: 30_000 }, async () => {
    const command = spawn(NODE, [path.join(ROOT, 'electron/decide/main.ts')]);
    const errors: Buffer[] = [];
    command.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    command.stdin.on('error', () => undefined);
    command.stdout.once('data', () => command.stdout.destroy());
    const ended = new Promise<number | null>((resolve) => void command.on('close', resolve));
    const feeding = setInterval(() => command.stdin.write(line(EXAMPLE).repeat(500)), 5);
    const status = await ended;
    clearInterval(feeding);
    expect([status, Buffer.concat(errors).toString()]).toEqual([0, '']);
  });
});
