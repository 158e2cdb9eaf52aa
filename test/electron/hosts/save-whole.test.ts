import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { saveWhole } from '../../../electron/hosts/save-whole.ts';

const folder = mkdtempSync(join(tmpdir(), 'save-whole-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const bytes = Buffer.from('le journal');

it('writes for its owner alone, in the place of what was there, and leaves nothing beside it', async () => {
  const path = join(folder, 'journal.jsonl');
  writeFileSync(path, 'older', { mode: 0o644 });
  expect(await saveWhole(path, bytes)).toBe('saved');
  expect(readFileSync(path, 'utf8')).toBe('le journal');
  const mode = process.platform === 'win32' ? 0o600 : statSync(path).mode & 0o777;
  expect(mode).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['journal.jsonl']);
});

it('leaves nothing where it fails, neither a part of the file nor a change of what was there', async () => {
  const taken = join(folder, 'journal.jsonl', 'below-a-file.jsonl');
  expect(await saveWhole(taken, bytes)).toBe('failed');
  // The name is that of a folder: the bytes are written beside it, and cannot take its place.
  const asFolder = mkdtempSync(join(folder, 'folder-'));
  expect(await saveWhole(asFolder, bytes)).toBe('failed');
  expect(readdirSync(folder)).toHaveLength(2);
});
