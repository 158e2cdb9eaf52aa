import { describe, expect, it } from 'vitest';
import { soundKey } from '../../../shared/identity/sound.ts';

describe('names that sound alike', () => {
  it.each([
    'gauthier gautier gotier gottier',
    'lefebvre lefevre lefaivre',
    'thibault thibaut tibaud tibo',
    'renaud renault reno',
    'durand durant duran',
    'dupont dupond dupon',
    'philippe philipe filipe',
    'hainaut aino',
    'catherine katerine katherinne',
    'christophe kristof',
    'rousseau rousso rouceau',
    'mercier mersier',
    'quentin kentin',
    'gerard jerar',
    'guillaume guiyome',
    'francois fransois',
    'lambert lanbert',
    'leclerc leclair',
    'dupuy dupuis dupui',
    'michel michelle mishel',
    'chevalier chevallier',
  ])('%s', (names) => {
    const [first = '', ...others] = names.split(' ');
    expect(others.map(soundKey)).toEqual(others.map(() => soundKey(first)));
  });
});

describe('names that do not sound alike', () => {
  it.each([
    'martin marin',
    'durand dupont',
    'bernard renard',
    'leroy leroux',
    'moreau morel',
    'anne jeanne',
    'gris cris',
  ])('%s', (names) => {
    const [one = '', other = ''] = names.split(' ');
    expect(soundKey(one)).not.toBe(soundKey(other));
  });
});

it('never leaves a word without a key', () => {
  expect(['h', 'e', 'x', 'et', 'd', 'ng', 'è'].map(soundKey).every((key) => key.length > 0)).toBe(true);
});
