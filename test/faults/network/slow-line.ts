import { mkdtempSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Draw } from '../../rules/draw.ts';

/** How the line is at this moment; it may be changed while it carries. */
interface LineState {
  /** From a question to its answer, in milliseconds, besides what the service takes. */
  latencyMs: number;
  /** In how many of a hundred questions the way is lost. */
  lossPercent: number;
  /** After so many bytes of questions the way that carries them stands still, once; null: never. */
  standsStillAfter: number | null;
}

export interface SlowLine {
  readonly socketPath: string;
  readonly state: LineState;
  /** Cuts every way that is open; nobody answers any more until the line is mended. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** A socket that leads to the service's own, as well as the line is: byte for byte, later or not at all. */
export async function openSlowLine(target: () => string, draw: Draw): Promise<SlowLine> {
  const folder = mkdtempSync(path.join(tmpdir(), 'line-'));
  const socketPath = path.join(folder, 's');
  const state: LineState = { latencyMs: 0, lossPercent: 0, standsStillAfter: null };
  const open = new Set<Socket>();

  function carry(from: Socket, to: Socket, isQuestion: boolean): void {
    let standsStill = false;
    from.on('data', (piece) => {
      if (isQuestion && state.standsStillAfter !== null) {
        state.standsStillAfter -= piece.length;
        standsStill ||= state.standsStillAfter < 0;
        if (standsStill) state.standsStillAfter = null;
      }
      if (standsStill) return;
      if (isQuestion && draw.below(100) < state.lossPercent) {
        from.destroy();
        to.destroy();
        return;
      }
      // One timer a piece and the same delay for all: they arrive in their order.
      setTimeout(() => {
        if (!to.destroyed) to.write(piece);
      }, state.latencyMs / 2);
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      open.delete(from);
      setTimeout(() => to.destroy(), state.latencyMs / 2);
    });
  }

  const server = createServer((near) => {
    const far = connect(target());
    open.add(near).add(far);
    carry(near, far, true);
    carry(far, near, false);
  });
  const mend = (): Promise<void> => new Promise((resolve) => server.listen(socketPath, resolve));
  const cut = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
  await mend();
  return {
    socketPath,
    state,
    cut,
    mend,
    close: async () => {
      if (server.listening) await cut();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
