import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Professional } from '../../shared/bridge/session.ts';
import { z } from '../../shared/schema/zod.ts';
import { writeDurably } from '../store/durable-file.ts';

const KnownCard = z.strictObject({
  id: z.string().max(64),
  name: z.string(),
  profession: z.string(),
  kind: z.enum(['CPS', 'CPE']),
  lastUsedAt: z.iso.datetime(),
});
/** A card that opened a session on this post: what is printed on it, and when. Nothing of any patient. */
export type KnownCard = z.infer<typeof KnownCard>;

const KnownCards = z.array(KnownCard);
/** So many are remembered; the one that was away longest goes first. */
const MOST = 30;

const fileIn = (dataDir: string): string => join(dataDir, 'cards.json');

/** The cards that were used on this post, the last one first. */
export function readKnownCards(dataDir: string): readonly KnownCard[] {
  try {
    return KnownCards.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')));
  } catch {
    return [];
  }
}

/** Remembers that a card opened a session. */
export function rememberCard(dataDir: string, holder: Professional, at: string): void {
  const { id, name, profession, card: kind } = holder;
  const others = readKnownCards(dataDir).filter((known) => known.id !== id);
  const known = [{ id, name, profession, kind, lastUsedAt: at }, ...others].slice(0, MOST);
  writeDurably(fileIn(dataDir), JSON.stringify(known));
}
