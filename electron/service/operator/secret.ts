import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../../store/durable-file.ts';

/** Who holds the file of this name in the data folder operates the service, and nobody else does. */
const FILE = 'operator.token';

/** The secret of whoever operates this service: trainer, administrator. It opens no record. */
export interface OperatorSecret {
  /** Whether an `Authorization` header carries it. */
  isIn(header: string | undefined): boolean;
}

/** Takes the secret from the data folder, or makes it at the first start, readable by its owner alone. */
export function operatorSecretIn(dataDir: string): string {
  const path = join(dataDir, FILE);
  if (!existsSync(path)) writeDurably(path, `${randomBytes(32).toString('base64url')}\n`);
  return readFileSync(path, 'utf8').trim();
}

/** The secret of a data folder, to judge callers by. */
export function operatorSecret(dataDir: string): OperatorSecret {
  const expected = digest(operatorSecretIn(dataDir));
  return {
    isIn: (header) => {
      const presented = /^Bearer ([\w-]+)$/i.exec(header ?? '')?.[1];
      return presented !== undefined && timingSafeEqual(digest(presented), expected);
    },
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
