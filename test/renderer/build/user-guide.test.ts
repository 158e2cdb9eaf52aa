import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sectionsOf } from '../../../renderer/build/user-guide.ts';
import { findSections } from '../../../renderer/features/guide/find-sections.ts';
import type { Block, Inline } from '../../../renderer/features/guide/guide-text.ts';

const guide = sectionsOf(
  readFileSync(resolve(import.meta.dirname, '../../../docs/guide-utilisateur.md'), 'utf8'),
);

const linksOf = (value: readonly (Block | Inline | readonly unknown[])[]): string[] =>
  [...JSON.stringify(value).matchAll(/"kind":"link","section":"([^"]+)"/g)].map(([, to = '']) => to);

describe('the guide inside the application', () => {
  it('is the guide of the repository: its sections in order, each with something in it', () => {
    const titles = guide.map(({ title }) => title);
    expect(titles.slice(0, 3)).toEqual(["Guide de l'utilisateur", 'Se connecter', 'Trouver un patient']);
    expect(guide.filter(({ blocks }) => blocks.length === 0)).toEqual([]);
  });

  it('leads from section to section, and nowhere else', () => {
    const known = new Set(guide.map(({ id }) => id));
    const links = guide.flatMap(({ blocks }) => linksOf(blocks));
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((to) => !known.has(to))).toEqual([]);
    expect(() => sectionsOf('## A\n\n[ailleurs](https://exemple.fr)')).toThrow('leads out');
    expect(() => sectionsOf('## A\n\n<script>alert(1)</script>')).toThrow('does not show');
  });

  it('is found by a word, with or without its accents', () => {
    const found = findSections(guide, 'equipe de soins').map(({ title }) => title);
    expect(found).toContain('Déclarer le consentement');
    expect(found.length).toBeLessThan(guide.length);
    expect(findSections(guide, 'zzz')).toEqual([]);
    expect(findSections(guide, '')).toHaveLength(guide.length);
  });
});
