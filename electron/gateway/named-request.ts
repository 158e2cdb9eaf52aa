/** A write, fixed once and sent as often as it takes, under the name by which the service knows it again. */
export interface NamedRequest {
  readonly method: 'POST' | 'PATCH';
  /** Below the FHIR base; empty for a transaction. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly key: string;
}

/** The same before it has its name. */
export type UnnamedRequest = Omit<NamedRequest, 'key'>;

export interface Sending {
  readonly signal: AbortSignal;
  /**
   * Called before the service may do it: before the first byte leaves, or the first of the last part. What it
   * throws keeps that from leaving.
   */
  readonly onLeaving: () => void;
  readonly onSent: (bytes: number) => void;
  /** Of an act that goes in parts, the service holds so many bytes, there; nothing is done by it yet. */
  readonly onHeld: (upload: string, bytes: number) => void;
}

/** Pieces are small enough for the progress to be seen, large enough to cost nothing. */
const PIECE_BYTES = 64 * 1024;

/** Bytes as they leave, and how far they are. */
export function* pieces(
  bytes: Uint8Array,
  onLeaving: () => void,
  onSent: (sent: number) => void,
): Generator<Uint8Array> {
  onLeaving();
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const end = Math.min(at + PIECE_BYTES, bytes.length);
    yield bytes.subarray(at, end);
    onSent(end);
  }
}
