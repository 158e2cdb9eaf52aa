/** How a professional wants his keys opened, once his card has accepted him. */
export type KeysWay =
  /** With the keychain and the code of his card, as on any day. */
  | { readonly kind: 'usual' }
  /** Bytes of the printed code; wiped by whoever made them. */
  | { readonly kind: 'recoveryCode'; readonly code: Uint8Array }
  | { readonly kind: 'formerPin'; readonly pin: Uint8Array }
  /** Leaves what lies on disk as it is, and keeps nothing of this session. */
  | { readonly kind: 'memory' }
  /** Puts what lies there aside, without deleting it, and begins anew. */
  | { readonly kind: 'fresh' };
