import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const COST = { N: 16_384, r: 8, p: 1 };
const BYTES = 32;

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, BYTES, COST, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

/** A password in the form in which it is stored: salt and scrypt, hexadecimal. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `${salt.toString('hex')}:${(await derive(password, salt)).toString('hex')}`;
}

/**
 * Whether a password is the stored one. Without a stored one it takes as long and says no, so that time does
 * not tell who has an account (C6 of the wire).
 */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const [salt, expected] = (stored ?? '').split(':').map((part) => Buffer.from(part, 'hex'));
  const derived = await derive(password, salt === undefined || salt.length === 0 ? randomBytes(16) : salt);
  return expected?.length === BYTES && timingSafeEqual(derived, expected);
}
