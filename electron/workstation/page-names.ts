import { randomUUID } from 'node:crypto';
import type { ServiceClient } from '../gateway/client.ts';

/**
 * The page gets names for next pages, never the service's own links: nothing else can be asked with them, and
 * a link of one session is not followed with another.
 */
export interface PageNames<Page> {
  name(page: Page, client: ServiceClient): string;
  /** undefined: no such page, or another session's. */
  open(name: string, client: ServiceClient): Page | undefined;
  clear(): void;
}

export function createPageNames<Page>(): PageNames<Page> {
  const pages = new Map<string, { readonly page: Page; readonly client: ServiceClient }>();
  return {
    name: (page, client) => {
      const name = randomUUID();
      pages.set(name, { page, client });
      return name;
    },
    open: (name, client) => {
      const known = pages.get(name);
      return known?.client === client ? known.page : undefined;
    },
    clear: () => pages.clear(),
  };
}
