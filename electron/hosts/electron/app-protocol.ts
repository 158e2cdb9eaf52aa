import type { Session } from 'electron';
import { protocol } from 'electron';
import type { PageResponse } from '../page-files.ts';

export const APP_ORIGIN = 'app://bundle';

/** Before `ready`: our own scheme, with an origin, so that `file://` and its privileges are never needed. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Answers `app://bundle/…` from the fixed map of built files, and refuses every other address. */
export function serveApp(session: Session, serve: (method: string, pathname: string) => PageResponse): void {
  session.protocol.handle('app', (request) => {
    const url = new URL(request.url);
    if (url.host !== 'bundle') return new Response(null, { status: 404 });
    const response = serve(request.method, url.pathname);
    return new Response(new Uint8Array(response.body), {
      status: response.status,
      headers: { ...response.headers },
    });
  });
  session.protocol.handle('file', () => new Response(null, { status: 404 }));
}
