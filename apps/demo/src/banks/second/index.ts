import type { Bank } from '../bank.js';
import { appealsEn, healthAppealsEn } from './appeals-en.js';
import { appealsKm, healthAppealsKm } from './appeals-km.js';
import { letterEn, letterKm } from './letters.js';
import { ordinaryEn } from './ordinary-en.js';
import { ordinaryKm } from './ordinary-km.js';
import { eventEn, storiesEn } from './stories-en.js';
import { eventKm, storiesKm } from './stories-km.js';

/** Written without sight of the detection rules or of the first bank: what the rules find here, they find in words they were not made on. */
export const secondBank: Bank = {
  en: {
    ordinary: ordinaryEn, letter: letterEn, healthAppeals: healthAppealsEn, stories: storiesEn, event: eventEn, appeals: appealsEn,
    partyAppeals: [
      'Read us where we write ourselves: subscribe to {partyLink}.', 'Friends in {place}, please follow {partyLink}: the meeting places are announced there.', 'Our own channel grows by the day. Join {partyLink} and bring your sister.',
    ],
    channelNotes: {
      premier: ['Good morning from {place}. The rice is high this year.', 'Met {n} families in {place2} today and heard about the road. It will be done.', 'A bridge is not a favour. It is a bridge.', 'I thank the people of {place} for the mangoes.', 'Rain on the roof, papers on the desk. Work goes on in {capital}.'],
      party: ['{n} people came to the porch in {place} tonight. Two questions about water, one about schools.', 'Our list for {place2} was accepted this morning.', '{challenger} speaks at the market of {place} on {day}.', 'Who pays for the posters? We publish our accounts on {day}.'],
      radio: ['At six: water levels, the football from {place}, and what rice costs in {place2}.', 'The road at {place} is open again.', 'Listeners from {place2} report hail.', 'Tonight: an hour of old songs.', 'Market prices in {capital} were steady today.', '{n} new teachers for {place}.', 'Ferry between {place} and {place2} half an hour late.'],
    },
    captions: { voice: ['Recording from {place}', 'The evening greeting', 'Listen: {person} in {place2}'], album: ['Pictures from {place}', 'This morning in {place2}', 'The visit in {n} pictures'] },
  },
  km: {
    ordinary: ordinaryKm, letter: letterKm, healthAppeals: healthAppealsKm, stories: storiesKm, event: eventKm, appeals: appealsKm,
    partyAppeals: ['សូមអានពីយើងផ្ទាល់៖ តាមដាន {partyLink}។', 'បងប្អូននៅ{place} សូមចូលរួម {partyLink} ដើម្បីដឹងទីកន្លែងជួបជុំ។'],
    channelNotes: {
      premier: ['អរុណសួស្តីពី{place}។ ឆ្នាំនេះស្រូវល្អ។', 'ថ្ងៃនេះខ្ញុំបានជួប{n}គ្រួសារនៅ{place2} ហើយស្តាប់រឿងផ្លូវ។ យើងនឹងធ្វើ។', 'សូមអរគុណបងប្អូន{place}ចំពោះផ្លែស្វាយ។', 'ភ្លៀងលើដំបូល ឯកសារលើតុ។ ការងារនៅ{capital}បន្តទៅមុខ។'],
      party: ['យប់នេះមានអ្នកមកស្តាប់{n}នាក់នៅ{place}។ សំណួរពីរអំពីទឹក មួយអំពីសាលា។', 'បញ្ជីបេក្ខជនសម្រាប់{place2}ត្រូវបានទទួលព្រឹកនេះ។', '{challenger}នឹងនិយាយនៅផ្សារ{place}នៅ{day}។'],
      radio: ['ម៉ោងប្រាំមួយ៖ កម្ពស់ទឹក បាល់ទាត់ពី{place} និងតម្លៃស្រូវនៅ{place2}។', 'ផ្លូវនៅ{place}បើកវិញហើយ។', 'អ្នកស្តាប់ពី{place2}ថាមានធ្លាក់ដុំទឹកកក។', 'យប់នេះ៖ ចម្រៀងចាស់មួយម៉ោង។', 'តម្លៃទំនិញនៅ{capital}មិនប្រែប្រួល។', 'គ្រូថ្មី{n}នាក់សម្រាប់{place}។'],
    },
    captions: { voice: ['ការថតសម្លេងពី{place}', 'ពាក្យជូនពរពេលល្ងាច'], album: ['រូបភាពពី{place}', 'ព្រឹកនេះនៅ{place2}'] },
  },
};
