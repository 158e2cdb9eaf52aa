import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Result } from '../../../shared/result.ts';
import { err, ok } from '../../../shared/result.ts';
import { z } from '../../../shared/schema/zod.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
const seconds = z.int().min(1).max(86_400);

/** The mail server that notices leave by, as `mail.json` in the data folder names it. */
const MailServerFile = z.strictObject({
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65_535),
  /** `implicit`: TLS from the first byte (465); `starttls`: required before anything is said (587). */
  tls: z.enum(['implicit', 'starttls', 'none']),
  /** PEM of the authority of the server's certificate, where it is not a public one. */
  caFile: z.string().min(1).optional(),
  user: z.string().min(1).max(256).optional(),
  /** File that holds the password alone, readable by the service's account alone. */
  secretFile: z.string().min(1).optional(),
  /** Sender: `Mon espace santé <ne-pas-repondre@exemple.fr>`, or an address alone. */
  from: z.string().regex(/^(?:[^<>\r\n]{1,100} <[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/),
  /** Waits before each further attempt; the last one repeats. */
  retryAfterSeconds: z.array(seconds).min(1).max(20).default([60, 300, 900, 3_600, 14_400]),
  /** RFC 5321 4.5.4.1: four to five days. */
  giveUpAfterHours: z.int().min(1).max(240).default(120),
});

export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly tls: 'implicit' | 'starttls' | 'none';
  readonly ca: string | undefined;
  readonly login: { readonly user: string; readonly password: string } | undefined;
  readonly from: string;
  readonly retryAfterSeconds: readonly number[];
  readonly giveUpAfterHours: number;
}

/**
 * Reads the settings of the mail server. Without the file, mails are the files of the mail folder alone.
 *
 * @param path relative paths in the file are taken from its folder
 * @returns null where there is no file; a sentence for the operator where it cannot be used as it is
 */
export function readMailServer(path: string): Result<MailServer | null, string> {
  if (!existsSync(path)) return ok(null);
  const parsed = MailServerFile.safeParse(parsedJson(path));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return err(
      `mail.json: ${issue?.path.join('.') || 'file'} is not usable (${issue?.code ?? 'unreadable'})`,
    );
  }
  const { caFile, user, secretFile, ...settings } = parsed.data;
  if (settings.tls === 'none' && !LOOPBACK.has(settings.host)) {
    return err('mail.json: tls "none" is for a server on this very machine');
  }
  if ((user === undefined) !== (secretFile === undefined)) {
    return err('mail.json: user and secretFile go together');
  }
  const beside = (file: string): string => resolve(dirname(path), file);
  const ca = caFile === undefined ? ok(undefined) : readText('caFile', beside(caFile));
  if (!ca.ok) return ca;
  if (user === undefined || secretFile === undefined)
    return ok({ ...settings, ca: ca.value, login: undefined });
  const secret = readText('secretFile', beside(secretFile));
  if (!secret.ok) return secret;
  if (process.platform !== 'win32' && (statSync(beside(secretFile)).mode & 0o077) !== 0) {
    return err('mail.json: secretFile must be readable by its owner alone (0600)');
  }
  return ok({ ...settings, ca: ca.value, login: { user, password: secret.value.trim() } });
}

function parsedJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function readText(name: string, path: string): Result<string, string> {
  try {
    return ok(readFileSync(path, 'utf8'));
  } catch {
    return err(`mail.json: ${name} cannot be read`);
  }
}
