import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { keptFromSight } from './reflow.ts';

/** A window of 1280 × 720, and what it has to show when it is zoomed to twice the size, in CSS pixels. */
const FULL = { width: 1280, height: 720 } as const;
const ZOOMED = { width: 640, height: 360 } as const;
/** What one sees; the structure that the other rules look at is the same in the dark. */
const SEEN = ['color-contrast'];
/** What a size may change; the words, the names and the roles are those of the full size. */
const SIZED = ['color-contrast', 'target-size', 'scrollable-region-focusable'];

/**
 * What axe finds in light and dark, at full size and at twice the size, and what is then kept from sight. The same page
 * is resized: a person who zooms does not begin again.
 */
export async function findings(page: Page): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  const axe = async (how: string, rules?: string[]): Promise<void> => {
    const builder = new AxeBuilder({ page }).setLegacyMode();
    if (rules === undefined) builder.options({ rules: { 'target-size': { enabled: true } } });
    else builder.withRules(rules);
    const { violations } = await builder.analyze();
    for (const { id, nodes } of violations) found.push([how, id, nodes.map(({ html }) => html)]);
  };
  const before = page.viewportSize() ?? FULL;
  await page.emulateMedia({ colorScheme: 'light' });
  await axe('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await axe('dark', SEEN);
  await page.setViewportSize(ZOOMED);
  await axe('zoomed, dark', SEEN);
  await page.emulateMedia({ colorScheme: 'light' });
  await axe('zoomed', SIZED);
  for (const kept of await keptFromSight(page)) found.push(['zoomed', kept]);
  await page.setViewportSize(before);
  return found;
}
