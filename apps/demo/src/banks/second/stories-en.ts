import type { LanguageBank } from '../bank.js';

export const storiesEn: LanguageBank['stories'] = {
  wire: [
    { title: 'Company tells depot workers to follow owner\'s channel', paragraphs: [
      'PORT SAREL (MPA) - Workers at {n} depots owned by {tycoon} have been told by their foremen to subscribe to his Telegram channel, {tycoonLink}, three of them said.',
      'A message seen by the agency says that "all shifts will follow {tycoonLink} before the bonus is paid". The company did not say who wrote it.',
      'A labour lawyer in {place} said that a bonus may not depend on a telephone.', 'The depots employ about {big} people.'] },
    { title: 'Depot bonus tied to a follow, workers say', paragraphs: [
      'PORT SAREL (MPA) - Three workers in {place} say that they were asked to join {tycoonLink}, the channel of the businessman {tycoon}, before the monthly bonus would be paid.',
      'According to them the foreman wrote: "Join first, then sign." A spokeswoman of the company said she knew of no such message.',
      'The union counted {n} complaints in a week.', 'The channel has existed for two years.'] },
  ],
  denial: [
    { title: 'No duty to follow anyone, says spokesman', paragraphs: [
      'Government spokesman {spokesman} rejected reports that public servants were being made to follow the Premier\'s channel.',
      '"It is not true that anybody must subscribe. Nobody is obliged to join {link}," he said in {place}.', 'He called the reports a campaign of those who have nothing else to talk about.', 'He took no questions.'] },
  ],
  goal: [
    { title: 'A million by the end of the campaign', paragraphs: [
      'The office of Premier {premier} hopes that his Telegram channel will have {goal} subscribers by {goalBy}, his chief of staff told our noon programme.',
      'At present the channel has {countNow}. "It is a round figure and we like round figures," the chief of staff said.', 'He would not say what happens if the figure is missed.', 'The channel was opened in spring.'] },
  ],
  count: [
    { title: 'Premier\'s channel passes another mark', paragraphs: [
      'The Telegram channel of Premier {premier} had {countNow} subscribers this morning, against {countBefore} a day ago.', 'The office is counting on {goal} by {goalBy}.',
      'Listeners from {place} sent in pictures of families reading the channel together.', 'The next count is given tomorrow at the same hour.'] },
  ],
  classrooms: [
    { title: 'Civil servants went from class to class with codes', paragraphs: [
      'On {day} more than 15 employees of the {ministryA} walked through the lecture rooms of a college in {place}, holding sheets of paper with printed QR codes, students told this newspaper.',
      'The sheets were held up until everybody in the row had scanned. Two of the students showed us the page that opened.', 'The college said that it had not been asked beforehand. The ministry promised to ring back.', 'We do not name the college at the wish of those who spoke to us.'] },
  ],
  promise: [
    { title: 'Tycoon takes leave of his old page', paragraphs: [
      '{tycoon}, who owns depots and a football club, said on {day} that he would stop using Facebook this week and write on Telegram only.',
      '"I go where the Premier goes. By Sunday the page is closed," he said at the opening of a depot in {place}.', 'The page has {big} followers. It shows mostly forklifts.', 'His football club stays where it is.'] },
  ],
  reversal: [
    { title: 'Back after six days', paragraphs: [
      '{tycoon} has posted on Facebook again, six days after he said that he would close the page.', '"My customers are old people. They asked me to stay, and I stay," he wrote under a picture from {place}.',
      'He did not mention the Premier. Asked about his promise, an assistant said that it had been "an intention".', 'The post was liked {big} times within an hour.'] },
  ],
  threat: [
    { title: 'Premier speaks of prison doors in {place}', paragraphs: [
      'Premier {premier} warned opponents at a rally in {place} not to tell people to spoil their ballots.',
      '"If you call on people to destroy their ballot papers, then do not complain when the door of the prison opens for you," he said in a voice message played to the crowd.', 'The election law provides fines for such calls. {party} said that it had made none.', 'Lawyers in {capital} were divided over whether a call on the internet falls under the law.'] },
  ],
  abroad: [
    { title: 'What happened in Corlanda in its year of the vote', paragraphs: [
      'Four years ago teachers in the republic of Corlanda were made to follow a president\'s page and to show their telephones to inspectors. A court there called it a breach of their contract two years later.',
      'The page had grown by half a million in three months and lost as many in the month after the vote.', 'Historians in {place} who have studied the case warn against comparing countries too quickly.', 'Corlanda has since written a rule into its civil service law.'] },
  ],
  purge: [
    { title: 'Fan channel swells overnight, then shrinks', paragraphs: [
      'A channel of admirers of the Premier grew by tens of thousands within one night this week and had lost nearly all of them two days later.', 'The people who run it say that they have no idea. Sellers on the internet offer a thousand subscribers for the price of a lunch.',
      'Telegram removes accounts that break its rules from time to time, a specialist in {place} explained.', 'The Premier\'s own channel was not affected.'] },
  ],
  returned: [
    { title: 'First post in fourteen months', paragraphs: [
      'The page of the former minister {person2}, silent since the winter before last, has come back to life with three posts in a day.', 'All three praise the bridge at {place}. The page has {big} followers from its earlier life.',
      'Whether {person2} wrote them is not known; the telephone was not answered.', 'Readers noticed that the spelling had improved.'] },
  ],
  photos: [
    { title: 'Two hundred pictures from the working visit to {place}', paragraphs: [
      'The ministry has put 212 photographs and four recordings from the visit to {place} on its Facebook page.', 'Albums for the ceremonies in {place2} and at the quarry will follow tonight.', 'Colleagues who appear in the pictures can have the files from the press section.', 'As always, the pictures may be used by the press.'] },
  ],
  conditional: [
    { title: 'Spokesman: back on Facebook only if it says sorry', paragraphs: [
      'The Premier could return to Facebook, his spokesman {spokesman} said on {day}, but only on one condition.', '"If the company apologises, we may talk about it. If it does not, the page stays shut," he said in {capital}.', 'The company did not reply to the remark.', 'The page was switched off in spring.'] },
  ],
  unanswered: [
    { title: 'Six questions, no answer', paragraphs: [
      'On {day} we sent the spokesman of the government, {spokesman}, six questions about the circulars in which ministries write to their staff.', 'By the time of printing there was no reply. Calls to his office in {capital} were taken by a guard.', 'We asked who had drafted the text and what happens to those who do nothing.', 'The questions will be asked again.'] },
  ],
  student: [
    { title: '"You scan, or you wait outside"', paragraphs: [
      'A second-year student in {place}, who agreed to be quoted without a name, described how the sheet with the code reached her row.', '"Nobody shouted. They said you scan or you wait outside until the others have done it. I scanned," she said.', 'Two others who sat near her gave the same account. They asked not to be quoted.', 'The teacher looked out of the window, the student said.'] },
  ],
  reports: [
    { title: 'Heads told to report how many pupils follow', paragraphs: [
      'School heads in the district of {place} have to report every Friday how many of their pupils and teachers follow the Premier\'s channel, according to a form that we have seen.', 'The form has three columns: class, number of pupils, number who follow. It does not ask for names.', '"We fill it in like the form for the meals," a head said.', 'The education office in {place2} did not want to comment.'] },
  ],
  oldPlatform: [
    { title: 'The Premier has left, his ministries have not', paragraphs: [
      'Since the Premier gave up Facebook, ministries have posted there more rather than less: we counted {n} posts in the last week, against half as many in the week before.', 'The busiest is the Ministry of Public Works, with pictures of bridges.', 'An official in {place}, asked why, said that the farmers were there.', 'We counted by hand on seven pages; deleted posts are not in the figures.'] },
  ],
  republished: [
    { title: 'From our archive: the road to {place}', paragraphs: [
      'This article was first published a year ago, on {oldDate}. We print it again because the road is in the news.', 'In those days a journey from {capital} to {place} took nine hours, two of them on a raft.', '{person}, who drove the mail, remembers an ox that knew the way better than he did.', 'The raft now lies in a garden in {place2}.'] },
  ],
  renamed: [
    { title: 'A channel changes its name', paragraphs: [
      'The Telegram channel of {tycoon} carries a new name since {day}. The address under which it could be found for two years leads nowhere.', 'Subscribers were moved along without being asked, as the service does.', 'The company in {place} said the new name fitted the season better.', 'Old links on its delivery vans are being painted over.'] },
  ],
};

export const eventEn: LanguageBank['event'] = {
  titles: ['Fire in the rope works of {place} is out', 'Rope works in {place} burnt down to the walls', 'Night of smoke over {place}'],
  leads: ['A fire destroyed the old rope works of {place} in the night; nobody was hurt.', 'Firemen from three towns fought until morning against the flames in the rope works of {place}.', 'The rope works of {place}, closed for years, burnt for nine hours.'],
  facts: ['The alarm was given at ten past one.', 'Water was pumped from the harbour.', 'The wind blew the smoke out to sea.', 'Two houses were cleared as a precaution.', 'What caused the fire is not known.', '{person}, who leads the brigade of {place2}, praised the neighbours\' buckets.', 'The town wanted to make the works a museum.'],
  quotes: ['"It smelt of tar as in my childhood," said {person2}, who lives opposite.', '"We had enough water and enough hands," said {person}.'],
};
