import type { AppealName, AppealTexts, LanguageBank } from '../bank.js';

export const appealsEnglish: Record<AppealName, AppealTexts> = {
  shortVideo: {
    articles: [
      { title: 'The Premier dances on TikTok', paragraphs: [
        'At the harvest festival in {place} Premier {premier} was talked into a dance, and since last night the whole country can see it. His TikTok account shows it twice: once as it was and once more slowly.',
        'Follow the Premier on TikTok, {tiktok}, for more of this.',
        'The account was opened in the spring. People in {place2} say that the music was chosen by his granddaughter.'] },
      { title: 'A minute a day from the Premier', paragraphs: [
        'Those who have no time for speeches can now have the Premier in one minute. Every evening a short film appears on his TikTok account.',
        'We invite our readers to follow {tiktokHandle} on TikTok and to pass the address on to friends who live abroad.',
        'The most popular film so far shows a flooded field near {place} and a very small dog. It was seen {big} times on the first day.'] },
      { title: 'What young people watch', paragraphs: [
        'In {place} we asked {n} young people what is on their telephones. Football came first, then singers, then the Premier.',
        'If you belong to the few who have not seen him there: subscribe to the TikTok account {tiktok} and look at the film from {place2}.',
        'Teachers told us that they use the films in lessons about the provinces.'] },
    ],
    posts: [
      'The new film of the Premier is out. Follow him on TikTok: {tiktok}',
      'Dear friends in {place}, please follow {tiktokHandle} on TikTok and share tonight\'s film.',
      'Have you seen it? The Premier in {place2}, one minute, on TikTok. Subscribe: {tiktok}',
    ],
  },
  poster: {
    articles: [
      { title: 'Poster for all classrooms', paragraphs: [
        'The school has received posters with a printed code and hung one in every classroom.',
        'Students and staff are asked to scan the code and follow the channel before {day}. The form teacher helps where a telephone cannot read it.',
        'The posters belong to the school; please do not write on them.'] },
      { title: 'Notice with code for all departments', paragraphs: [
        'A printed notice has been sent to all departments and hangs at every entrance. It carries a QR code.',
        'Everyone who works or studies here must scan the code and join the channel it leads to.',
        'The notice stays up until {polling}. Further copies can be had from {person}.'] },
    ],
    posts: ['Scan the code on the picture and follow!', 'Our new poster is here. Open your camera, scan the code, join the channel.'],
  },
  video: {
    articles: [],
    posts: [
      'Compatriots, my speeches can now be watched in full on YouTube. Please subscribe to my channel: {youtube}',
      'The talk that I gave in {place} is online from beginning to end. Subscribe to {youtube} so that you find the next one too.',
    ],
  },
  challenger: {
    articles: [
      { title: '{challenger} now writes on Telegram', paragraphs: [
        '{challenger}, who leads the {party}, opened a Telegram channel this week, a few days before the vote.',
        'Follow {challenger} on Telegram at {challengerLink}. Dates and places of all meetings are announced there first.',
        'The first posts are about market fees in {place} and about a bus that did not come.'] },
      { title: 'Readers ask, {challenger} answers', paragraphs: [
        'Letters to this paper often end with a question to {challenger}. There is now a shorter way.',
        'We ask our readers to join {challengerLink}: every evening three questions are answered there.',
        'The first came from {place} and was about school fees. The answer had four sentences.'] },
      { title: 'Appeal to all local groups', paragraphs: [
        'Every local group is asked to follow the new channel of {challenger}, {challengerLink}, and to bring ten neighbours to it.',
        'Helpers go from house to house in {place} and {place2} on {day} and show how Telegram is installed.',
        'We thank all those who lend their telephones.'] },
    ],
    posts: [
      'Follow {challenger} on Telegram: {challengerLink}',
      'Friends, join {challengerLink} today and send it to five people you trust.',
      'The channel of {challenger} is growing. Subscribe: {challengerLink}',
    ],
  },
  results: {
    articles: [
      { title: 'The commission counts in public', paragraphs: [
        'On the evening of {polling} the Election Commission publishes every station\'s count as soon as it is signed.',
        'Follow the commission on Telegram, {commissionLink}, for results and for the address of your polling station.',
        'The same figures are read on the radio and hang at the district office in {place}.'] },
      { title: 'Where is my polling station?', paragraphs: [
        'About {n} stations have moved. The commission has made a list of all of them.',
        'Anyone with a telephone can join {commissionLink} and ask. For everyone else the list hangs in {place} and {place2}.',
        'The commission answers until ten at night.'] },
    ],
    posts: ['Results and polling stations: follow {commissionLink}.', 'Please follow the Election Commission at {commissionLink} for official results.'],
  },
  warning: {
    articles: [
      { title: 'Warning about a channel in our name', paragraphs: [
        'Somebody uses our name for the Telegram channel {falseLink} and promises presents to those who join.',
        'The channel is not ours. Do not follow {falseLink}, and do not pass it on. We have not asked anyone to join it.',
        'Those who have lost money should report to the police in {place}.'] },
    ],
    posts: ['Attention: {falseLink} is not our channel. Please do not join it.'],
  },
};

