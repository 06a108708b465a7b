/** Cuts a stream of bytes of any size into pieces of exactly `size`, the last one perhaps shorter. */
export async function* rechunk(content: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Buffer> {
  let kept: Buffer[] = [];
  let length = 0;
  for await (const piece of content) {
    let rest = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    while (length + rest.length >= size) {
      const taken = size - length;
      yield Buffer.concat([...kept, rest.subarray(0, taken)]);
      rest = rest.subarray(taken);
      kept = [];
      length = 0;
    }
    if (rest.length > 0) {
      kept.push(rest);
      length += rest.length;
    }
  }
  if (length > 0) yield Buffer.concat(kept);
}
