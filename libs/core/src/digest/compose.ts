import { campaignDay, dayWindow, daysLeft, nextSilence, offsetOf, phaseOf, within } from '../election/calendar.js';
import { accountItemsOf } from './accounts.js';
import { callsTableOf } from './calls-table.js';
import { changesOf } from './changes.js';
import { editionContentSchema, type EditionContent } from './content.js';
import { coverageOf } from './coverage.js';
import { drivesOf } from './drives.js';
import type { CallFact, DayFacts } from './facts.js';
import { findingsOf } from './findings.js';
import { followersOf } from './followers.js';
import { labelsOf } from './labels.js';
import { repliesOf, statementsOf } from './statements.js';
import { RedLine, crossedRedLine } from './red-lines.js';

/**
 * A day's facts as an edition. Pure: the same facts give the same content, byte for byte as JSON. Throws RedLine where a
 * correction says what the note cannot say, and a ZodError where the facts do not make an edition (a quote of no call).
 */
export function composeEdition(facts: DayFacts): EditionContent {
  const { election, day, date } = facts;
  const window = dayWindow(day, election.timeZone);
  const labels = labelsOf(facts);
  const onDay = (call: CallFact): boolean => within(call.document.at, window);
  const findings = findingsOf(facts, labels, onDay);
  const drives = drivesOf(facts, labels);
  const accounts = accountItemsOf(facts, labels);
  const statements = statementsOf(facts, labels);
  const followers = followersOf(facts, labels);
  const silence = nextSilence(election, date);
  for (const { note, text } of facts.corrections ?? []) {
    const word = Object.values(text).map(crossedRedLine).find((found) => found !== null);
    if (word !== undefined) throw new RedLine(`The correction to note ${note}`, word);
  }
  return editionContentSchema.parse({
    version: 1,
    key: { election: election.id, day, audience: facts.audience, sequence: facts.sequence ?? 1, ...(facts.kind === undefined ? {} : { kind: facts.kind }) },
    number: facts.number,
    date,
    covers: { day, from: window.from.toISOString(), to: window.to.toISOString(), offset: offsetOf(window.from, election.timeZone), timeZone: election.timeZone },
    cutOff: facts.cutOff.toISOString(),
    election: { name: election.name, polity: election.polity, pollingDay: election.pollingDay },
    phase: phaseOf(election, date),
    daysLeft: daysLeft(election, date),
    campaignDay: campaignDay(election, day),
    silence: silence === null ? null : { from: silence.from, to: silence.to },
    release: facts.release.state === 'released' ? { state: 'released', by: facts.release.by, at: facts.release.at.toISOString(), ...(facts.release.rule ? { rule: true } : {}) } : { state: 'held' },
    quiet: findings.length === 0 && statements.every(({ kind }) => kind === 'commitment') && !accounts.some(({ class: group, unexplained }) => group === 'anomaly' && unexplained) && !followers.some(({ earlier }) => earlier?.finding?.unexplained) && !drives.some((drive) => drive.state === 'new' || drive.state === 'growing'),
    findings: findings.slice(0, 3),
    more: findings.slice(3),
    followers,
    ...(facts.accountFindings === undefined ? {} : { accounts }),
    ...(facts.statements === undefined ? {} : { statements }),
    ...(facts.replies === undefined ? {} : { replies: repliesOf(facts, labels) }),
    ...(facts.changes === undefined ? {} : { changes: changesOf(facts, labels) }),
    calls: callsTableOf(facts, labels, onDay),
    drives,
    coverage: coverageOf(facts, labels),
    corrections: (facts.corrections ?? []).map(({ note, text }) => ({ note, text })),
    watchlistVersion: election.watchlistVersion,
  });
}
