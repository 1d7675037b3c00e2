import { ANSWERS } from './answer-examples.js';

/* What changes give where no route that reads gives the same: put together by hand, of the same small election. Secrets are written as what they are. */

const of = (id: string): object => ANSWERS[id] as object;
const first = (id: string): object => (ANSWERS[id] as { items: object[] }).items[0]!;
const SHOWN_ONCE = 'shown-only-now';
const CODE = 'E2';
const AT = '2031-03-05T00:00:00.000Z';
const ON_WATCHLIST = { electionId: 'lowlands', version: 2 };
const LINK = { person: of('getPerson'), link: `https://watch.example/#/welcome/${SHOWN_ONCE}`, until: '2031-03-08T00:00:00.000Z' };

export const CHANGES: Readonly<Record<string, unknown>> = {
  takeMailReports: { stopped: 1 },
  addKey: { ...first('listKeys'), key: `ck_${SHOWN_ONCE}` },
  addPerson: LINK,
  linkPerson: LINK,
  lookAtLink: { first: false },
  beginTotp: { secret: SHOWN_ONCE, uri: `otpauth://totp/Claque:dara?secret=${SHOWN_ONCE}` },
  addElection: { ...ON_WATCHLIST, version: 1 },
  applyWatchlist: ON_WATCHLIST,
  checkWatchlist: {
    faults: [], electionId: 'lowlands', actors: 2, sources: 2, accounts: 1, recipients: 1, balance: [{ side: 'government', actors: 2, sources: 2 }],
    diff: { from: 1, added: ['account telegram:tides_office'], removed: [], changed: [] },
  },
  readWatchlistSheet: { faults: [{ cell: 'C2', message: 'no kind "minister": ministry, party, media …' }], rows: 1, actors: 0, sources: 0, accounts: 0, text: null },
  addCodebook: { version: 1, text: '1. A call names an account.', by: CODE, at: AT },
  addDecisionNote: { id: '1', electionId: 'lowlands', about: 'observation:1', knew: 'The list itself, which two teachers showed us.', interest: 'Pupils were counted.', by: CODE, at: AT },
  noteObservation: { id: '1', by: CODE, at: AT, text: 'Same wording as last week' },
  decideAccountProposal: {
    electionId: 'lowlands', account: 'telegram:tides_office', url: 'https://t.me/tides_office', calls: 3, actors: [{ id: 'tides', name: { en: 'Ministry of tides' } }], firstAt: '2031-03-01T23:30:00.000Z', lastAt: '2031-03-03T23:30:00.000Z', documents: ['1'],
    state: 'one confirmed', owner: 'tides', confirmations: [{ by: CODE, at: AT, decision: 'confirm', owner: 'tides', status: 'official', proof: 'https://tides.example/contact links to it', note: null }],
  },
  beginBackFills: { begun: [first('listBackFills')], left: [{ sourceId: 'dykes-feed', why: 'a source of the kind "feed" shows what it lists now and nothing before that' }] },
  addRecipient: { ...first('listRecipients'), email: 'analyst@mission.example', audience: 'staff', origin: 'here' },
  askReply: { id: '1' },
  addWebhook: { webhook: of('getWebhook'), secret: SHOWN_ONCE },
};
