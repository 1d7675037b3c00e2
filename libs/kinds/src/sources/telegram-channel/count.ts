import type { Bound } from '#core/model.js';

/**
 * A counter as Telegram prints it: "705", "25 015", "12.3K", "10.5M". Letters stand for rounded thousands and millions, so the bound is ≈.
 * Null when the text begins with no number.
 */
export function readCount(text: string): { value: number; bound: Bound } | null {
  const found = /^\s*(\d{1,3}(?:[\s.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)\s*([KM](?![\p{L}]))?/iu.exec(text);
  if (found === null) return null;
  const unit = found[2]?.toUpperCase();
  if (unit === undefined) {
    const digits = found[1]!.replace(/\D/g, '');
    return { value: Number(digits), bound: '=' };
  }
  const value = Math.round(Number(found[1]!.replace(',', '.')) * (unit === 'K' ? 1e3 : 1e6));
  return Number.isFinite(value) ? { value, bound: '≈' } : null;
}
