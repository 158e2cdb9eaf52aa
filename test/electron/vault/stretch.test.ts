import { describe, expect, it } from 'vitest';
import { STRETCH_COST, stretch, stretchInWasm } from '../../../electron/vault/stretch.ts';
import { CHEAP } from './memory-keychain.ts';

describe('stretching a PIN', () => {
  const pin = Buffer.from('1234');
  const salt = Buffer.alloc(16, 1);

  it('gives the same bytes whichever crypto library the program has', async () => {
    expect(await stretch(pin, salt, CHEAP)).toEqual(await stretchInWasm(pin, salt, CHEAP));
    const more = { ...CHEAP, iterations: 2, parallelism: 2 };
    expect(await stretch(pin, salt, more)).toEqual(await stretchInWasm(pin, salt, more));
  });

  it('depends on the PIN, on the salt and on the cost', async () => {
    const once = await stretch(pin, salt, CHEAP);
    expect(await stretch(Buffer.from('1235'), salt, CHEAP)).not.toEqual(once);
    expect(await stretch(pin, Buffer.alloc(16, 2), CHEAP)).not.toEqual(once);
    expect(await stretch(pin, salt, { ...CHEAP, iterations: 2 })).not.toEqual(once);
  });

  it('costs the product memory that a card of a guesser lacks, six times over', () => {
    expect(STRETCH_COST.memorySize).toBeGreaterThanOrEqual(128 * 1_024);
    expect(STRETCH_COST.iterations).toBeGreaterThanOrEqual(6);
  });
});
