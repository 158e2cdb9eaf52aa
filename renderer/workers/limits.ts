/** An A4 page at 600 dots an inch has 35 million pixels; beyond 64 million an image is an attack on memory. */
export const MAX_IMAGE_PIXELS = 64_000_000;
