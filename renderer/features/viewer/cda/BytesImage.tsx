import { useEffect, useRef, useState } from 'react';
import { MAX_IMAGE_PIXELS } from '../../../workers/limits.ts';
import { words } from '../messages.ts';
import { dimensionsOf } from '../picture/dimensions.ts';

export interface BytesImageProps {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly alt: string;
}

/** A picture that a document carries; one that announces too many pixels, or none, is named, not decoded. */
export function BytesImage(props: BytesImageProps) {
  const [hasFailed, setFailed] = useState(false);
  const size = dimensionsOf(props.bytes);
  const isSane = size !== null && size.width * size.height <= MAX_IMAGE_PIXELS;
  if (!isSane || hasFailed) return <em>{words.pictureFailed}</em>;
  return <Decoded {...props} onFailed={() => setFailed(true)} />;
}

function Decoded({ bytes, mediaType, alt, onFailed }: BytesImageProps & { readonly onFailed: () => void }) {
  const image = useRef<HTMLImageElement>(null);

  useEffect(() => {
    const element = image.current;
    if (element === null) return undefined;
    const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: mediaType }));
    element.src = address;
    return () => URL.revokeObjectURL(address);
  }, [bytes, mediaType]);

  return <img ref={image} alt={alt} onError={onFailed} />;
}
