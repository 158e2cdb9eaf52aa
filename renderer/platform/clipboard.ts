/** What was last copied out of this page, and whether the page has been left since. */
let copied: { readonly text: string; isLeft: boolean } | null = null;

/**
 * Follows what is copied out of the page, so that a lock can take it back.
 *
 * @returns how to stop
 */
export function followCopies(page: Document): () => void {
  const onCopy = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    copied = { text: text === '' ? (page.getSelection()?.toString() ?? '') : text, isLeft: false };
  };
  const onLeft = (): void => {
    if (copied !== null) copied.isLeft = true;
  };
  page.addEventListener('copy', onCopy);
  page.addEventListener('cut', onCopy);
  globalThis.addEventListener('blur', onLeft);
  return () => {
    page.removeEventListener('copy', onCopy);
    page.removeEventListener('cut', onCopy);
    globalThis.removeEventListener('blur', onLeft);
  };
}

/**
 * Empties the clipboard where what it holds was still copied from here. Where it may not be read (Electron), it is
 * ours for sure only if nobody left the page since.
 */
export async function clearCopied(clipboard: Clipboard = navigator.clipboard): Promise<void> {
  const last = copied;
  copied = null;
  if (last === null) return;
  const held = await clipboard.readText().catch(() => null);
  const isOurs = held === null ? !last.isLeft : held === last.text;
  if (isOurs) await clipboard.writeText('').catch(() => undefined);
}
