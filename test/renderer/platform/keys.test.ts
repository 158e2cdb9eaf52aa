import { describe, expect, test } from 'vitest';
import { matches, shownKeys, type KeyPress } from '../../../renderer/platform/keys.ts';

const press = (change: Partial<KeyPress>): KeyPress => ({
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...change,
});

describe('key combinations', () => {
  test('Mod is Ctrl, and ⌘ on a Mac', () => {
    expect(matches(press({ key: 'k', ctrlKey: true }), 'Mod+K', false)).toBe(true);
    expect(matches(press({ key: 'k', ctrlKey: true }), 'Mod+K', true)).toBe(false);
    expect(matches(press({ key: 'k', metaKey: true }), 'Mod+K', true)).toBe(true);
  });

  test('digits are keys of a place: a French keyboard types & on Alt+1', () => {
    expect(matches(press({ key: '&', code: 'Digit1', altKey: true }), 'Alt+1', false)).toBe(true);
    expect(matches(press({ key: 'é', code: 'Digit2', altKey: true }), 'Alt+1', false)).toBe(false);
  });

  test('a letter alone is not the letter with a modifier', () => {
    expect(matches(press({ key: 'd' }), 'D', false)).toBe(true);
    expect(matches(press({ key: 'd', ctrlKey: true }), 'D', false)).toBe(false);
    expect(matches(press({ key: 'D', shiftKey: true }), 'D', false)).toBe(false);
    expect(matches(press({ key: 'D', shiftKey: true, ctrlKey: true }), 'Mod+Shift+D', false)).toBe(true);
  });

  test('? and / are what is printed, with or without Shift', () => {
    expect(matches(press({ key: '?', shiftKey: true }), '?', false)).toBe(true);
    expect(matches(press({ key: '/', shiftKey: true }), '/', false)).toBe(true);
    expect(matches(press({ key: '/' }), '/', false)).toBe(true);
  });

  test('keys are shown in French', () => {
    expect(shownKeys('Mod+Shift+D', false)).toEqual(['Ctrl', 'Maj', 'D']);
    expect(shownKeys('Escape', false)).toEqual(['Échap']);
    expect(shownKeys('Mod+K', true)).toEqual(['⌘', 'K']);
  });
});
