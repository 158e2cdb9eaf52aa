import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isCodeGroup,
  readRecoveryCode,
  RECOVERY_CODE_BITS,
  RECOVERY_CODE_BYTES,
  sameCodeGroup,
  writeRecoveryCode,
} from '../../../shared/vault/recovery-code.ts';

const random = fc.uint8Array({ minLength: RECOVERY_CODE_BYTES, maxLength: RECOVERY_CODE_BYTES });
/** The bits that a code holds: the lower half of the last byte is none of them. */
const held = (bytes: Uint8Array): Uint8Array =>
  bytes.map((byte, index) => (index === RECOVERY_CODE_BYTES - 1 ? byte & 0xf0 : byte));

describe('a recovery code', () => {
  it('holds more than 128 bits, in seven groups of five signs that nobody misreads', () => {
    expect(RECOVERY_CODE_BITS).toBeGreaterThanOrEqual(128);
    fc.assert(
      fc.property(random, (bytes) => {
        const code = writeRecoveryCode(bytes);
        expect(code).toHaveLength(7);
        for (const group of code) expect(group).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}$/);
      }),
    );
  });

  it('gives back the bytes that it was written from', () => {
    fc.assert(
      fc.property(random, (bytes) => {
        expect(readRecoveryCode(writeRecoveryCode(bytes).join('-'))).toEqual({
          ok: true,
          value: held(bytes),
        });
      }),
    );
  });

  it('is read as people type: small letters, spaces, dashes of all kinds, O for 0, I and L for 1', () => {
    const code = writeRecoveryCode(new Uint8Array(RECOVERY_CODE_BYTES).fill(0x08)).join(' ');
    expect(code).toMatch(/[01]/);
    const typed = ` ${code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replaceAll(' ', ' – ')} `;
    expect(readRecoveryCode(typed)).toEqual(readRecoveryCode(code));
    expect(readRecoveryCode(code).ok).toBe(true);
  });

  it('names the group with one wrong sign, or with two neighbours exchanged', () => {
    fc.assert(
      fc.property(random, fc.nat(34), fc.integer({ min: 1, max: 31 }), (bytes, place, shift) => {
        const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
        const signs = Array.from(writeRecoveryCode(bytes).join(''));
        const wrong = [...signs];
        wrong[place] = alphabet[(alphabet.indexOf(signs[place] ?? '') + shift) % 32] ?? '';
        expect(readRecoveryCode(wrong.join(''))).toEqual({
          ok: false,
          error: { code: 'GROUPS', groups: [Math.floor(place / 5)] },
        });
        const inGroup = place % 5;
        if (inGroup === 4 || signs[place] === signs[place + 1]) return;
        const exchanged = signs.toSpliced(place, 2, signs[place + 1] ?? '', signs[place] ?? '');
        expect(readRecoveryCode(exchanged.join('')).ok).toBe(false);
      }),
    );
  });

  it('does not take two groups in the wrong order', () => {
    fc.assert(
      fc.property(random, fc.nat(6), fc.nat(6), (bytes, one, other) => {
        const groups = [...writeRecoveryCode(bytes)];
        if (one === other || groups[one]?.slice(0, 4) === groups[other]?.slice(0, 4)) return;
        const first = groups[one] ?? '';
        groups[one] = groups[other] ?? '';
        groups[other] = first;
        expect(readRecoveryCode(groups.join('-')).ok).toBe(false);
      }),
    );
  });

  it('says of a text of another length only that', () => {
    expect(readRecoveryCode('7K2QX-00000')).toEqual({ ok: false, error: { code: 'LENGTH' } });
    expect(readRecoveryCode('')).toEqual({ ok: false, error: { code: 'LENGTH' } });
  });

  it('lets one group be checked as it is typed, and compared with the paper', () => {
    const [first = '', second = ''] = writeRecoveryCode(new Uint8Array(RECOVERY_CODE_BYTES).fill(0x5a));
    expect(isCodeGroup(first.toLowerCase(), 0)).toBe(true);
    expect(isCodeGroup(first, 1)).toBe(false);
    expect(sameCodeGroup(` ${second.toLowerCase()}`, second)).toBe(true);
    expect(sameCodeGroup(first, second)).toBe(false);
  });
});
