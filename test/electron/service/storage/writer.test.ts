import { randomBytes } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { openStore } from '../../../../electron/store/open.ts';
import type { WritableDatabase } from '../../../../electron/store/open.ts';
import { openWriter } from '../../../../electron/service/storage/writer.ts';

function memory(): WritableDatabase {
  const opened = openStore(':memory:', randomBytes(32), []);
  if (!opened.ok) throw new Error(opened.error.code);
  opened.value.exec('CREATE TABLE note (text TEXT) STRICT');
  return opened.value;
}

const rethrow = (cause: unknown): never => {
  throw cause;
};

function setUp() {
  const db = memory();
  const insert = db.prepare('INSERT INTO note (text) VALUES (?)');
  const afterCommit = vi.fn<() => void>();
  const afterRollback = vi.fn<() => void>();
  const writer = openWriter(db, afterCommit, afterRollback);
  const notes = () =>
    db
      .prepare<[], { text: string }>('SELECT text FROM note')
      .all()
      .map(({ text }) => text);
  return { db, insert, afterCommit, afterRollback, writer, notes };
}

describe('the writer', () => {
  it('commits together what is asked at the same moment', async () => {
    const { writer, insert, afterCommit, notes } = setUp();
    const asked = ['a', 'b', 'c'].map((text) => writer.run(() => insert.run(text), rethrow));
    expect(notes()).toEqual([]);
    await Promise.all(asked);
    expect(notes()).toEqual(['a', 'b', 'c']);
    expect(afterCommit).toHaveBeenCalledTimes(1);
  });

  it('undoes what one of them wrote before it threw, and keeps what follows it', async () => {
    const { writer, insert, notes } = setUp();
    const failed = writer.run(
      () => {
        insert.run('undone');
        throw new Error('refused');
      },
      () => {
        insert.run('trace of the refusal');
        return 'refused';
      },
    );
    const fine = writer.run(() => insert.run('kept'), rethrow);
    expect(await failed).toBe('refused');
    await fine;
    expect(notes()).toEqual(['trace of the refusal', 'kept']);
  });

  it('answers nobody when the commit fails, and says so to whoever keeps state', async () => {
    const { db, writer, insert, afterCommit, afterRollback, notes } = setUp();
    db.exec('CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT');
    db.exec('CREATE TABLE child (id INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED) STRICT');
    const orphan = writer.run(() => db.exec('INSERT INTO child VALUES (1)'), rethrow);
    const companion = writer.run(() => insert.run('with it'), rethrow);
    await expect(orphan).rejects.toThrow('FOREIGN KEY');
    await expect(companion).rejects.toThrow('FOREIGN KEY');
    expect(notes()).toEqual([]);
    expect(afterCommit).not.toHaveBeenCalled();
    expect(afterRollback).toHaveBeenCalledTimes(1);
    await writer.run(() => insert.run('next'), rethrow);
    expect(notes()).toEqual(['next']);
  });
});
