import type { Instant } from '../../../shared/access/vocabulary.ts';
import type { WritableDatabase } from '../../store/open.ts';

/** The last head that a post told of its own journal. */
interface PostHead {
  readonly professional: string;
  readonly post: string;
  readonly size: number;
  /** Thumbprint of the post's key. */
  readonly key: string;
  readonly signature: string;
  readonly at: Instant;
}

export interface PostHeadStore {
  of(professional: string, post: string): PostHead | undefined;
  keep(head: PostHead): void;
}

export function postHeadStore(db: WritableDatabase): PostHeadStore {
  const of = db.prepare<[string, string], PostHead>(
    'SELECT * FROM post_head WHERE professional = ? AND post = ?',
  );
  const keep = db.prepare<PostHead>(
    `INSERT OR REPLACE INTO post_head (professional, post, size, key, signature, at)
       VALUES (@professional, @post, @size, @key, @signature, @at)`,
  );
  return { of: (professional, post) => of.get(professional, post), keep: (head) => void keep.run(head) };
}
