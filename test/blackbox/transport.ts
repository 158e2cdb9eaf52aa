import http from 'node:http';

/** A request as it goes to the service. */
interface WireRequest {
  readonly method: string;
  /** With its query; an absolute address of the service is taken as well. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | undefined;
}

/** An answer, with nothing left out that could tell one from another. */
export interface WireAnswer {
  readonly status: number;
  /** Names and values in the order in which they came. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly bytes: Buffer;
}

/** A way to a service: HTTP to a process, or straight into the handlers of this one. */
export interface Transport {
  /** As assertions name it, without trailing slash. */
  readonly url: string;
  send(request: WireRequest): Promise<WireAnswer>;
}

/** Value of a header; undefined: it did not come. */
export function headerOf({ headers }: WireAnswer, name: string): string | undefined {
  return headers.find(([each]) => each.toLowerCase() === name)?.[1];
}

/** The body as JSON; undefined where it is none. */
export function jsonOf({ bytes }: WireAnswer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** HTTP over kept-alive connections, headers as they stand on the wire. */
export function httpTransport(url: string): Transport & { close(): void } {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const { hostname, port } = new URL(url);
  return {
    url,
    send: ({ method, path, headers = {}, body }) =>
      new Promise((resolve, reject) => {
        const request = http.request(
          {
            agent,
            hostname,
            port,
            method,
            path: path.startsWith(url) ? path.slice(url.length) : path,
            headers: { ...headers, ...(body === undefined ? {} : { 'content-length': body.length }) },
          },
          (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.once('error', reject);
            response.once('end', () =>
              resolve({
                status: response.statusCode ?? 0,
                headers: pairs(response.rawHeaders),
                bytes: Buffer.concat(chunks),
              }),
            );
          },
        );
        request.once('error', reject);
        request.end(body);
      }),
    close: () => agent.destroy(),
  };
}

function pairs(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : []));
}
