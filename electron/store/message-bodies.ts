import type { ReadableDatabase, WritableDatabase } from './open.ts';

/**
 * What a refused message said: nobody finds it elsewhere, and its writer takes it up again. Other acts are done
 * anew from where they were done.
 */
export function keepRefusedWords(db: WritableDatabase, actId: string): void {
  db.prepare(
    `INSERT INTO refused_message (act_id, body)
     SELECT act_id, body FROM act WHERE act_id = ? AND kind = 'message' AND body IS NOT NULL`,
  ).run(actId);
}

/** The request of a message that waits or was refused; undefined: the service has it, or it is known no more. */
export function messageBodyOf(db: ReadableDatabase, actId: string): Uint8Array | undefined {
  return (
    db
      .prepare<[string], Buffer | null>(
        `SELECT coalesce(act.body, refused_message.body) FROM act LEFT JOIN refused_message USING (act_id)
       WHERE act_id = ? AND kind = 'message'`,
      )
      .pluck()
      .get(actId) ?? undefined
  );
}
