import PostalMime from 'postal-mime';
import type { SMTPServerSession } from 'smtp-server';
import { SMTPServer } from 'smtp-server';

interface Received {
  readonly messageId: string;
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly headers: ReadonlyMap<string, string>;
}

/** A real SMTP server that does to each address what its local part says. */
export interface MailSink {
  readonly port: number;
  /** Every transmission that was taken, a second one of the same mail too. */
  readonly received: readonly Received[];
  close(): Promise<void>;
}

export interface SinkWays {
  /** Whether the answer to a transmission never arrives; it is taken all the same. */
  readonly losesAnswer?: () => boolean;
  /** How long it thinks before it answers. */
  readonly delayMs?: () => number;
}

/**
 * `refuse…@`: 550. `later…@`: 451 the first time. `lost…@`: takes the mail the first time, and its answer never
 * arrives. Everybody else: 250, unless the ways say otherwise.
 */
export async function openMailSink({ losesAnswer, delayMs }: SinkWays = {}): Promise<MailSink> {
  const received: Received[] = [];
  const once = new Set<string>();
  const firstTime = (address: string): boolean => {
    const isFirst = !once.has(address);
    once.add(address);
    return isFirst;
  };
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo: ({ address }, _session, callback) => {
      if (address.startsWith('refuse')) return callback(reply(550, 'no such mailbox'));
      if (address.startsWith('later') && firstTime(address)) return callback(reply(451, 'greylisted'));
      return callback();
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => void take(Buffer.concat(chunks), session, callback));
    },
  });

  async function take(
    bytes: Buffer,
    session: SMTPServerSession,
    answer: (error?: Error | null) => void,
  ): Promise<void> {
    const mail = await PostalMime.parse(bytes);
    const to = session.envelope.rcptTo[0]?.address ?? '';
    received.push({
      to,
      messageId: mail.messageId ?? '',
      from: mail.from?.address ?? '',
      subject: mail.subject ?? '',
      text: (mail.text ?? '').trimEnd(),
      headers: new Map(mail.headers.map(({ key, value }) => [key, value])),
    });
    const isLost = (to.startsWith('lost') && firstTime(to)) || losesAnswer?.() === true;
    await new Promise((resolve) => setTimeout(resolve, delayMs?.() ?? 0));
    if (isLost) hangUp(server, session);
    else answer();
  }

  // A client that was killed hangs up in the middle: that is what is tried here.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('the mail server has no port');
  return {
    port: address.port,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function reply(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

interface Connection {
  readonly id?: string;
  readonly session?: { readonly id?: string };
  close(): void;
}

/** Leaves one client without a word. */
function hangUp(server: SMTPServer, session: SMTPServerSession): void {
  const { connections } = server as unknown as { connections: Set<Connection> };
  [...connections].find((each) => each.session?.id === session.id || each.id === session.id)?.close();
}
