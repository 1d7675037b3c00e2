import { expect, it } from 'vitest';
import { lastNamed, speakerBefore, subjectOf } from './speaker.js';

const at = (words: string, range: [number, number] | null): string | null => (range === null ? null : words.slice(range[0], range[1]));
const subject = (words: string) => at(words, subjectOf(words));
const speaker = (words: string) => at(words, speakerBefore(words));
const named = (words: string) => at(words, lastNamed(words));

it('takes the subject of the asking without what explains it, its auxiliaries, the day, or the place from which news is told', () => {
  expect(subject('the regional director ')).toBe('the regional director');
  expect(subject('three teachers say that the head teacher ')).toBe('the head teacher');
  expect(subject('mayor oddie, wearing a paper crown, ')).toBe('mayor oddie');
  expect(subject('according to a memo, the ministry has repeatedly ')).toBe('the ministry');
  expect(subject("tarn, aug. 13 -- lornavia's ruling party on thursday ")).toBe("lornavia's ruling party");
});
it('goes back to whoever did what stands before: a deed, or one with a purpose', () => {
  expect(subject('the village chief came round last night and ')).toBe('the village chief');
  expect(subject('the president used his speech to ')).toBe('the president');
});
it('names nobody for a pronoun, or where the asked are the subject', () => {
  expect(subject('she ')).toBeNull();
  expect(speaker('members are asked ')).toBeNull();
});
it('knows who says what follows, whomever it is said to', () => {
  expect(speaker('the governor of belt told mayors at a closed meeting that ')).toBe('the governor of belt');
  expect(speaker('my boss says we all have to ')).toBe('my boss');
});
it('knows whom the sentences before name by office or title', () => {
  expect(named('Ms Vane reported on the choir. It was late. ')).toBe('Ms Vane');
  expect(named('Ferries stop at noon. ')).toBeNull();
});
