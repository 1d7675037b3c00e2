import { printedInterval } from '#core/accounts/precision.js';
import type { Bound } from '#core/model.js';

/**
 * A counter as Telegram prints it: "705", "25 015", "12.3K", "10.5M". Letters stand for thousands and millions to one decimal (a zero
 * is left away), so the bound is ≈, and the interval holds whatever may be printed so.
 * Null when the text begins with no number.
 */
export function readCount(text: string): { value: number; bound: Bound; low: number; high: number } | null {
  const found = /^\s*(\d{1,3}(?:[\s.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)\s*([KM](?![\p{L}]))?/iu.exec(text);
  if (found === null) return null;
  const unit = found[2]?.toUpperCase();
  if (unit === undefined) {
    const value = Number(found[1]!.replace(/\D/g, ''));
    return Number.isSafeInteger(value) ? { value, bound: '=', low: value, high: value } : null;
  }
  const size = unit === 'K' ? 1e3 : 1e6;
  const value = Math.round(Number(found[1]!.replace(',', '.')) * size);
  return Number.isSafeInteger(value) ? { value, bound: '≈', ...printedInterval(value, size / 10 ** Math.max(1, found[1]!.split(/[.,]/)[1]?.length ?? 0)) } : null;
}
