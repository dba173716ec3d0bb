const ascii = (bytes: Buffer, from: number, to: number) => bytes.subarray(from, to).toString('latin1');

const STARTS = {
  jpeg: (bytes: Buffer) => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  png: (bytes: Buffer) => bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  webp: (bytes: Buffer) => ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP',
  // The npm build of libvips reads AVIF but not HEIC: phones convert when a form asks for JPEG.
  avif: (bytes: Buffer) => ascii(bytes, 4, 8) === 'ftyp' && /^(avif|avis|mif1)/.test(ascii(bytes, 8, 12)),
};

/** By the first bytes, whatever the name or the declared type say. */
export function startsLike(bytes: Buffer, ...kinds: (keyof typeof STARTS)[]): boolean {
  return kinds.some((kind) => STARTS[kind](bytes));
}
