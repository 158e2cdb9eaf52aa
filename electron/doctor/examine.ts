import type { Finding } from '../../shared/doctor/findings.ts';
import type { Connection, ServiceAddress } from '../gateway/connection.ts';
import type { WritableDatabase } from '../store/open.ts';
import type { Keychain } from '../vault/keychain.ts';
import { examineCards } from './cards.ts';
import { examineCertificates } from './certificates.ts';
import { examineClock } from './clock.ts';
import { examineDisk } from './disk.ts';
import { examineHost } from './host.ts';
import { examineKeychain } from './keychain.ts';
import type { KnownStart } from './service.ts';
import { examineService } from './service.ts';
import { examineStore } from './store.ts';

/** A post as it is examined; it may be closed, and then there is neither a way to the service nor a store. */
export interface Post {
  /** Folder of the post's own data. */
  readonly folder: string;
  readonly cardsDir: string | null;
  readonly hostKind: 'electron' | 'chromium' | null;
  readonly keychain: Keychain;
  readonly service: { readonly address: ServiceAddress; readonly connection: Connection } | null;
  /** Of the embedded service; nothing where it runs, or is somebody else's. */
  readonly start: KnownStart;
  readonly store: { readonly database: WritableDatabase; readonly storage: 'encrypted' | 'memory' } | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Examines every part of a post, each by using it, and changes nothing.
 *
 * @returns one finding a part, in the order of `PARTS`
 */
export async function examinePost(post: Post): Promise<readonly Finding[]> {
  const { service } = post;
  const [keychain, cards] = await Promise.all([examineKeychain(post.keychain), examineCards(post.cardsDir)]);
  // The service first: its answer tells the time by which clock and certificate are judged.
  const ofService = await examineService(service?.connection ?? null, post.start);
  return [
    examineHost(post.hostKind),
    examineDisk(post.folder),
    examineStore(post.folder, post.store),
    keychain,
    ...(service === null ? [] : [examineClock(service.connection.clock)]),
    ofService,
    ...(service === null ? [] : [await examineCertificates(service.address, post.now)]),
    cards,
  ];
}