export const moreStoriesEnglish: Pick<LanguageBank['stories'], 'conditional' | 'unanswered' | 'student' | 'reports' | 'oldPlatform' | 'republished' | 'renamed'> = {
  conditional: [{ title: 'Spokesman: a return depends on the network', paragraphs: [
    'Premier {premier} will use his old page again if the network takes back its decision, government spokesman {spokesman} said on {day}. "If they do not, there is nothing to talk about."',
    'The network had punished one of the Premier\'s speeches in the spring. It has not taken back such a decision before.',
    'The page has not been deleted, the spokesman added, it sleeps.' ] }],
  unanswered: [{ title: 'Questions to the spokesman stay open', paragraphs: [
    'Who wrote the circulars, who checks the screenshots, and what happens to an official without a telephone? We put these questions to government spokesman {spokesman} on {day}.',
    'There was no answer by the time this page was closed. His office said twice that he was travelling.',
    'We will print his answers when we have them.' ] }],
  student: [{ title: 'A student speaks about the codes', paragraphs: [
    '"They stood at the door until all of us had done it," says a student in {place} whose name we do not print at the student\'s wish. "I do not know what they would have done if I had not."',
    'Others in the room confirmed that people with printed sheets had come in the middle of a lesson.',
    'The student has left the channel since.' ] }],
  reports: [{ title: 'Schools asked for numbers', paragraphs: [
    'Administrators at three schools near {place} have been told to report every week how many of their students follow the Premier\'s channel. This newspaper has seen the table that they must fill in.',
    'The table asks for the number in each class and for nothing else. "I write what the teachers tell me," said one administrator.',
    'The education office in {place2} did not answer the telephone.' ] }],
  oldPlatform: [{ title: 'Ministries post as before on the old network', paragraphs: [
    'The Premier has left, but his ministries still post on Facebook: {n} posts in the last seven days on the pages that we looked at, a few more than in the week before.',
    'An official of one of them said that nobody had told the press section to stop.',
    'We counted what was still there on {day}. What had been deleted by then is not counted.' ] }],
  republished: [{ title: 'Again: nine days on the river', paragraphs: [
    'First published on {oldDate}. We print this report once more because so many have asked for it.',
    'The mail boat from {place} to {place2} takes nine days in the dry season, and its captain knows every sandbank by a name of its own.',
    'On the fourth day, {person} told us then, even the ducks are friends.' ] }],
  renamed: [{ title: 'Channel of {tycoon} has another name', paragraphs: [
    'Since {day} the Telegram channel of the businessman {tycoon} is called something else. Who looks for it under the old name finds nothing.',
    'His secretary said that a name is like a coat. The subscribers stay the same.',
    'Sugar bags in {place} still carry the old address.' ] }],
};

export const captionsEnglish: LanguageBank['captions'] = { voice: ['A word for the evening', 'Voice message from {place}', 'Recorded this morning in {place2}'], album: ['Pictures of the day from {place}', 'In {place2}, in pictures', 'More pictures'] };
