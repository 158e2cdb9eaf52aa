import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Instant } from '../../../shared/access/vocabulary.ts';
import { z } from '../../../shared/schema/zod.ts';
import type { Caller } from '../auth/caller.ts';

/** How long a link to the next page may be followed (F5 of the wire). */
const LIFE = 10 * 60_000;

const Page = z.strictObject({
  /** Query of the search, as it came. */
  query: z.string(),
  lenient: z.boolean(),
  /** Place of the last entry of the page before. */
  date: z.number(),
  system: z.string(),
  value: z.string(),
});
export type Page = z.infer<typeof Page>;

const Sealed = z.strictObject({ page: Page, bearer: z.string(), until: z.number() });

/**
 * Links to next pages. They are sealed, so that they say nothing and cannot be made up, and hold everything,
 * so that the service keeps nothing of a search; after a restart a search begins again.
 */
export interface PageLinks {
  seal(page: Page, caller: Caller, now: Instant): string;
  /** undefined: made up, too old, or another's. */
  open(token: string, caller: Caller, now: Instant): Page | undefined;
}

export function pageLinks(): PageLinks {
  const key = randomBytes(32);
  return {
    seal: (page, caller, now) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const text = JSON.stringify({ page, bearer: bearerOf(caller), until: now + LIFE });
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return sealed.toString('base64url');
    },
    open: (token, caller, now) => {
      const sealed = unsealed(key, Buffer.from(token, 'base64url'));
      if (sealed === undefined || sealed.until <= now || sealed.bearer !== bearerOf(caller)) return undefined;
      return sealed.page;
    },
  };
}

function unsealed(key: Buffer, bytes: Buffer): z.infer<typeof Sealed> | undefined {
  if (bytes.length < 29) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(-16));
    const text = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
    return Sealed.parse(JSON.parse(text.toString('utf8')));
  } catch {
    return undefined;
  }
}

/** Whose link it is: the person, in this mode, for this record. */
function bearerOf(caller: Caller): string {
  const { mode, secret, bound_to, acting_for } = caller.session;
  const who = caller.kind === 'professional' ? caller.professional.id : caller.person.uid;
  return [caller.kind, who, mode, secret, bound_to, acting_for].join(' ');
}
