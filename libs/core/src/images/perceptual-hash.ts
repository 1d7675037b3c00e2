/** Pixels as decoders give them: four bytes each (red, green, blue, alpha), row by row. */
export interface Pixels { width: number; height: number; data: Uint8Array | Uint8ClampedArray }

const SIDE = 32;
const LOW = 8;
/** Samples of a row or column of a cell: more of a large image would change no bit. */
const SAMPLES = 4;

/** COSINES[u][x] of the discrete cosine transform, type II, for the lowest frequencies. */
const COSINES = Array.from({ length: LOW }, (_, u) => Float64Array.from({ length: SIDE }, (__, x) => Math.cos(((2 * x + 1) * u * Math.PI) / (2 * SIDE))));

/**
 * The 64-bit perceptual hash (pHash) of an image as 16 hexadecimal digits: luma in 32 × 32 cells, its 8 × 8 lowest cosine frequencies, each compared with
 * their median (Zauner, Implementation and Benchmarking of Perceptual Image Hash Functions, 2010, 3.2.1). Scaling, brightness and compression change few bits;
 * compare with `hashDistance`. Null where there is nothing to tell images apart by: one even colour.
 */
export function perceptualHash({ width, height, data }: Pixels): string | null {
  const luma = new Float64Array(SIDE * SIDE);
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) luma[row * SIDE + column] = cellLuma(data, width, (column * width) / SIDE, ((column + 1) * width) / SIDE, (row * height) / SIDE, ((row + 1) * height) / SIDE, height);
  }
  const frequencies: number[] = [];
  for (let v = 0; v < LOW; v++) {
    const down = COSINES[v]!;
    const sums = new Float64Array(SIDE);
    for (let row = 0; row < SIDE; row++) for (let column = 0; column < SIDE; column++) sums[column]! += luma[row * SIDE + column]! * down[row]!;
    for (let u = 0; u < LOW; u++) {
      const across = COSINES[u]!;
      let sum = 0;
      for (let column = 0; column < SIDE; column++) sum += sums[column]! * across[column]!;
      frequencies.push(sum);
    }
  }
  // The first is the mean brightness: it says nothing of the picture.
  const others = frequencies.slice(1).toSorted((a, b) => a - b);
  if (others.every((value) => Math.abs(value) < 1e-6)) return null;
  const median = (others[31]! + others[30]! + others[32]!) / 3;
  let hash = 0n;
  for (const [at, value] of frequencies.entries()) if (at > 0 && value > median) hash |= 1n << BigInt(at);
  return hash.toString(16).padStart(16, '0');
}

/** Mean luma (ITU-R BT.601) of a cell over at most SAMPLES² of its pixels; what is transparent shows white. */
function cellLuma(data: Pixels['data'], width: number, left: number, right: number, top: number, bottom: number, height: number): number {
  const stepX = Math.max(1, (right - left) / SAMPLES);
  const stepY = Math.max(1, (bottom - top) / SAMPLES);
  let sum = 0;
  let count = 0;
  for (let y = top; y < bottom; y += stepY) {
    const line = Math.min(height - 1, Math.floor(y)) * width;
    for (let x = left; x < right; x += stepX) {
      const at = (line + Math.min(width - 1, Math.floor(x))) * 4;
      const luma = 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!;
      const alpha = data[at + 3]! / 255;
      sum += luma * alpha + 255 * (1 - alpha);
      count++;
    }
  }
  return sum / count;
}

/** In how many of 64 bits two hashes differ; up to about 10 the images are the same for a person. */
export function hashDistance(a: string, b: string): number {
  let difference = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let bits = 0;
  for (; difference > 0n; difference &= difference - 1n) bits++;
  return bits;
}
