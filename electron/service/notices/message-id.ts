import { createHash, randomBytes } from 'node:crypto';
import type { FactStore } from '../storage/mails.ts';
import type { MailServer } from './mail-server.ts';
import { domainOf } from './smtp.ts';

/**
 * Message-IDs of this service's mails: each mail has one, whoever asks and whenever, and no other service has
 * the same. They tell neither the patient nor how many mails there are.
 *
 * @returns null where no mail server is configured
 */
export function messageIds(facts: FactStore, server: MailServer | null): ((seq: number) => string) | null {
  if (server === null) return null;
  const identity = facts.get('mailIdentity') ?? randomBytes(16).toString('hex');
  facts.set('mailIdentity', identity);
  const domain = domainOf(server.from);
  return (seq) => `${createHash('sha256').update(`${identity}:${seq}`).digest('hex').slice(0, 32)}@${domain}`;
}
