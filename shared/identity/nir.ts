/** The 13 characters of a social security number (NIR) or of a provisional one (NIA), without the key. */
const BODY = /^[123478]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[AB])\d{6}$/;

/**
 * The two-digit key of a NIR or NIA: 97 minus the number modulo 97. The Corsican departments are counted
 * as 19 (2A) and 18 (2B).
 *
 * @param body 13 characters, capitals, no spaces
 * @returns `01` to `97`, or undefined when the body does not have the form of such a number
 */
export function nirKey(body: string): string | undefined {
  if (!BODY.test(body)) return undefined;
  const counted = body.slice(0, 5) + department(body.slice(5, 7)) + body.slice(7);
  // 13 digits stay below 2^53: the remainder is exact.
  return String(97 - (Number(counted) % 97)).padStart(2, '0');
}

function department(code: string): string {
  if (code === '2A') return '19';
  if (code === '2B') return '18';
  return code;
}
