/** The line between a post and its service, in the test's own hand: it can be cut and mended. */
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { socketPathOf } from '../../electron/service/address.ts';

export interface Line {
  /** For the host: `--line=…`. */
  readonly argument: string;
  /** Whatever is under way breaks off, and nobody gets through. */
  cut(): void;
  /** Nothing gets through but what is asked of this address. */
  letThrough(address: string): void;
  mend(): void;
  close(): void;
}

/** @param dataFolder of the application, whose embedded service is at the other end */
export async function layLine(dataFolder: string): Promise<Line> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'line-'));
  const socket = path.join(folder, 'line.sock');
  const service = socketPathOf(path.join(dataFolder, 'service'));
  const open = new Set<net.Socket>();
  /** What gets through: everything, nothing, or what is asked of one address. */
  let passing: 'all' | 'nothing' | { readonly only: string } = 'all';
  const server = net.createServer((near) => {
    if (passing === 'nothing') return void near.destroy();
    const far = net.connect(service);
    if (passing === 'all') near.pipe(far);
    else passOnly(passing.only, near, far);
    far.pipe(near);
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(end);
      end.on('error', () => other.destroy());
      end.on('close', () => {
        open.delete(end);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(socket, resolve);
  });
  const breakOff = (): void => {
    for (const end of open) end.destroy();
  };
  return {
    argument: `--line=${socket}`,
    cut: () => {
      passing = 'nothing';
      breakOff();
    },
    letThrough: (address) => {
      passing = { only: address };
      breakOff();
    },
    mend: () => {
      passing = 'all';
      breakOff();
    },
    close: () => {
      breakOff();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A request that carries nothing is one piece; any other breaks the line, and never arrives. */
function passOnly(address: string, near: net.Socket, far: net.Socket): void {
  near.on('data', (piece) => {
    if (piece.toString('latin1').startsWith(`GET ${address} `)) far.write(piece);
    else near.destroy();
  });
  near.on('end', () => far.end());
}
