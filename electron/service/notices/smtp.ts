import { createTransport } from 'nodemailer';
import { z } from '../../../shared/schema/zod.ts';
import type { DueMail } from '../storage/mail-deliveries.ts';
import type { MailServer } from './mail-server.ts';

/** How one attempt to send ended. A code is a reply of the protocol or the name of a fault, never a text. */
export type SendOutcome =
  | { readonly status: 'sent'; readonly code: string }
  /** The server said no for good (5yz): this mail will not be taken. */
  | { readonly status: 'refused'; readonly code: string }
  /** Not now (4yz), or the server was not reached, or its answer was lost. */
  | { readonly status: 'later'; readonly code: string };

export interface Smtp {
  send(mail: Pick<DueMail, 'message_id' | 'address' | 'subject' | 'text'>): Promise<SendOutcome>;
}

const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;

/**
 * The way to the mail server. Each mail has a connection of its own: a pool would send again by itself a mail
 * whose answer was lost, and that is for the durable queue to decide.
 */
export function openSmtp(server: MailServer): Smtp {
  const { host, port, tls, ca, login, from } = server;
  const transport = createTransport({
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
    // Said in EHLO: the sender's domain, not the name of this machine.
    name: domainOf(from),
    ...(login === undefined ? {} : { auth: { user: login.user, pass: login.password } }),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
  return {
    send: async ({ message_id, address, subject, text }) => {
      try {
        const { response } = await transport.sendMail({
          from,
          to: { name: '', address },
          subject,
          text,
          messageId: `<${message_id}>`,
          textEncoding: 'quoted-printable',
          xMailer: false,
          // RFC 3834: no automatic answer to it.
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return { status: 'sent', code: /^\d{3}/.exec(response)?.[0] ?? '250' };
      } catch (cause) {
        return outcomeOf(cause);
      }
    },
  };
}

/** The right-hand side of our Message-IDs, and what we call ourselves. */
export const domainOf = (from: string): string => /@([^<>\s@]+?)>?$/.exec(from)?.[1] ?? 'localhost';

const SmtpFault = z.object({ code: z.string().optional(), responseCode: z.int().optional() });

/** Faults of ours or of the account: mending them sends everything that waits. */
const OPERATORS: ReadonlySet<string> = new Set(['EAUTH', 'ENOAUTH', 'EOAUTH2', 'ETLS', 'EREQUIRETLS']);

function outcomeOf(cause: unknown): SendOutcome {
  const { code = 'ERROR', responseCode } = SmtpFault.catch({}).parse(cause);
  if (OPERATORS.has(code)) return { status: 'later', code };
  if (responseCode !== undefined && responseCode >= 500)
    return { status: 'refused', code: String(responseCode) };
  if (responseCode !== undefined) return { status: 'later', code: String(responseCode) };
  // An address that no server could take.
  if (code === 'EENVELOPE') return { status: 'refused', code };
  return { status: 'later', code: /^[A-Z_0-9]{1,20}$/.test(code) ? code : 'ERROR' };
}
