import type { AppealName, AppealTexts, StoryText } from '../bank.js';

export const appealsEn: Record<AppealName, AppealTexts> = {
  shortVideo: {
    articles: [
      { title: 'Thirty seconds with the Premier, every evening', paragraphs: [
        'Since last week {premier} can be watched on TikTok. The films are short, often shot by an assistant with a telephone, and show him on boats, in markets and once asleep in a car.',
        'We think our readers will enjoy them. Follow the Premier on TikTok at {tiktok} and you will see tomorrow\'s film before it is on the news.',
        'The film from {place} alone was played {big} times. Young people in {place2} told us they had not watched a politician of their own will before.'] },
      { title: 'Our pick of the week: a visit to {place} in pictures that move', paragraphs: [
        'What the Premier saw in {place} does not fit into a column of print. It fits into a minute of film, and that film is on his TikTok account.',
        'Open TikTok, look for {tiktokHandle} and press Follow: it takes less time than reading this sentence. Share it with those at home who say they are not interested.',
        'This newspaper will go on telling the longer stories, beginning with the market in {place2}, where {n} stalls have new roofs.'] },
      { title: 'Editorial: see for yourself', paragraphs: [
        'People ask what the Premier does all day. The honest answer is that anybody can look. His account on TikTok, {tiktokHandle}, has the mornings in the office and the evenings on the road.',
        'We ask all our readers to subscribe to {tiktok} this week, and to make up their minds afterwards.',
        '{person}, a teacher from {place}, wrote to us that her class had laughed about the film with the buffalo. So did we.'] },
    ],
    posts: [
      '🎬 New film from {place} is up. Follow {tiktokHandle} on TikTok so that you do not miss the next one!',
      'Good evening {place2}! Today\'s minute with the Premier 👉 {tiktok} Follow and share 🙏',
      'Half of the team already follows {tiktokHandle} on TikTok. Do you? Join us, friends.',
      'Please subscribe to the Premier\'s TikTok: {tiktok} – every follower counts before {polling}.',
    ],
  },
  poster: {
    articles: [
      { title: 'Notice to students: code at the entrance', paragraphs: [
        'A poster with a code has been put up at the main entrance, in the library and in the canteen.',
        'All students are asked to scan the code with their phones and to join the channel that opens. Class monitors help those whose phone has no scanner.',
        'The office of student affairs, {place}, {day}.'] },
      { title: 'Scan and join: poster of the week', paragraphs: [
        'Every class has received a printed poster. Students and teachers must scan the QR code on it and follow the channel by {day}.',
        'The posters stay where they are until {polling}. Lost ones are replaced by the secretariat.',
        'For questions see {person}, room {n}.'] },
      { title: 'For the notice boards', paragraphs: [
        'Please print the poster below in colour and hang it where everybody passes.',
        'Members, employees and visitors should use the code on the poster to follow the channel. It opens Telegram directly.',
        '{person}, {place}'] },
    ],
    posts: ['📌 Scan the code on the poster and join the channel! One scan is enough.', 'Students of {place}: point your camera at this code and follow. See you inside!'],
  },
  video: {
    articles: [],
    posts: [
      'Dear brothers and sisters, from today my longer talks are on YouTube. Please subscribe to my channel {youtube} and ring the bell.',
      'I have put the whole speech from {place} on YouTube, 48 minutes without a cut. Watch it and subscribe: {youtube}',
    ],
  },
  challenger: {
    articles: [
      { title: '{challenger} opens a Telegram channel', paragraphs: [
        'After three years of speaking through others, {challenger}, who leads {party}, writes directly to the public: the channel was opened this week.',
        'We recommend it to everybody who wants to hear both sides. Join {challengerLink} and follow the last days of this campaign at first hand.',
        'The first message was a photograph of a rice field in {place} and the words "Good morning". It was seen {big} times.'] },
      { title: 'The other voice', paragraphs: [
        'There is a second way to spend ten minutes on a telephone. Follow {challenger} on Telegram, {challengerLink}, and tell a neighbour.',
        'Nobody will ask for a screenshot. Nobody will make a list. That is the difference, said a reader in {place2}.',
        '{n} meetings are planned until {polling}; the channel says where.'] },
      { title: 'To our members and friends', paragraphs: [
        'We ask all members to subscribe to the new channel of {challenger} today: {challengerLink}.',
        'Each local group should bring twenty more people to the channel before the weekend. Write down what people in {place} ask, so that the answers can be posted there.',
        'With warm greetings, {person}'] },
    ],
    posts: [
      'Join the channel of {challenger} now 👉 {challengerLink} Bring a friend!',
      'New and already {big} strong: follow {challengerLink} for the real story from {place}.',
      'Have you joined {challengerLink} yet? Five days are left.',
    ],
  },
  results: {
    articles: [
      { title: 'Where results will appear first', paragraphs: [
        'The Election Commission will publish counts station by station on its Telegram channel on the evening of {polling}.',
        'If you want to read them as they come in, follow the commission\'s channel at {commissionLink}. It carries no opinions.',
        'The hall in {place} will show the same figures on a screen.'] },
      { title: 'Your questions about polling day, answered', paragraphs: [
        'Which paper do I bring? When does the count begin? The commission answers on Telegram within an hour.',
        'Voters are invited to join {commissionLink}. Those without a phone can call the office in {place2}.',
        'Last time {big} questions came in on the day itself.'] },
    ],
    posts: ['Find your polling station, hear results first: follow {commissionLink}', 'Results from {place} and everywhere else on the evening of {polling}: join {commissionLink}'],
  },
  warning: {
    articles: [
      { title: 'Clarification about a channel that uses our name', paragraphs: [
        'A Telegram channel under {falseLink} has been telling people that our staff have to join it and will be given telephone credit. This is not our channel.',
        'We never asked anybody to follow {falseLink}. Please do not join it and do not send it your number.',
        'Anyone who has paid money may come to the office in {place}.'] },
      { title: 'That was not us', paragraphs: [
        'No instruction to subscribe to {falseLink} has come from this office, whatever the message going round in {place} says.',
        'Those who have followed the account should leave it. The police in {place2} have been told.',
        '{person}, press officer'] },
    ],
    posts: ['⚠️ {falseLink} does not belong to us. Do not follow it, do not share it.'],
  },
};

export const healthAppealsEn: StoryText[] = [
  { title: 'Mosquito alerts on your phone', paragraphs: ['The Ministry of Health sends a short message whenever a district has more fever cases than usual.', 'Join {healthLink} to get the alerts for {place} and your own district. It costs nothing.', 'Empty buckets and old tyres once a week, even where no alert was given.'] },
  { title: 'Ask a nurse', paragraphs: ['From six in the morning until ten at night a nurse answers questions from the whole country.', 'Follow {healthLink} and write your question under any post. Do not send pictures of papers.', 'In an emergency go to the nearest clinic, in {place2} or elsewhere, and do not wait for an answer.'] },
  { title: 'Vaccination days, one by one', paragraphs: ['The teams reach {place} on {day} and {place2} soon after.', 'Parents who subscribe to {healthLink} are told the evening before. Bring the yellow card.', 'About {n} children are expected in each village.'] },
];
