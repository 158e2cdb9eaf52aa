import { connect } from 'node:net';
import type { Socket } from 'node:net';

/**
 * A client that costs next to nothing: one kept-alive connection, whole requests as bytes, answers read by
 * their `content-length`. What is measured is then the server.
 */
export interface BareClient {
  /** Sends a whole request and resolves with the status once the whole answer is there. */
  ask(request: Buffer): Promise<number>;
  close(): void;
}

export async function bareClient(socketPath: string): Promise<BareClient> {
  const socket: Socket = connect(socketPath);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('error', reject);
  });
  let head = '';
  let missing = -1;
  let status = 0;
  let settle: ((status: number) => void) | undefined;
  socket.on('data', (chunk: Buffer) => {
    let rest = chunk.length;
    if (missing < 0) {
      head += chunk.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      status = Number(head.slice(9, 12));
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
      rest = head.length - end - 4;
      missing = length;
    }
    missing -= rest;
    if (missing > 0) return;
    head = '';
    missing = -1;
    settle?.(status);
  });
  return {
    ask: (request) =>
      new Promise((resolve) => {
        settle = resolve;
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

/** A request as it goes over the wire. */
export function requestBytes(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: Buffer = Buffer.alloc(0),
): Buffer {
  const lines = Object.entries({ host: 'localhost', ...headers }).map(([name, value]) => `${name}: ${value}`);
  const length = method === 'GET' ? [] : [`content-length: ${body.length}`];
  return Buffer.concat([
    Buffer.from(`${method} ${path} HTTP/1.1\r\n${[...lines, ...length].join('\r\n')}\r\n\r\n`),
    body,
  ]);
}
