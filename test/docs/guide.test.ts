import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GUIDE_PICTURES } from '../tour/pictures.ts';

const root = resolve(import.meta.dirname, '../..');
const page = join(root, 'docs/guide-utilisateur.md');
const guide = readFileSync(page, 'utf8');

/** Spaces and apostrophes are written in several ways between the source, the screen and the guide. */
const plain = (text: string): string =>
  text
    .replaceAll(/\\u202F/g, ' ')
    .replaceAll('’', "'")
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ (?=[;:!?])/g, '');

const screens = globSync(
  [
    'renderer/**/messages.ts',
    'renderer/i18n/{failures,provenance}.ts',
    'renderer/features/viewer/why.ts',
    'renderer/ui/*.tsx',
  ],
  {
    cwd: root,
  },
).map((file) => plain(readFileSync(join(root, file), 'utf8')));

/** `« session : fin dans… »` stands for the beginning of what the screen says. */
const quoted = [...guide.matchAll(/«\s([^«»]+?)\s»/g)].map(([, words = '']) => plain(words));
const parts = quoted.map((words) => words.replaceAll('…', '').trim());

describe('the guide of the user', () => {
  it('quotes the words of the screen, and no others', () => {
    expect(parts.length).toBeGreaterThan(60);
    // A number stands where the screen counts.
    const unknown = parts
      .map((words) => words.replace(/ \d+ min$/, ''))
      .filter((words) => !screens.some((screen) => screen.includes(words)));
    expect(unknown).toEqual([]);
  });

  it('shows pictures that are there', () => {
    const pictures = [...guide.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path = '']) => path);
    expect(pictures.length).toBeGreaterThan(0);
    expect(pictures.filter((path) => !existsSync(join(dirname(page), path)))).toEqual([]);
    const ofTour = Object.keys(GUIDE_PICTURES).map((name) => `images/${name}.png`);
    expect(pictures.toSorted()).toEqual(ofTour.toSorted());
  });
});
