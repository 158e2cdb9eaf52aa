import { beforeEach, describe, expect, it } from 'vitest';
import { clearCopied, followCopies } from '../../../renderer/platform/clipboard.ts';

/** A clipboard of the machine, which other programs write to as well. */
function machineClipboard(isReadable: boolean) {
  const state = { held: '' };
  const clipboard = {
    readText: () => (isReadable ? Promise.resolve(state.held) : Promise.reject(new Error('not allowed'))),
    writeText: (text: string) => {
      state.held = text;
      return Promise.resolve();
    },
  } as unknown as Clipboard;
  return { state, clipboard };
}

function copy(text: string, state: { held: string }): void {
  state.held = text;
  const event = new Event('copy') as Event & { clipboardData?: { getData: () => string } };
  event.clipboardData = { getData: () => text };
  document.dispatchEvent(event);
}

describe('what was copied, at a lock', () => {
  let stop: () => void = () => undefined;
  beforeEach(() => {
    stop();
    stop = followCopies(document);
  });

  it('is taken back while it is still ours', async () => {
    const { state, clipboard } = machineClipboard(true);
    copy('MARTIN Léa', state);
    await clearCopied(clipboard);
    expect(state.held).toBe('');
  });

  it('is left where another program has copied since', async () => {
    const { state, clipboard } = machineClipboard(true);
    copy('MARTIN Léa', state);
    state.held = 'of another program';
    await clearCopied(clipboard);
    expect(state.held).toBe('of another program');
  });

  it('is taken back unread only if nobody left the page since', async () => {
    const { state, clipboard } = machineClipboard(false);
    copy('MARTIN Léa', state);
    await clearCopied(clipboard);
    expect(state.held).toBe('');
    copy('MARTIN Léa', state);
    globalThis.dispatchEvent(new Event('blur'));
    await clearCopied(clipboard);
    expect(state.held).toBe('MARTIN Léa');
  });

  it('is nothing to take back where nothing was copied here', async () => {
    const { state, clipboard } = machineClipboard(true);
    state.held = 'of another program';
    await clearCopied(clipboard);
    expect(state.held).toBe('of another program');
  });
});
