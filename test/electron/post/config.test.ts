import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  openPostConfig,
  readPostConfig,
  USUAL_CONFIG,
  writePostConfig,
} from '../../../electron/post/config.ts';
import parameters from '../../../resources/parameters.json' with { type: 'json' };
import { DRAFT_DAYS } from '../../../shared/bridge/drafts.ts';
import { PostConfig } from '../../../shared/bridge/setup.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'config-'));

describe('the set-up of a post', () => {
  it('is what was kept', () => {
    const dir = folder();
    expect(readPostConfig(dir)).toBeNull();
    const config: PostConfig = {
      ...USUAL_CONFIG,
      name: 'Cabinet des Tilleuls, bureau 2',
      service: { kind: 'remote', url: 'https://dmp.exemple.fr' },
      lockAfterMinutes: 15,
    };
    writePostConfig(dir, config);
    expect(readPostConfig(dir)).toEqual(config);
    expect(readdirSync(dir)).toEqual(['config.copy.json', 'config.json']);
  });

  it('is not taken from a damaged copy, and has two good ones again once it was mended', () => {
    const dir = folder();
    writePostConfig(dir, USUAL_CONFIG);
    const path = join(dir, 'config.json');
    const whole = readFileSync(path, 'utf8');
    writeFileSync(path, whole.replace('"Poste"', '"Postf"'));
    expect(readPostConfig(dir)).toEqual(USUAL_CONFIG);
    expect(openPostConfig(dir)).toEqual(USUAL_CONFIG);
    expect(readFileSync(path, 'utf8')).toBe(whole);
  });

  it('is asked for again where the file says nothing sensible, and the file stays', () => {
    const dir = folder();
    for (const text of ['', '{', '{"version":2}', JSON.stringify({ ...USUAL_CONFIG, lockAfterMinutes: 0 })]) {
      writeFileSync(join(dir, 'config.json'), text);
      expect(readPostConfig(dir)).toBeNull();
      expect(readdirSync(dir)).toEqual(['config.json']);
    }
  });

  it('knows no post that never locks, and no service in clear text beyond this machine', () => {
    const takes = (change: object): boolean => PostConfig.safeParse({ ...USUAL_CONFIG, ...change }).success;
    const at = (url: string): boolean => takes({ service: { kind: 'remote', url } });
    expect([0, 1, 15, 16].map((lockAfterMinutes) => takes({ lockAfterMinutes }))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(at('https://dmp.exemple.fr')).toBe(true);
    expect(at('http://127.0.0.1:8080')).toBe(true);
    expect(at('http://dmp.exemple.fr')).toBe(false);
    expect(at('https://nom:secret@dmp.exemple.fr')).toBe(false);
    expect(at('file:///etc/passwd')).toBe(false);
    expect(takes({ name: '   ' })).toBe(false);
  });

  it('is read from before it knew a place and a term for drafts', () => {
    const dir = folder();
    const { place, draftDays, ...older } = USUAL_CONFIG;
    writePostConfig(dir, older as PostConfig);
    expect(readPostConfig(dir)).toEqual({ ...older, place, draftDays });
  });

  it('keeps drafts no longer than the rules let, and knows a place by a number of its form', () => {
    const takes = (change: object): boolean => PostConfig.safeParse({ ...USUAL_CONFIG, ...change }).success;
    const { max } = DRAFT_DAYS;
    expect(max).toBe(parameters.draftDays);
    expect([0, 1, max, max + 1].map((draftDays) => takes({ draftDays }))).toEqual([false, true, true, false]);
    const places = ['990000143', '2A0000014', '73282932000074', '12345', '', 'Tilleuls'];
    expect(places.map((place) => takes({ place }))).toEqual([true, true, true, false, false, false]);
  });
});
