/** A number as tables write it: `1234`, `1,234`, `1234.0`. Null where it is none. */
export function readCount(written: string): number | null {
  const text = written.trim();
  const digits = /^\d{1,3}([, \u00a0]\d{3})+$/.test(text) ? text.replace(/\D/g, '') : /^\d{1,15}(\.0+)?$/.test(text) ? text.split('.')[0]! : null;
  return digits === null ? null : Number(digits);
}
