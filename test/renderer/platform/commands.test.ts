import { beforeEach, describe, expect, test } from 'vitest';
import { commandFor, commandScopes, type Command } from '../../../renderer/platform/commands.ts';

const command = (id: string, keys: string): Command => ({
  id,
  title: id,
  group: 'test',
  keys,
  run: () => undefined,
});

const offer = (...scopes: (readonly Command[])[]): void =>
  commandScopes.setState({
    scopes: Object.fromEntries(scopes.map((list, index) => [`scope-${String(index)}`, list])),
  });

const pressed = (target: HTMLElement, change: Partial<KeyboardEventInit> = {}): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { key: 'd', code: 'KeyD', bubbles: true, ...change });
  target.dispatchEvent(event);
  return event;
};

beforeEach(() => {
  document.body.replaceChildren();
  offer();
});

describe('which command a key asks for', () => {
  test('a letter typed in a field is text', () => {
    offer([command('deposit', 'D')]);
    const field = document.body.appendChild(document.createElement('input'));
    expect(commandFor(pressed(field))).toBeNull();
    expect(commandFor(pressed(document.body))?.id).toBe('deposit');
  });

  test('a combination with Ctrl acts in a field too', () => {
    offer([command('lock', 'Mod+L')]);
    const field = document.body.appendChild(document.createElement('input'));
    expect(commandFor(pressed(field, { key: 'l', ctrlKey: true }))?.id).toBe('lock');
  });

  test('a dialog keeps single keys from the screen under it', () => {
    offer([command('deposit', 'D')]);
    const dialog = document.body.appendChild(document.createElement('div'));
    dialog.setAttribute('role', 'dialog');
    expect(commandFor(pressed(document.body))).toBeNull();
  });

  test('the innermost part of the screen wins', () => {
    offer([command('desk', 'D')], [command('record', 'D')]);
    expect(commandFor(pressed(document.body))?.id).toBe('record');
  });

  test('what is disabled does nothing', () => {
    offer([{ ...command('deposit', 'D'), isDisabled: true }]);
    expect(commandFor(pressed(document.body))).toBeNull();
  });
});
