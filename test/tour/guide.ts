import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';

export interface Step {
  readonly chapter: string;
  readonly title: string;
  readonly held: boolean;
  /** What was seen on the screen, or why the step did not hold. */
  readonly saw: string;
  readonly screenshot: string | null;
  readonly tookMs: number;
}

export interface Guide {
  readonly page: Page;
  readonly steps: readonly Step[];
  readonly enter: (chapter: string) => void;
  /**
   * Does one thing as a person would and says what was then on the screen. A step that throws does not hold;
   * the tour goes on, so that one report names everything that is wrong.
   */
  readonly step: (title: string, act: () => Promise<string>, screenshot?: string) => Promise<void>;
}

/** Keeps the tour's account: prints each step as it ends and takes the screenshots that it asks for. */
export function createGuide(page: Page, folder: string, say: (step: Step) => void): Guide {
  mkdirSync(folder, { recursive: true });
  const steps: Step[] = [];
  let chapter = '';
  const shoot = async (name: string): Promise<string> => {
    const file = path.join(folder, `${name}.png`);
    // A moment for the last transition: the picture shows what a person sees.
    await page.waitForTimeout(250);
    await page.screenshot({ path: file });
    return file;
  };
  return {
    page,
    steps,
    enter(name) {
      chapter = name;
    },
    async step(title, act, screenshot) {
      const began = performance.now();
      let held = true;
      let saw: string;
      try {
        saw = await act();
      } catch (cause) {
        held = false;
        saw = cause instanceof Error ? cause.message.split('\n').slice(0, 3).join(' ') : String(cause);
      }
      const tookMs = Math.round(performance.now() - began);
      const name = held ? screenshot : `echec-${steps.length + 1}`;
      const picture = name === undefined ? null : await shoot(name).catch(() => null);
      // What a failed step left open would stand in the way of the next ones.
      if (!held) await page.keyboard.press('Escape').catch(() => undefined);
      const step: Step = { chapter, title, held, saw, screenshot: picture, tookMs };
      steps.push(step);
      say(step);
    },
  };
}
