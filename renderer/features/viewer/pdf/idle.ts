/** Long enough for a frame or two; short enough that nobody waits for it. */
const AT_LATEST_MS = 250;

/** Waits until what the person looks at is on the screen. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    requestIdleCallback(() => resolve(), { timeout: AT_LATEST_MS });
  });
}
