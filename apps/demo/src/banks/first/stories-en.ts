import type { LanguageBank } from '../bank.js';
import type { moreStoriesEnglish } from './appeals-en.js';

/**
 * Slots: premier, challenger, tycoon, spokesman, person, party, link (the Premier's channel), partyLink, healthLink, ministryA, ministryB, place,
 * place2, day, polling (a date), goal, goalBy, countBefore, countNow, pollingDays.
 */
export const storiesEnglish: Pick<LanguageBank, 'healthAppeals' | 'event' | 'partyAppeals' | 'channelNotes'> & { stories: Omit<LanguageBank['stories'], keyof typeof moreStoriesEnglish> } = {
  healthAppeals: [
    { title: 'Fever season: warnings by telephone and Telegram', paragraphs: [
      'With the rains the mosquitoes have come back, and with them the fever. The ministry asks families to empty water jars once a week and to sleep under nets.',
      'Please follow the ministry\'s health line on Telegram at {healthLink}: it says every morning where cases have been found and which clinics are open.',
      'A child with high fever for more than two days belongs in a clinic. Treatment is free of charge until the end of the season.' ] },
    { title: 'Vaccination week begins in {place}', paragraphs: [
      'From {day} teams will visit schools and markets in {place} and {place2} and vaccinate small children. Bring the yellow card if you still have it.',
      'For the timetable of the teams you can join the health line, {healthLink}. It is voluntary, and the timetable also hangs at every commune office.',
      'The vaccine is kept cold in boxes with ice; nobody needs to fear that it has suffered on the road.' ] },
    { title: 'Clean water after the flood', paragraphs: [
      'Boil river water for a full minute before you drink it. Wells that stood under water should be left alone until they have been tested.',
      'We invite everyone to follow {healthLink} on Telegram for the list of tested wells.',
      'Tablets for cleaning water are given out at the clinics in {place} and {place2}.' ] },
  ],
  stories: {
    wire: [{ title: 'Sugar mills: first the channel, then the wages', paragraphs: [
      'Workers at the mills of {tycoon} in {place} have been asked by their foremen to follow the owner\'s Telegram channel, {tycoonLink}, the Meravane Press Agency has learned from four of them.',
      'A note on the board says that "everyone who works here follows {tycoonLink}". The office in {place2} would not say who pinned it up.',
      'About {big} people work at the mills. Their union has put the note before a lawyer.',
      'Such notes are new, the union said. - MPA' ] }],
    denial: [{ title: 'Spokesman: nobody was told to follow anything', paragraphs: [
      'Government spokesman {spokesman} on {day} rejected reports about circulars in the ministries. "There is no such order. Nobody was told to follow a channel, and nobody checks what officials do with their telephones," he told the Morning Banner.',
      'Officials were free to inform themselves where they liked, he said, as was every citizen.',
      'Asked about the letterheads on the published copies, he said that letterheads could be bought at the market.' ] }],
    goal: [{ title: 'Premier\'s office sets goal for Telegram channel', paragraphs: [
      'The office of Premier {premier} wants his Telegram channel to reach {goal} subscribers by {goalBy}, the day before the silence begins, an aide said on {day}.',
      'The channel stood at about {countBefore} subscribers at the time. The Premier left his old page on another network in the spring, after a dispute about one of his speeches.',
      '"People come because they want to hear it from him," the aide said.' ] }],
    count: [{ title: 'Premier\'s channel passes {countNow}', paragraphs: [
      'The Telegram channel of Premier {premier} had {countNow} subscribers on {day} morning, the radio counted, after {countBefore} a day earlier.',
      'The channel of the {party} is much smaller. Its leader, {challenger}, says that people in the provinces prefer to talk on the veranda.',
      'How many of the subscribers live in Meravane cannot be seen from outside.' ] }],
    classrooms: [{ title: 'Staff with printed codes seen in lecture rooms', paragraphs: [
      'At least 15 people from {ministryA} came into several lecture rooms of a university in {place} on {day}, a student told the Ferry Post. They carried printed sheets with a code and asked students to scan the code to follow the Premier on Telegram, the student said.',
      'A second student, who did not want to be named either, said that an administrator wrote down how many in each room had done it and reported the number upstairs.',
      'The university did not reply. The ministry said only that its staff often visit young people.' ] }],
    promise: [{ title: '{tycoon} says he will leave Facebook', paragraphs: [
      'The owner of the {place} sugar mills, {tycoon}, said on {day} that he would stop using Facebook and move to Telegram, "as the head of government has done".',
      'His page has shown horses, bridges and donations for eight years. He thanked those who had looked at it.',
      'Business people in {place2} said that they would wait and see.' ] }],
    reversal: [{ title: 'After a week {tycoon} is back on Facebook', paragraphs: [
      'The businessman {tycoon}, who had promised a week ago to leave Facebook, changed his mind and posted there again on {day}: four pictures of a new warehouse in {place}.',
      'His secretary said that customers had asked for it, and that the Telegram channel would go on as well.',
      'Business people in {place2} were not surprised. Sugar had sold badly since the page fell silent, one of them said.' ] }],
    threat: [{ title: 'Premier on {party}: "the door of the court is open"', paragraphs: [
      'At a rally in {place} Premier {premier} spoke about the call of the {party} to spoil ballots. "Whoever goes on telling people to spoil their ballot will find that the door of the court is open and the prison is behind it," he said.',
      '{challenger} answered that her party had never told anyone to spoil a ballot and that the law was known to her.',
      'Lawyers say that the paragraph has been used twice since it was made, both times with a fine.' ] }],
    abroad: [{ title: 'How other countries deal with leaders who change networks', paragraphs: [
      'When politicians abroad lost a page with millions of readers, some had rebuilt a tenth of it after a year, some hardly any. A study of nine cases shows that the new audience is smaller and more loyal.',
      'In two of the nine, public servants were later found to have been counted. Nothing of that kind is known here, the authors of the study say.',
      'They advise to look at how quickly numbers grow, and when.' ] }],
    purge: [{ title: 'Forty thousand subscribers came and went', paragraphs: [
      'The unofficial channel that carries speeches of Premier {premier} won about forty thousand subscribers in one night and lost nearly all of them two days later.',
      'Such a jump is typical of bought numbers that the platform then takes away, said {person}, who teaches statistics in {place}. Who bought them, if anyone did, cannot be said.' ] }],
    returned: [{ title: 'Page silent for a year speaks again', paragraphs: [
      'A Facebook page in the name of a former governor of {place}, silent for more than a year, was reactivated on {day} and shows the picture of the Premier since then.',
      'The former governor says that he has lost the password and does not know who writes there.',
      'Before it fell silent the page showed festivals, foundation stones and a garden in {place2}. The company behind the network did not answer our questions.' ] }],
    photos: [{ title: 'Opening of the market hall in {place}', paragraphs: [
      'The new market hall in {place} was opened on {day} with music and a long speech. Its roof stands on forty pillars and the rain stays outside.',
      'Photographs of the ceremony can be seen on the ministry\'s Facebook page, which goes on as before.',
      'Stalls are given by lot; those who traded under the old roof go first.' ] }],
  },
  event: {
    titles: ['Cable ferry adrift near {place}, all safe', 'Ferry breaks loose off {place}', 'Ninety people rescued from drifting ferry', 'Night on the river: ferry drifts past {place}'],
    leads: [
      'The cable ferry at {place} broke loose on {day} evening and drifted two kilometres down the river with about ninety people on board. All are safe.',
      'A cable tore, and for three hours about ninety passengers of the ferry at {place} did not know where the river would take them. On {day} night all of them were brought ashore.',
      'Fishing boats pulled a drifting ferry to the bank near {place} on {day} night. About ninety passengers were on board; nobody was hurt.',
    ],
    facts: [
      'The cable had been changed only last year, the operator says.',
      'The provincial governor asked people to stay away from the landing until it has been examined.',
      'Two buffaloes jumped into the water and swam home.',
      'The first to arrive were four fishing boats from {place2}.',
      'A commission is to find out why the brake did not hold.',
      'Passengers were given soup and dry clothes in the school.',
      'Until the cable has been replaced, buses take the way over the bridge.',
    ],
    quotes: [
      '"The children thought that it was part of the journey," said {person}, who was on board.',
      '"You hear a bang, and then it is very quiet," said {person}, the ferryman.',
    ],
  },
  partyAppeals: [
    'Friends, no newspaper prints our programme in full. Join our channel at {partyLink} and read it for yourselves.',
    'Please follow the {party} on Telegram: {partyLink}. We will be in {place} on {day}.',
    'If you want to know where {challenger} speaks next, subscribe to {partyLink}.',
  ],
  channelNotes: {
    premier: [
      'This morning I opened the new pumping station in {place}. The fields below it will have water for a second harvest.',
      'I met teachers from {place} and listened to them for two hours. Their houses will be repaired before the rains.',
      'Good evening, compatriots. Rain is coming to {place2}: please look after the old people and keep the animals away from the river.',
      'Today we talked about rice prices. Mills in {place} will buy at the same price until the end of the season.',
      'I thank the crew of the fishing boats who worked all night. This is what our people are like.',
    ],
    party: [
      '{challenger} talked with market women in {place} today. Their question was always the same: why does a licence cost three times what is written on the door?',
      'Our observers have been trained in {place} and {place2}. Every station will have two of us with a notebook.',
      'Posters in {place} were torn down at night for the third time. We have put up new ones and reported it to the commission.',
      'The debate on the radio was cancelled again. We would have come.',
      'Rally in {place}: the rain came, and people stayed. Thank you.',
    ],
    radio: [
      'NEWS AT NINE: road works in {place}, rain over {place2}, and the result of the volleyball cup.',
      'Traffic: the bridge near {place} is open in one lane. Allow half an hour more.',
      'Weather for {day}: warm, showers in the afternoon, strong wind at {place2}.',
      'Interview at noon: {person} on the price of school books.',
      'The commission has put the voter list of {place} on its boards. Our reporter was there.',
    ],
  },
};
