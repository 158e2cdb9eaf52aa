import { Buffer } from 'node:buffer';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { parsed } from '../../shared/schema/parsed.ts';
import { z } from '../../shared/schema/zod.ts';
import type { PortableTable } from '../store/portable.ts';

/** Bytes stand as an object of one member, so that a text that looks like them stays a text. */
const Cell = z.union([
  z.string(),
  z.number(),
  z.null(),
  z.strictObject({ bytes: z.base64() }).transform(({ bytes }) => Buffer.from(bytes, 'base64')),
]);

const Content = z.strictObject({
  madeAt: z.iso.datetime(),
  /** Version of the store's schema that the rows are of. */
  schema: z.int().min(1),
  heads: z.strictObject({
    /** Signed head of the service's journal, as this post saw it last; null: it saw none. */
    service: z.string().nullable(),
    /** Signed head of this post's own journal. */
    own: z.string(),
  }),
  tables: z.array(
    z.strictObject({
      table: z.string().regex(/^[a-z_]{1,40}$/),
      columns: z.array(z.string().regex(/^[a-z_0-9]{1,40}$/)),
      rows: z.array(z.array(Cell)),
    }),
  ),
});

/** What a backup holds, once it is open. */
export interface BackupContent {
  readonly madeAt: string;
  readonly schema: number;
  readonly heads: { readonly service: string | null; readonly own: string };
  readonly tables: readonly PortableTable[];
}

export const writeContent = ({ tables, ...rest }: BackupContent): string =>
  JSON.stringify({
    ...rest,
    tables: tables.map(({ table, columns, rows }) => ({
      table,
      columns,
      rows: rows.map((row) =>
        row.map((value) =>
          value instanceof Uint8Array ? { bytes: Buffer.from(value).toString('base64') } : value,
        ),
      ),
    })),
  });

export function readContent(text: string): Result<BackupContent, 'NOT_A_BACKUP'> {
  const read = parsed(Content, text);
  return read === undefined ? err('NOT_A_BACKUP') : ok(read);
}
