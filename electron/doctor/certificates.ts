import { lstatSync } from 'node:fs';
import { dirname } from 'node:path';
import { connect } from 'node:tls';
import type { Finding } from '../../shared/doctor/findings.ts';
import type { ServiceAddress } from '../gateway/connection.ts';

const TIMEOUT_MS = 5_000;
const DAY_MS = 86_400_000;
/** An authority renews a month ahead; later than that somebody forgot. */
const ENDING_DAYS = 30;

/**
 * What protects the way to the service: its certificate, or for the embedded one the folder of its socket.
 *
 * @param now milliseconds since the epoch
 */
export async function examineCertificates(address: ServiceAddress, now: number): Promise<Finding> {
  if ('socketPath' in address) return examineSocket(address.socketPath);
  const url = new URL(address.url);
  // A plain address is this very machine, or the connection would have refused it.
  if (url.protocol !== 'https:') return found('CERTIFICATE_NOT_NEEDED');
  return examineCertificate(url, now);
}

const found = (code: Finding['code'], measure: number | null = null): Finding => ({
  part: 'certificates',
  code,
  measure,
});

/** Windows guards its pipes by itself. */
function examineSocket(path: string): Finding {
  if (process.platform === 'win32') return found('CERTIFICATE_NOT_NEEDED');
  const isPrivate = (file: string): boolean => {
    try {
      const { mode, uid } = lstatSync(file);
      return (mode & 0o077) === 0 && uid === process.getuid?.();
    } catch {
      // No socket yet: nothing is open to anybody.
      return true;
    }
  };
  const folder = dirname(path);
  return found(isPrivate(folder) && isPrivate(path) ? 'CERTIFICATE_NOT_NEEDED' : 'SOCKET_OPEN_TO_OTHERS');
}

function examineCertificate(url: URL, now: number): Promise<Finding> {
  return new Promise((resolve) => {
    const socket = connect({
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port || 443),
      ...(/^[\d.:[\]]+$/.test(url.hostname) ? {} : { servername: url.hostname }),
      timeout: TIMEOUT_MS,
      minVersion: 'TLSv1.2',
    });
    const answer = (finding: Finding): void => {
      socket.destroy();
      resolve(finding);
    };
    socket.once('secureConnect', () => {
      const days = Math.floor((Date.parse(socket.getPeerCertificate().valid_to) - now) / DAY_MS);
      answer(found(days < ENDING_DAYS ? 'CERTIFICATE_ENDING' : 'CERTIFICATE_VALID', days));
    });
    socket.once('timeout', () => answer(found('CERTIFICATE_UNSEEN')));
    socket.once('error', (cause: NodeJS.ErrnoException) =>
      answer(found(isRefusal(cause.code) ? 'CERTIFICATE_REFUSED' : 'CERTIFICATE_UNSEEN')),
    );
  });
}

/** OpenSSL's and Node's names for a certificate that must not be trusted; the rest is the network's. */
const isRefusal = (code: string | undefined): boolean =>
  code !== undefined && /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_|ERR_SSL_)/.test(code);
