import { expect, it } from 'vitest';
import { sentenceAt } from './sentences.js';

it('the sentence around a span is cut from the stored text byte for byte, Khmer and zero-width spaces included', () => {
  const text = 'Join the channel. Each\u200B official sends a ScreenShot to the office, no later than Friday.\nThank you.\nសូមចូលរួម។ ផ្ញើ\u200Bរូបថតអេក្រង់ជូនប្រធាន។';
  const around = (words: string) => { const start = text.indexOf(words); return sentenceAt(text, { start, end: start + words.length }); };
  expect(around('ScreenShot')).toBe('Each\u200B official sends a ScreenShot to the office, no later than Friday.');
  expect(around('រូបថតអេក្រង់')).toBe('ផ្ញើ\u200Bរូបថតអេក្រង់ជូនប្រធាន។');
});
