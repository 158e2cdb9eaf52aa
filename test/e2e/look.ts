import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { keptFromSight } from './reflow.ts';

/** A window of 1280 × 720, and what it has to show when it is zoomed to twice the size, in CSS pixels. */
export const FULL = { width: 1280, height: 720 } as const;
export const ZOOMED = { width: 640, height: 360 } as const;
/** What one sees; the structure that the other rules look at is the same in the dark. */
const SEEN = ['color-contrast'];
/** What a size may change; the words, the names and the roles are those of the full size. */
const SIZED = ['color-contrast', 'target-size', 'scrollable-region-focusable'];
/** Of the page behind a dialog, which is hidden from whoever hears it. */
const BEHIND = ['landmark-one-main', 'page-has-heading-one'];

async function axe(
  page: Page,
  how: string,
  rules?: string[],
  without: readonly string[] = [],
): Promise<unknown[]> {
  // What holds is not told node by node: only what does not is read here.
  const builder = new AxeBuilder({ page }).setLegacyMode().options({
    resultTypes: ['violations'],
    rules: {
      'target-size': { enabled: true },
      ...Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
    },
  });
  if (rules !== undefined) builder.withRules(rules);
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => [how, id, nodes.map(({ html }) => html)]);
}

/** Without motion, and past what had begun to move before: what is on its way looks like neither of its ends. */
export async function still(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate(async () => {
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });
}

/** Turns the system to light or dark, and waits for the page: it is told in its next frame. */
export async function turnTo(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.locator(`:root[data-theme=${colorScheme}]`).waitFor({ state: 'attached' });
  await still(page);
}

async function zoomed(page: Page): Promise<unknown[]> {
  const found = await axe(page, 'zoomed', SIZED);
  for (const kept of await keptFromSight(page)) found.push(['zoomed', kept]);
  return found;
}

/**
 * What axe finds in light and dark, at full size and at twice the size, and what is then kept from sight. The same page
 * is resized: a person who zooms does not begin again.
 */
export async function findings(page: Page): Promise<readonly unknown[]> {
  const before = page.viewportSize() ?? FULL;
  await turnTo(page, 'light');
  const found = await axe(page, 'light');
  await turnTo(page, 'dark');
  found.push(...(await axe(page, 'dark', SEEN)));
  await page.setViewportSize(ZOOMED);
  found.push(...(await axe(page, 'zoomed, dark', SEEN)));
  await turnTo(page, 'light');
  found.push(...(await zoomed(page)));
  await page.setViewportSize(before);
  return found;
}

/** The same of a dialog over a page that was looked at: once at full size, and at twice the size. */
export async function dialogFindings(page: Page): Promise<readonly unknown[]> {
  const before = page.viewportSize() ?? FULL;
  await still(page);
  const found = await axe(page, 'light', undefined, BEHIND);
  await page.setViewportSize(ZOOMED);
  found.push(...(await zoomed(page)));
  await page.setViewportSize(before);
  return found;
}
