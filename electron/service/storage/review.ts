import type { WritableDatabase } from '../../store/open.ts';

/** What the review of accesses knows beside the journal. */
export interface ReviewStore {
  flagged(): ReadonlySet<number>;
  flag(recordId: number, isFlagged: boolean): void;
  /** How many people bear each family name, in its comparison form; and how many people there are. */
  names(): { readonly byName: ReadonlyMap<string, number>; readonly people: number };
}

export function reviewStore(db: WritableDatabase): ReviewStore {
  const flagged = db.prepare<[], { record_id: number }>('SELECT record_id FROM flagged_record');
  const flag = db.prepare('INSERT INTO flagged_record (record_id) VALUES (?) ON CONFLICT DO NOTHING');
  const unflag = db.prepare('DELETE FROM flagged_record WHERE record_id = ?');
  const names = db.prepare<[], { family_key: string; n: number }>(
    'SELECT family_key, count(*) AS n FROM record GROUP BY family_key',
  );
  return {
    flagged: () => new Set(flagged.all().map(({ record_id: id }) => id)),
    flag: (recordId, isFlagged) => void (isFlagged ? flag : unflag).run(recordId),
    names: () => {
      const rows = names.all();
      const people = rows.reduce((sum, { n }) => sum + n, 0);
      return { byName: new Map(rows.map(({ family_key: name, n }) => [name, n])), people };
    },
  };
}
