import type { Finding } from '../../shared/doctor/findings.ts';
import { readCards } from '../session/card.ts';

/** @param cardsDir folder of the soft cards; null where there is none */
export async function examineCards(cardsDir: string | null): Promise<Finding> {
  if (cardsDir === null) return { part: 'cards', code: 'CARDS_NONE', measure: null };
  const { cards, unreadable } = await readCards(cardsDir);
  if (unreadable > 0) return { part: 'cards', code: 'CARDS_UNREADABLE', measure: unreadable };
  return cards.length === 0
    ? { part: 'cards', code: 'CARDS_NONE', measure: null }
    : { part: 'cards', code: 'CARDS_FOUND', measure: cards.length };
}
