/**
 * The lines of a UTF-8 stream, in batches as they arrive; a line ends with a line feed, the last one needs none.
 * Memory holds one chunk and the line under way, however long the stream is.
 */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  // The beginning of the line under way, in pieces: joining them at every chunk would cost the square of a
  // long line.
  let pieces: string[] = [];

  for await (const chunk of bytes) {
    const lines = decoder.decode(chunk, { stream: true }).split('\n');
    const rest = lines.pop() ?? '';
    if (lines.length === 0) {
      pieces.push(rest);
      continue;
    }
    lines[0] = pieces.join('') + (lines[0] ?? '');
    pieces = [rest];
    yield lines;
  }

  const last = pieces.join('') + decoder.decode();
  if (last !== '') yield [last];
}
