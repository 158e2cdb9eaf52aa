import type { MessageTemplate } from '../../shared/bridge/messages.ts';
import type { ReadableDatabase, WritableDatabase } from './open.ts';

/** The professional's own templates, by their names. */
export function messageTemplates(db: ReadableDatabase): MessageTemplate[] {
  return db
    .prepare<[], MessageTemplate>('SELECT id, name, text FROM message_template')
    .all()
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
}

/** Keeps a template, in the place of the one that has its identifier. */
export function keepTemplate(db: WritableDatabase, { id, name, text }: MessageTemplate): void {
  db.prepare('INSERT OR REPLACE INTO message_template (id, name, text) VALUES (?, ?, ?)').run(id, name, text);
}

export function removeTemplate(db: WritableDatabase, id: string): void {
  db.prepare('DELETE FROM message_template WHERE id = ?').run(id);
}
