import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { Instant } from '../../shared/access/vocabulary.ts';

/** How the service was asked to start. */
export interface ServiceOptions {
  /** Absolute folder of its data. */
  readonly dataDir: string;
  /** Loopback port (0: any); null: a private socket. */
  readonly port: number | null;
  readonly seed: 'demo' | null;
  /** Whoever started it wants to know how much of the demo is made. */
  readonly progress?: boolean;
  /** Where the service's clock starts; null: at the machine's. Only with the demo. */
  readonly now: Instant | null;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** Reads the command line; the error is a sentence for whoever typed it. */
export function readOptions(argv: readonly string[]): Result<ServiceOptions, string> {
  let values: { data?: string; port?: string; seed?: string; now?: string; progress?: boolean };
  try {
    ({ values } = parseArgs({
      args: [...argv],
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        seed: { type: 'string' },
        now: { type: 'string' },
        progress: { type: 'boolean' },
      },
    }));
  } catch (cause) {
    return err(cause instanceof Error ? cause.message : 'unreadable options');
  }
  if (values.data === undefined || values.data === '') return err('--data DIR is required');
  const port = values.port === undefined ? null : Number(values.port);
  if (port !== null && !(Number.isInteger(port) && port >= 0 && port < 65_536 && values.port !== '')) {
    return err('--port takes a number from 0 to 65535');
  }
  if (values.seed !== undefined && values.seed !== 'demo') return err('--seed only knows "demo"');
  if (values.now !== undefined && values.seed !== 'demo') return err('--now needs --seed demo');
  const now = values.now === undefined ? null : Date.parse(values.now);
  if (values.now !== undefined && (!INSTANT.test(values.now) || Number.isNaN(now))) {
    return err('--now takes an ISO 8601 instant with its offset');
  }
  return ok({
    dataDir: resolve(values.data),
    port,
    seed: values.seed ?? null,
    now,
    progress: values.progress === true,
  });
}
