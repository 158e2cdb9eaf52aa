const SIGNATURES: Readonly<Record<string, readonly number[]>> = {
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'image/gif': [0x47, 0x49, 0x46, 0x38],
};

/** Whether bytes begin as a picture of that media type does. */
export function sameImageType(mediaType: string, bytes: Uint8Array): boolean {
  const signature = SIGNATURES[mediaType];
  return signature !== undefined && signature.every((byte, at) => bytes[at] === byte);
}
