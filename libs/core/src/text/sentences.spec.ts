import { expect, it } from 'vitest';
import { sentenceOf } from './sentences.js';

it('the sentence of some words is cut from the stored text byte for byte, Khmer and zero-width spaces included', () => {
  const text = 'Join the channel. Each\u200B official sends a ScreenShot to the office, no later than Friday.\nThank you.\nសូមចូលរួម។ ផ្ញើ\u200Bរូបថតអេក្រង់ជូនប្រធាន។';
  expect(sentenceOf(text, 'ScreenShot')).toBe('Each\u200B official sends a ScreenShot to the office, no later than Friday.');
  expect(sentenceOf(text, 'រូបថតអេក្រង់')).toBe('ផ្ញើ\u200Bរូបថតអេក្រង់ជូនប្រធាន។');
});
