import { describe, expect, it } from 'vitest';
import { keepTemplate, messageTemplates, removeTemplate } from '../../../electron/store/message-templates.ts';
import { memoryStore } from './temporary-store.ts';

describe('message templates', () => {
  it('are one’s own to write, change and remove, in the order of their names', () => {
    const store = memoryStore();
    expect(messageTemplates(store)).toEqual([]);
    keepTemplate(store, { id: 'b', name: 'Rendez-vous', text: 'Bonjour.' });
    keepTemplate(store, { id: 'a', name: 'Échéance', text: 'Bonjour.' });
    expect(messageTemplates(store).map(({ name }) => name)).toEqual(['Échéance', 'Rendez-vous']);
    keepTemplate(store, { id: 'b', name: 'Ancien', text: 'Au revoir.' });
    expect(messageTemplates(store)).toEqual([
      { id: 'b', name: 'Ancien', text: 'Au revoir.' },
      { id: 'a', name: 'Échéance', text: 'Bonjour.' },
    ]);
    removeTemplate(store, 'b');
    removeTemplate(store, 'nobody');
    expect(messageTemplates(store).map(({ id }) => id)).toEqual(['a']);
  });
});
