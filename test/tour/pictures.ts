import { copyFileSync, existsSync } from 'node:fs';
import path from 'node:path';

/** The pictures of the user's guide, each with the one of the tour that it is. */
export const GUIDE_PICTURES: Readonly<Record<string, string>> = {
  'guide-identification': '01-identification',
  'guide-recherche': '05-homonymes',
  'guide-consentement': '07-consentement',
  'guide-lecture': '13-lecture-1',
  'guide-gestion': '18-masquer',
  'guide-raccourcis': '21-raccourcis',
};

/**
 * Puts what the tour saw into the guide.
 *
 * @throws when the tour took no such picture: the guide would show a screen of long ago
 */
export function keepForGuide(tour: string, images: string): void {
  for (const [name, taken] of Object.entries(GUIDE_PICTURES)) {
    const from = path.join(tour, `${taken}.png`);
    if (!existsSync(from)) throw new Error(`the tour took no picture ${taken}`);
    copyFileSync(from, path.join(images, `${name}.png`));
  }
}
