import type { OrdinarySection, OrdinaryTopic } from '../bank.js';

/** Everyday news in English. Slots: place, place2, person, person2, n (20 to 90), big (1,000 to 20,000), day (a weekday). */
export const ordinaryEnglish: Record<OrdinarySection, OrdinaryTopic> = {
  elections: {
    titles: ['Voter lists go up in {place}', '{big} ballot boxes leave for {place}', 'Training for poll workers ends in {place}', 'Parties draw places on the ballot in {place}'],
    leads: [
      'Election workers in {place} finished checking the voter list on {day} and put it up outside {n} polling stations.',
      'Lorries with {big} sealed ballot boxes left the central store on {day} for {place} and the districts around it.',
      'A three-day course for the people who will run polling stations in {place} ended on {day}.',
    ],
    facts: [
      'Voters who do not find their name have until {day} to bring an identity card to the district office.',
      'Every party may send two observers to each station, and they must follow the procedure that the commission printed in the spring.',
      'Counting begins in the station itself as soon as the last voter in the queue has voted.',
      'About {n} stations have moved since the last vote because of road works or school repairs.',
      'Ballot papers are printed on the same press as five years ago, in the presence of all parties.',
      'The commission says that {n} complaints have come in so far and that most are about posters.',
      'People who are ill can ask for the mobile box, which visits hospitals in {place} and {place2}.',
    ],
    quotes: [
      '"We read the list aloud twice so that nobody is forgotten," said {person}, who heads the office in {place}.',
      '"It is slow work, but people here want it to be done right," said {person}, a teacher who will count votes.',
    ],
    closings: ['Results by district are expected in the night after the vote.', 'The next meeting of the commission is open to the press.'],
  },
  roads: {
    titles: ['Bridge repairs near {place} run late', 'Night work on the road to {place}', 'New gravel for {n} villages around {place}', 'Traffic lights return to {place}'],
    leads: [
      'The road between {place} and {place2} will be open in one lane only until {day}, the road office said.',
      'Crews began to lay new asphalt on the market road of {place} on {day}, after months of complaints about holes.',
      'Repairs to the old bridge near {place} will take {n} days longer than planned.',
    ],
    facts: [
      'Buses take the river road instead, which adds about {n} minutes to the way into town.',
      'Farmers fear that lorries with vegetables will arrive at the market too late in the morning.',
      'The works cost less than planned because the stone comes from a quarry close by.',
      'Drivers are asked to follow the signs and not the tracks along the canal, which are soft after rain.',
      'Some {big} vehicles pass the crossing on a working day.',
      'A second team is mending the drains, since standing water broke up the surface last year.',
      'The ferry keeps to its timetable and carries motorcycles without charge while the bridge is closed.',
    ],
    quotes: [
      '"If it stays dry we can hand it over before the weekend," said {person}, who leads the works.',
      '"My customers come by motorcycle, so half a road is better than none," said {person}, who sells rice beside the bridge.',
    ],
    closings: ['The office will give the next state of the works at the end of the week.', 'A map of the closed streets hangs at the town hall.'],
  },
  schools: {
    titles: ['{n} classrooms open in {place}', 'Exams moved by a day in {place}', 'School gardens feed pupils in {place}', 'Books arrive late at schools in {place}'],
    leads: [
      'Pupils in {place} moved into {n} new classrooms on {day}, after two years of lessons in shifts.',
      'Schools in {place} and {place2} received {big} textbooks on {day}, three weeks after the start of term.',
      'The written examination in {place} will be held a day later so that rooms can be used as polling stations.',
    ],
    facts: [
      'Each room has fans, a water filter and space for forty pupils.',
      'Parents paid for the fence themselves and took turns to paint it.',
      'Teachers say that the old building leaked so badly that copybooks had to be dried in the sun.',
      'About {big} children go to school in the district, a tenth more than five years ago.',
      'A library will follow when the shelves have been delivered from {place2}.',
      'The school will keep its evening classes for adults who want to learn to read.',
      'Lessons in science start again now that the laboratory has electricity.',
    ],
    quotes: [
      '"On the first morning they just walked around and touched the walls," said {person}, the head teacher.',
      '"I no longer have to send half of them home at noon," said {person}, who teaches the third year.',
    ],
    closings: ['An open day for parents is planned for {day}.', 'The district hopes to build two more schools of the same kind.'],
  },
  weather: {
    titles: ['Heavy rain expected over {place}', 'Hot days ahead for {place}', 'River at {place} falls below the warning mark', 'Wind keeps boats in {place}'],
    leads: [
      'The weather office expects up to {n} millimetres of rain in {place} and {place2} by {day}.',
      'The river at {place} fell by {n} centimetres overnight and is below the warning mark for the first time this month.',
      'Strong wind from the sea kept fishing boats in the harbour of {place} on {day}.',
    ],
    facts: [
      'Families near the bank are moving rice and animals to higher ground, as they do every year.',
      'The heat will follow the rain within two days, with up to 37 degrees in the afternoon.',
      'Small boats should not leave the bay before the red flag has been taken down.',
      'Farmers welcome the water, since the upper fields were too dry to plant.',
      'Pumps stand ready in {n} places where streets were under water last season.',
      'A cool morning wind will make the walk to work easier, at least until nine o\'clock.',
      'The long-term average for this month is a little lower than what has fallen so far.',
    ],
    quotes: [
      '"It looks worse on the map than it will feel in the street," said {person} of the weather office.',
      '"We have tied everything down and now we wait," said {person}, a fisher in {place}.',
    ],
    closings: ['The next forecast will be read on the radio at six.', 'The office measures the river twice a day.'],
  },
  sport: {
    titles: ['{place} beat {place2} in a late finish', 'Young runner from {place} breaks record', 'Rowers of {place} train for the river race', 'Volleyball cup goes to {place}'],
    leads: [
      'A goal four minutes before the end gave {place} a win over {place2} on {day}, in front of {big} people.',
      'The volleyball team of {place} won the provincial cup on {day} without losing a set.',
      'Two crews from {place} will row in the river race this year, for the first time with a women\'s boat.',
    ],
    facts: [
      'The keeper held two shots in the first half that most of the crowd had already counted as goals.',
      'The team trains on a school field because its own ground is still under water.',
      'The coach changed three players at half-time and was right with all of them.',
      'Tickets were sold out by noon, and many followed the match from the roofs around the ground.',
      'The club has {n} young players, half of them girls.',
      'Next week the side travels to {place2}, where it has not won for six years.',
      'A local baker pays for the shirts, and the market women for the bus.',
    ],
    quotes: [
      '"We stopped thinking about the table and just played," said captain {person}.',
      '"Nobody in my village believed it until they saw the cup," said {person}.',
    ],
    closings: ['The return match is on {day}.', 'The draw for the next round is tomorrow evening.'],
  },
  health: {
    titles: ['Clinic in {place} gets a second doctor', 'Fewer fever cases in {place}', 'Clean water for {n} villages near {place}'],
    leads: [
      'The clinic in {place} has had a second doctor since {day} and now opens on Saturdays too.',
      'Health workers counted {n} cases of fever in {place} last week, half as many as the week before.',
      'A new well at {place} gives clean water to {big} people who used to drink from the river.',
    ],
    facts: [
      'Nurses go from house to house and look into water jars, where mosquitoes breed.',
      'The nearest hospital is two hours away when the road is dry.',
      'Mothers can bring small children for vaccination on the first three days of each week.',
      'The medicine store was moved upstairs after last year\'s flood.',
      'Most of those who fell ill are well again, and nobody died.',
      'Volunteers cleaned {n} drains in the market quarter on Sunday.',
    ],
    quotes: [
      '"People come earlier now, and that saves lives," said Dr {person}.',
      '"Empty the jars once a week: it is as simple as that," said {person}, a nurse.',
    ],
    closings: ['The clinic is open from seven to five.', 'The figures for the whole province come out at the end of the month.'],
  },
};
