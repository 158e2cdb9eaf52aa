/** A person's hands on the keyboard: what an end-to-end test does without a mouse. */
import { expect, type Locator, type Page } from '@playwright/test';

/** Asks without waiting: an open list hides what is around it from whoever reads the screen. */
const hasFocus = async (target: Locator): Promise<boolean> =>
  (await target.page().locator(':focus').and(target).count()) > 0;

/** Carries the focus to what is to be used, in no more moves than that. */
export async function walkTo(target: Locator, limit: number, move: () => Promise<void>): Promise<void> {
  await expect(target).toBeAttached();
  for (let moves = 0; moves < limit; moves += 1) {
    if (await hasFocus(target)) return;
    await move();
  }
  await expect(target).toBeFocused();
}

/** The same by one key pressed again and again, as a person does. */
export const reach = (page: Page, target: Locator, by = 'Tab'): Promise<void> =>
  walkTo(target, 80, () => page.keyboard.press(by));

export async function use(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await reach(page, target);
  await page.keyboard.press(key);
}

/** A field is reached and written in; what it held is replaced. */
export async function write(page: Page, target: Locator, words: string): Promise<void> {
  await reach(page, target);
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(words);
}

/** One of a long list, by some of its words: Enter takes the first that they leave, once it is pointed at. */
export async function pick(page: Page, field: Locator, words: string, option: RegExp): Promise<void> {
  await write(page, field, words);
  await expect(page.getByRole('option').first()).toHaveText(option);
  await expect(field).toHaveAttribute('aria-activedescendant', /./);
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue(option);
}

/** An act of a menu. */
export async function choose(page: Page, menu: Locator, item: string | RegExp): Promise<void> {
  await use(page, menu);
  const line = page.getByRole('menuitem', { name: item });
  await expect(line).toBeVisible();
  await reach(page, line, 'ArrowDown');
  await page.keyboard.press('Enter');
}

/**
 * An act is over, and the keyboard goes on from where it was: not from the top of the page. What was asked for it has
 * gone, and what it drew anew is drawn: a button that is about to vanish keeps no focus.
 */
export async function focusIsKept(page: Page): Promise<void> {
  await expect(page.getByRole('dialog').or(page.getByRole('alertdialog'))).toHaveCount(0);
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(null)))),
  );
  await expect(page.locator(':focus')).toHaveCount(1);
}

/** Chooses a file of the post; the test answers in place of the system's dialog. */
export async function chooseFile(page: Page, opens: Locator, name: string, text: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser', { timeout: 20_000 });
  await use(page, opens);
  await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
}
