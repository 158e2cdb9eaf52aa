import { useEffect, useState } from 'react';
import { MAX_IMAGE_PIXELS } from '../../../workers/limits.ts';
import { words } from '../messages.ts';
import { dimensionsOf } from '../picture/dimensions.ts';

export interface BytesImageProps {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly alt: string;
}

/** A picture that a document carries; one that announces too many pixels, or none, is named, not decoded. */
export function BytesImage({ bytes, mediaType, alt }: BytesImageProps) {
  const [address, setAddress] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const size = dimensionsOf(bytes);
    if (size === null || size.width * size.height > MAX_IMAGE_PIXELS) {
      setFailed(true);
      return undefined;
    }
    const made = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: mediaType }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, mediaType]);

  if (failed) return <em>{words.pictureFailed}</em>;
  return address === null ? null : <img src={address} alt={alt} onError={() => setFailed(true)} />;
}
