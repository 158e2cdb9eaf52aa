import { Buffer } from 'node:buffer';
import * as crypto from 'node:crypto';
import { z } from '../../shared/schema/zod.ts';

/** What one guess costs (Argon2id, RFC 9106). It stands in each file, so that it can be raised. */
export const StretchCost = z.strictObject({
  iterations: z.int().min(1).max(64),
  /** KiB. */
  memorySize: z.int().min(8_192).max(1_048_576),
  parallelism: z.int().min(1).max(8),
});
export type StretchCost = z.infer<typeof StretchCost>;

/**
 * Half a second and 128 MiB a guess on an office machine, for who already holds the keychain's secret; without
 * it there is nothing to guess (docs/decisions/0018-keys.md).
 */
export const STRETCH_COST: StretchCost = { iterations: 6, memorySize: 131_072, parallelism: 1 };

const KEY_BYTES = 32;

/**
 * Stretches a PIN by Argon2id. Node's own implementation runs beside the event loop; Electron's Node has
 * another crypto library without it, and takes the one in WebAssembly, which gives the same bytes.
 *
 * @returns 32 bytes that the caller wipes
 */
export async function stretch(pin: Uint8Array, salt: Uint8Array, cost: StretchCost): Promise<Buffer> {
  return 'argon2' in crypto && typeof crypto.argon2 === 'function'
    ? stretchNatively(pin, salt, cost)
    : stretchInWasm(pin, salt, cost);
}

function stretchNatively(pin: Uint8Array, salt: Uint8Array, cost: StretchCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parameters = {
      message: pin,
      nonce: salt,
      passes: cost.iterations,
      memory: cost.memorySize,
      parallelism: cost.parallelism,
      tagLength: KEY_BYTES,
    };
    crypto.argon2('argon2id', parameters, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

/** The same in WebAssembly, wherever the program runs. */
export async function stretchInWasm(pin: Uint8Array, salt: Uint8Array, cost: StretchCost): Promise<Buffer> {
  const { argon2id } = await import('hash-wasm');
  const key = await argon2id({
    password: pin,
    salt,
    ...cost,
    hashLength: KEY_BYTES,
    outputType: 'binary',
  });
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength);
}
