import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64, encodeBase64 } from '../../../shared/cda/base64.ts';

describe('base64', () => {
  it('agrees with Node in both directions', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect(decodeBase64(encodeBase64(bytes, 76))).toEqual(bytes);
      }),
    );
  });

  it('allows white space and a missing padding', () => {
    expect(decodeBase64(' aGV s\r\nbG8 = ')).toEqual(new TextEncoder().encode('hello'));
    expect(decodeBase64('aGVsbG8')).toEqual(new TextEncoder().encode('hello'));
    expect(decodeBase64('')).toEqual(new Uint8Array());
  });

  it.each(['aGV*bG8=', 'a', 'aGVsbG8=aGVs', 'aG=VsbG8', 'aGé='])('refuses %s', (text) => {
    expect(decodeBase64(text)).toBeNull();
  });

  it('breaks lines where asked', () => {
    expect(
      encodeBase64(new Uint8Array(100), 76)
        .split('\n')
        .map((line) => line.length),
    ).toEqual([76, 60]);
  });
});
