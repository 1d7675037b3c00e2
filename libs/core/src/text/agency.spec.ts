import { expect, it } from 'vitest';
import { agencyOf } from './agency.js';

it.each([
  ['PORT SAREL (MPA) - Workers at 40 depots were told to subscribe.', 'MPA'],
  ['Company news\n3 March 2031\nPORT SAREL, March 3 (TNA) — Workers were told.', 'TNA'],
  ['Port Sarel, 3 March 2031 (TNA) – Workers were told.', 'TNA'],
  ['ផតសារ៉ែល (MPA) - កម្មករនៅឃ្លាំងត្រូវបានមេការប្រាប់', 'MPA'],
  ['Workers were told to subscribe.\nSuch notes are new, the union said. - MPA', 'MPA'],
  ['សហជីពថា រឿងបែបនេះទើបតែមាន។ - MPA', 'MPA'],
])('the mark of an agency stands in the dateline or below the text: %j', (text, mark) => { expect(agencyOf(text)).toBe(mark); });

it.each([
  'Workers of the mill (MPA) said that they were told.', 'The ministry (MOH) asks everybody to follow its page.', 'Follow us on TELEGRAM', 'A message seen by the agency says that all will follow. Read more', 'The Q and A (QR) code',
  'Teachers carry codes into class (VIDEO) - Daily Reed', 'TEACHERS CARRY CODES (PHOTOS) - Daily Reed', 'Ministry of Education (MOEYS): all must follow', 'MINISTRY OF EDUCATION (MOEYS) - All must follow', 'Election Commission (NEC) - The list is out', 'NATIONAL REED BOARD (NRB) - The list is out',
  'ក្រសួងអប់រំ (MOEYS) - មន្ត្រីទាំងអស់', 'Watch it all. - HD', 'Read the whole list. - PDF', '',
])('capitals elsewhere are no agency: %j', (text) => { expect(agencyOf(text)).toBeNull(); });

it('the cut of a text is no beginning: datelines are looked for before it, marks below the text after it', () => {
  expect(agencyOf('Workers were told.', 'PORT SAREL (MPA) - has said so')).toBeNull();
  expect(agencyOf('Workers were told. - MPA', 'The union said so.')).toBeNull();
});
