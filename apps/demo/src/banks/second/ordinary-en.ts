import type { OrdinarySection, OrdinaryTopic } from '../bank.js';

export const ordinaryEn: Record<OrdinarySection, OrdinaryTopic> = {
  elections: {
    titles: ['Polling clerks get their last lesson in {place}', 'Where to vote in {place}: the hall has moved', 'Ballot boxes reach {place} by boat', 'What the ink is for, and other questions from {place2}'],
    leads: [
      'Some {n} polling clerks sat down in the community hall of {place} on {day} to practise opening, closing and sealing a ballot box.',
      'A lorry with {big} ballot papers left {capital} before dawn and was unloaded in {place} under the eyes of agents from four parties.',
      'People in {place} who have moved house since the last census still have until {day} to learn where their polling station is.',
    ],
    facts: [
      'The district has {n} stations this year, two more than at the last vote.', 'Every station opens at seven and closes at three.', 'Each party may post one agent inside and one outside.',
      'A voter who has lost the card may vote with an identity paper and two neighbours as witnesses.', 'The lists hang outside the hall in {place2} and may be read by anyone.',
      'Boxes are counted where they stand, in the open, before they are moved.', '{person}, who leads the local panel, said the night shift would be paid for the first time.',
      'Rain covers have been bought for {n} stations that vote under a tree.', 'Observers from three civic groups asked for {n} passes.',
    ],
    quotes: ['"We count slowly because we count once," said {person}.', '"My grandmother votes at seven sharp, so we will be open at seven sharp," said {person2}, a clerk.'],
    closings: ['The last rehearsal is on {day}.', 'Polls open on {polling}.'],
  },
  roads: {
    titles: ['Night closures on the bridge at {place}', 'Gravel at last for the back road to {place2}', 'Bus stop in {place} moves across the square', 'Drainage pipes laid between {place} and {place2}'],
    leads: [
      'Drivers between {place} and {place2} should allow another half hour until {day}, while crews lift the old surface.',
      'After three wet seasons of complaints the track behind {place} is being raised by a metre.',
      'A crew of {n} started on {day} to replace the culvert that gave way near {place}.',
    ],
    facts: [
      'The stretch is {n} kilometres long.', 'Lorries over ten tonnes are sent around by {place2}.', 'The works cost {big} crowns a kilometre.', 'Stone comes from the quarry above {place2}.',
      'Schools in the valley were told to start a quarter of an hour later.', 'One lane stays open for ambulances.', '{person}, the engineer in charge, expects the asphalt to arrive on {day}.',
      'Street lamps will follow when the poles have been delivered.', 'Shopkeepers asked for a footbridge and were promised one.',
    ],
    quotes: ['"We used to pull the school bus out by hand," said {person2}, who keeps a tea stall there.', '"Give us five dry days," said {person}.'],
    closings: ['The detour is marked with yellow boards.', 'The road office in {place} answers questions every morning.'],
  },
  schools: {
    titles: ['New reading room for {place}', 'Teachers of {place} try shorter lessons', 'Exam timetable for {place2} changed by a day', 'Pupils in {place} plant {n} trees'],
    leads: [
      'The primary school of {place} opened a reading room on {day}, with {big} books given by families and a printer in {capital}.',
      'From {day} on, lessons in {place} last forty minutes instead of an hour, as a trial.',
      'Pupils of the upper classes in {place2} sit their geography paper a day later than planned.',
    ],
    facts: [
      'The building has {n} desks and a ramp.', 'Two retired teachers look after the loans.', 'Parents painted the walls over three weekends.', 'Classes have {n} pupils on average.',
      'Books in both languages stand side by side.', 'The trial runs until the long holiday.', '{person}, the head, said attendance had risen.', 'A water filter was fitted with money from a raffle.', 'Meals are cooked by a roster of mothers and fathers.',
    ],
    quotes: ['"They fight over the atlas," said {person}, laughing.', '"Forty minutes is what a seven-year-old has," said {person2}, who teaches the first form.'],
    closings: ['Visitors are welcome on {day}.', 'The results will be discussed with parents next month.'],
  },
  weather: {
    titles: ['River at {place} one hand below the mark', 'Dry wind over {place2} until {day}', 'Fishing boats told to stay in at {place}', 'Cool nights ahead in {place}'],
    leads: [
      'The river stood {n} centimetres under the warning mark at {place} on {day} morning and is falling.',
      'A dry wind from the hills will blow over {place} until {day}, the weather service said.',
      'Small boats should not leave the harbour of {place} before {day}.',
    ],
    facts: [
      'Gusts of {n} kilometres an hour were measured at the lighthouse.', 'Rice that lies out should be covered at night.', 'The reservoir above {place2} is {n} per cent full.',
      'Farmers expect a second cut of hay.', 'No homes were flooded.', '{person} of the weather service spoke of an ordinary week.', 'The ferry keeps to its timetable.', 'Night temperatures fall by four degrees.', 'Sandbags stand ready at {n} points along the dyke.',
    ],
    quotes: ['"The river does what it does; we read the pole," said {person2}, who has kept the gauge for twenty years.', '"Tie things down and go to bed," said {person}.'],
    closings: ['The next report is due at six.', 'Levels are read twice a day.'],
  },
  sport: {
    titles: ['{place} draws with {place2} in the rain', 'Rowers of {place} win by a length', 'Volleyball court in {place2} gets a roof', 'Young runners from {place} off to {capital}'],
    leads: [
      'The football team of {place} held {place2} to a draw on {day} before {big} people.', 'Rowers from {place} crossed the line a length ahead on {day}.',
      'The volleyball court of {place2} has a roof after eleven years of waiting.',
    ],
    facts: [
      'The goal fell in the {n}th minute.', 'Two players were sent off.', 'The crew trains before sunrise.', '{person} scored twice in the second half.', 'The pitch stood under water near one corner.',
      'The club has {n} juniors.', 'The cup was paid for by the market traders.', 'The return match is on {day}.', 'Tickets cost the price of a bowl of soup.',
    ],
    quotes: ['"A point in that mud is a point won," said the coach, {person}.', '"We heard our mothers louder than the drum," said {person2}, who rows at bow.'],
    closings: ['The table is led by {capital}.', 'The season ends next month.'],
  },
  health: {
    titles: ['Eye doctors visit {place} on {day}', 'Fewer fevers in {place2} than last year', 'Clinic in {place} open at night again', 'Blood donors wanted in {place}'],
    leads: [
      'A team of eye doctors will see patients in {place} from {day}; no letter is needed.', 'The clinic of {place} is open at night again since two nurses have joined.',
      'Health workers in {place2} counted {n} cases of fever last week, half as many as a year ago.',
    ],
    facts: [
      'Glasses are given free to children.', 'About {n} people were seen on the first day.', 'Standing water should be emptied every week.', 'A second ambulance is on its way from {capital}.', 'The midwife can be reached at any hour.',
      'Drinking water was tested at {n} wells.', '{person}, the head nurse, thanked the volunteers.', 'The vaccine needs two visits.', 'Old nets can be exchanged at the clinic.',
    ],
    quotes: ['"Come early and bring water," said {person}.', '"I read my son\'s letter myself now," said {person2}, 71, with new glasses.'],
    closings: ['The team goes on to {place2} afterwards.', 'The clinic\'s number hangs at the market.'],
  },
};
