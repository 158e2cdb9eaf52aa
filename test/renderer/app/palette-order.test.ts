import { describe, expect, test } from 'vitest';
import { matchingCommands } from '../../../renderer/app/palette-order.ts';
import type { Command } from '../../../renderer/platform/commands.ts';

const command = (id: string, title: string, change: Partial<Command> = {}): Command => ({
  id,
  title,
  group: 'Dossier',
  run: () => undefined,
  ...change,
});

const offered = [
  command('consent.renew', 'Renouveler le consentement'),
  command('deposit', 'Déposer un document'),
  command('record.next', 'Ligne suivante', { isKeyOnly: true }),
  command('record.close', 'Fermer le dossier', { isDisabled: true }),
  command('post.palette', 'Palette de commandes'),
  command('go.outbox', 'Envois', { group: 'Aller à' }),
];
const found = (query: string): readonly string[] => matchingCommands(offered, query).map(({ id }) => id);

describe('the acts of the palette', () => {
  test('without accents, by the beginning of any word', () => {
    expect(found('deposer')).toEqual(['deposit']);
    expect(found('consent')).toEqual(['consent.renew']);
    expect(found('aller env')).toEqual(['go.outbox']);
  });

  test('what begins with the words typed comes first', () => {
    expect(found('d')[0]).toBe('deposit');
  });

  test('only what can be done now is offered', () => {
    expect(found('')).toEqual(['consent.renew', 'deposit', 'go.outbox']);
  });
});
