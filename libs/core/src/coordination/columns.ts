/** Columns of numbers in memory that threads share: posted to another thread they are seen there, not copied. All zero at first. */
export const int32s = (count: number): Int32Array<SharedArrayBuffer> => new Int32Array(new SharedArrayBuffer(count * 4));
export const float64s = (count: number): Float64Array<SharedArrayBuffer> => new Float64Array(new SharedArrayBuffer(count * 8));
export const bytes = (count: number): Uint8Array<SharedArrayBuffer> => new Uint8Array(new SharedArrayBuffer(count));

/** Gives the memory of columns back at once, and not when it is noticed that nobody has them any more. They hold nothing afterwards. */
export function release(...columns: (Int32Array | Float64Array)[]): void {
  for (const { buffer } of columns) if (buffer instanceof ArrayBuffer) buffer.transfer(0);
}

/** The same numbers at the beginning of a column of `count`. */
export function longer(column: Int32Array, count: number): Int32Array<SharedArrayBuffer> {
  const larger = int32s(count);
  larger.set(column);
  return larger;
}
