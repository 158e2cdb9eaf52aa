import type { Result } from '../result.ts';
import type { z } from '../schema/zod.ts';
import type { Failure } from './failure.ts';

/** The calls of one window: for each, the form of what is asked and of what is answered. */
export type Calls = Readonly<Record<string, { readonly input: z.ZodType; readonly output: z.ZodType }>>;

/** What a window is told without asking. */
export type Events = Readonly<Record<string, z.ZodType>>;

/** The whole boundary of one window. Each window has its own; what follows is derived from it alone. */
export interface WindowContract<C extends Calls = Calls, E extends Events = Events> {
  readonly calls: C;
  readonly events: E;
}

/** One handler for each call; a missing one does not compile. */
export type HandlersOf<C extends Calls> = {
  [K in keyof C]: (
    input: z.output<C[K]['input']>,
  ) => Promise<Result<z.output<C[K]['output']>, Failure['code']>>;
};

/** Tells the page of one event. */
export type Emit<E extends Events> = <K extends keyof E & string>(event: K, payload: z.output<E[K]>) => void;

/** The page's view of its boundary. */
export type BridgeOf<C extends Calls, E extends Events> = {
  readonly [K in keyof C]: (
    input: z.input<C[K]['input']>,
  ) => Promise<Result<z.output<C[K]['output']>, Failure>>;
} & {
  readonly on: <K extends keyof E & string>(
    event: K,
    listener: (payload: z.output<E[K]>) => void,
  ) => () => void;
};

/** What stands behind one window's boundary. */
export interface Backend<C extends Calls, E extends Events> {
  readonly handlers: HandlersOf<C>;
  /** Told of every call that failed: which one, which code, under which reference; never the payload. */
  readonly logFailure: FailureLog<keyof C & string>;
  /** Subscribes the page; returns the way to stop. */
  onEvent(listener: Emit<E>): () => void;
  close(): Promise<void>;
}

export type FailureLog<K extends string> = (failure: Failure & { readonly channel: K | 'unknown' }) => void;
