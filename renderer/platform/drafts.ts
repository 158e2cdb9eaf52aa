import type { KeptDraft } from '../../shared/bridge/drafts.ts';
import type { Bridge } from './bridge.ts';

/** Time without a key after which what was typed goes to the store. */
const PAUSE_MS = 250;
/** Somebody who never pauses is kept all the same. */
const LONGEST_MS = 1_500;

export type DraftBridge = Pick<Bridge, 'drafts.keep' | 'drafts.read' | 'drafts.drop'>;
/** Of a feature that keeps several of one kind, and asks which there are. */
export type DraftsBridge = DraftBridge & Pick<Bridge, 'drafts.list'>;

/** What is being typed about one thing, kept in its author's own store until it is sent or given up. */
export interface Draft {
  /** What was kept before, in the feature's own words; null: nothing. */
  readonly read: () => Promise<KeptDraft | null>;
  /** Keeps it soon; `file` absent leaves the one that was kept. */
  readonly keep: (text: string, file?: KeptDraft['file']) => void;
  /** It was sent, or given up. */
  readonly drop: () => void;
}

/** Drafts that hold typing which the store does not have yet. */
const pending = new Map<string, () => Promise<void>>();

/**
 * Opens the draft of one thing: a feature names what is being typed and about what.
 *
 * @param kind what is being written: `deposit`, `message`…
 * @param about what it is about: an INS, a thread; empty where there is one only
 */
export function openDraft(bridge: DraftBridge, kind: string, about: string): Draft {
  const name = { kind, about };
  const key = `${kind} ${about}`;
  let waiting: { text: string; file?: KeptDraft['file'] } | null = null;
  let firstAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    pending.delete(key);
    const kept = waiting;
    waiting = null;
    if (kept !== null) await bridge['drafts.keep']({ ...name, ...kept });
  };
  return {
    read: async () => {
      const answer = await bridge['drafts.read'](name);
      return answer.ok ? answer.value : null;
    },
    keep: (text, file) => {
      const now = performance.now();
      if (waiting === null) firstAt = now;
      const kept = file === undefined ? waiting?.file : file;
      waiting = kept === undefined ? { text } : { text, file: kept };
      clearTimeout(timer);
      pending.set(key, flush);
      timer = setTimeout(() => void flush(), Math.max(0, Math.min(PAUSE_MS, firstAt + LONGEST_MS - now)));
    },
    drop: () => {
      clearTimeout(timer);
      pending.delete(key);
      waiting = null;
      void bridge['drafts.drop'](name);
    },
  };
}

/** What the kept drafts of a kind are about, where it begins so, the oldest first. */
export async function draftsAbout(
  bridge: Pick<Bridge, 'drafts.list'>,
  kind: string,
  begins: string,
): Promise<readonly string[]> {
  const listed = await bridge['drafts.list']({ kind });
  return (listed.ok ? listed.value.drafts : [])
    .map(({ about }) => about)
    .filter((about) => about.startsWith(begins))
    .toReversed();
}

/** A file as a draft keeps it; its type is the draft's text. */
export async function keptFileOf(file: File): Promise<NonNullable<KeptDraft['file']>> {
  return { name: file.name.slice(-255), bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** The file that a draft kept; null: none. */
export function fileOfKept(kept: KeptDraft | null): File | null {
  if (kept?.file == null) return null;
  return new File([new Uint8Array(kept.file.bytes)], kept.file.name, { type: kept.text });
}

/** Keeps whatever is still only in the page: the post is about to lock. */
export async function flushDrafts(): Promise<void> {
  await Promise.all([...pending.values()].map((flush) => flush()));
}
