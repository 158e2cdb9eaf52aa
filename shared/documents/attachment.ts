/** Why a file cannot go with a message; null: it can. The limit is a document's (docs/rules.md 3.6). */
export function inspectAttachment(bytes: Uint8Array, maxBytes: number): 'EMPTY' | 'TOO_LARGE' | null {
  if (bytes.length === 0) return 'EMPTY';
  return bytes.length > maxBytes ? 'TOO_LARGE' : null;
}
