/**
 * The embedded national service: a process of its own that answers the FHIR interface of the DMP and enforces
 * every access rule, whatever its client does.
 *
 *     node electron/service/main.ts --data DIR [--port N] [--seed demo [--now ISO] [--progress]]
 *
 * How a request goes, and how a route is added:
 *
 * 1. `http/app.ts` finds out who calls (`auth/caller.ts`) before a route or a body is looked at.
 * 2. A route is registered in one of the `register…Routes(app, context)` functions as
 *    `app.get('/fhir/Thing', answering(context, 'list', (exchange) => …))` (`http/exchange.ts`).
 *    What takes long goes before the transaction, with `answeringPrepared`.
 * 3. Its work is one synchronous function inside one transaction. It reads the request (`http/input.ts`), has
 *    the act decided and traced (`rule`, `ruleForPatient` in `record/ruling.ts`), reads and writes the
 *    storage of its aggregate, and returns an `Answer` (`http/answer.ts`).
 * 4. To refuse, it throws (`refusal`, `hidden`, `invalid` in `http/refusal.ts`): whatever it wrote is undone
 *    and the refusal is traced instead.
 * 5. The answer leaves once the transaction is durable. What several clients ask at the same moment is
 *    committed together (`storage/writer.ts`).
 *
 * Tables belong to one aggregate each: a migration in `storage/migrations/`, its statements in one file.
 */
import type { ServiceTrouble } from '../../shared/doctor/service-trouble.ts';
import { troubleOf } from '../store/trouble.ts';
import { readOptions } from './options.ts';
import { CannotStart, startService } from './service.ts';

const LAST_ANSWERS_MS = 100;

const options = readOptions(process.argv.slice(2));
if (!options.ok) {
  process.stderr.write(`service: ${options.error}\n`);
  process.exit(2);
}

try {
  const service = await startService(options.value, (done, of) => {
    if (options.value.progress === true)
      process.stdout.write(`${JSON.stringify({ preparing: [done, of] })}\n`);
  });
  process.stdout.write(`${JSON.stringify(service.ready)}\n`);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void service.stop().then(() => process.exit(0));
  };
  // A service that goes on after a flush that failed would promise what no disk holds. Starting verifies.
  void service.failed.then(() => {
    process.stderr.write(
      'service: the disk refused a write; ending, to verify the store at the next start\n',
    );
    // What was refused for it has a moment to leave.
    setTimeout(() => process.exit(1), LAST_ANSWERS_MS);
  });
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // Started by the application: without it there is nobody left to serve.
  process.on('disconnect', stop);
} catch (cause) {
  const trouble = cause instanceof CannotStart ? cause.trouble : troubleOfCause(cause);
  if (trouble === undefined) throw cause;
  process.stderr.write(`service: ${cause instanceof Error ? cause.message : 'cannot start'}\n`);
  process.stdout.write(`${JSON.stringify({ cannotStart: trouble })}\n`, () => process.exit(1));
}

/** What the system said, where that tells its reader what to mend; undefined: a fault of ours. */
function troubleOfCause(cause: unknown): ServiceTrouble | undefined {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'EADDRINUSE') return { why: 'inUse', needs: null };
  switch (troubleOf(cause)) {
    case 'full':
      return { why: 'full', needs: null };
    case 'failed':
      return { why: 'diskFailed', needs: null };
    case 'damaged':
      return { why: 'unreadable', needs: null };
    case undefined:
      return undefined;
  }
}
