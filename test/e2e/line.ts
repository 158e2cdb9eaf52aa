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
  mend(): void;
  close(): void;
}

/** @param dataFolder of the application, whose embedded service is at the other end */
export async function layLine(dataFolder: string): Promise<Line> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'line-'));
  const socket = path.join(folder, 'line.sock');
  const service = socketPathOf(path.join(dataFolder, 'service'));
  const open = new Set<net.Socket>();
  let isCut = false;
  const server = net.createServer((near) => {
    if (isCut) return void near.destroy();
    const far = net.connect(service);
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(end);
      end.pipe(other);
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
      isCut = true;
      breakOff();
    },
    mend: () => {
      isCut = false;
    },
    close: () => {
      breakOff();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
