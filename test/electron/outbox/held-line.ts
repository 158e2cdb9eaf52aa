import { mkdtempSync } from 'node:fs';
import type { Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Where the line is cut when a deposit passes: before the service sees it, before its answer comes back, or, of one
 * that goes in parts, before the second of them.
 */
export type Cut = 'nothing' | 'request' | 'answer' | 'part';

/** What opens the request at which it is cut. */
const HELD: Readonly<Record<Cut, string | null>> = {
  nothing: null,
  request: 'POST /fhir HTTP',
  answer: 'POST /fhir HTTP',
  part: 'upload-offset: 262144',
};

export interface HeldLine {
  readonly socketPath: string;
  /** Resolves when the deposit reached the cut. */
  readonly reached: Promise<void>;
  close(): Promise<void>;
}

/** A line to the service that lets everything pass but the deposit, which it holds at the cut. */
export async function holdLine(servicePath: string, cut: Cut): Promise<HeldLine> {
  const socketPath = join(mkdtempSync(join(tmpdir(), 'line-')), 's');
  const sockets = new Set<Socket>();
  let reach: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const server: Server = createServer((near) => {
    const far = connect(servicePath);
    sockets.add(near).add(far);
    let holding = false;
    near.on('data', (chunk) => {
      if (HELD[cut] !== null && chunk.includes(HELD[cut])) {
        holding = true;
        if (cut !== 'answer') reach();
      }
      if (!holding || cut === 'answer') far.write(chunk);
    });
    far.on('data', (chunk) => {
      if (!holding) near.write(chunk);
      else reach();
    });
    for (const socket of [near, far]) socket.on('error', () => socket.destroy());
    near.on('close', () => far.end());
    far.on('close', () => near.end());
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  return {
    socketPath,
    reached,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
