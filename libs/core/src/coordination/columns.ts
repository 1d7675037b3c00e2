/** Columns of numbers in memory that threads share: posted to another thread they are seen there, not copied. All zero at first. */
export const int32s = (count: number): Int32Array<SharedArrayBuffer> => new Int32Array(new SharedArrayBuffer(count * 4));
export const float64s = (count: number): Float64Array<SharedArrayBuffer> => new Float64Array(new SharedArrayBuffer(count * 8));
export const bytes = (count: number): Uint8Array<SharedArrayBuffer> => new Uint8Array(new SharedArrayBuffer(count));

/** The same numbers at the beginning of a column of `count`. */
export function longer(column: Int32Array, count: number): Int32Array<SharedArrayBuffer> {
  const larger = int32s(count);
  larger.set(column);
  return larger;
}
