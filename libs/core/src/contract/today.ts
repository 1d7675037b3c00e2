import { z } from 'zod';
import { AUDIENCES } from '../model.js';
import { operation } from './operation.js';
import { id, localDate, moment, name, slug } from './parts.js';

const onDay = z.object({
  day: localDate, documents: z.int(), calls: z.int().describe('In the callers\' own voice, as the note counts them; in all that was read, where the note compares the sources read on both days'), actors: z.int().describe('Who called in their own voice, at least once'),
  reported: z.int().describe('Texts that report others\' calls, and reprints'), standing: z.int().describe('Standing lines of pages'),
});

/** All that the first page of the day shows of one election; each list holds the most urgent few and the number of all. */
export const todaySchema = z.object({
  electionId: id, name, date: localDate.describe('Today there'), now: moment, timeZone: z.string(), pollingDay: localDate,
  phase: z.string(), daysLeft: z.int().describe('Days to polling day; negative after it'), watchlistVersion: z.int(),
  review: z.object({
    waiting: z.int().describe('Findings that nobody has read'), second: z.int().describe('Read once, waiting for a second reader'), split: z.int().describe('Two readers disagree'),
    mine: z.int().describe('Of these, how many you can read now'), byKind: z.record(z.string(), z.int()),
  }),
  campaigns: z.object({
    active: z.int(), new: z.int().describe('First seen today or yesterday'),
    newest: z.array(z.object({ id, name: z.string().nullable(), target: z.string(), members: z.int(), calls: z.int(), firstAt: moment, firstDated: z.enum(['day', 'seen']).nullable().describe('How well `firstAt` is known; null: to the hour'), lastAt: moment, pValue: z.number().nullable(), isNew: z.boolean() })),
  }),
  goals: z.array(z.object({
    account: z.string(), value: z.number(), by: localDate.nullable(), statedBy: z.string(), now: z.number().nullable(), nowAt: moment.nullable(), how: z.enum(['observed', 'reported']).nullable(), share: z.number().nullable(), daysLeft: z.int().nullable(),
  })),
  accountFindings: z.object({ since: localDate, unexplained: z.int(), events: z.int() }),
  gaps: z.object({ open: z.int(), sources: z.int().describe('Sources with an open gap'), newest: z.array(z.object({ id, sourceId: id.nullable(), actor: name.nullable().describe('Whose source it is'), kind: z.string().nullable().optional().describe('Of the source'), reason: z.string(), detail: z.string(), lastAt: moment })) }),
  sources: z.object({ all: z.int(), readToday: z.int(), paused: z.int() }),
  days: z.array(onDay).describe('The last fourteen days, oldest first; a day without documents is there with zeros'),
  editions: z.array(z.object({ id: id.nullable(), audience: z.enum(AUDIENCES), date: localDate, state: z.enum(['not composed', 'held', 'released', 'withdrawn']), releasedAt: moment.nullable() })).describe('Today\'s daily note for each audience'),
  replies: z.object({ open: z.int(), overdue: z.int() }),
  queues: z.object({ waiting: z.int(), active: z.int(), delayed: z.int(), failed: z.int() }),
}).meta({ id: 'Today' });

export const getToday = operation({ id: 'getToday', path: '/api/v1/elections/{election}/today', summary: 'The day at a glance: phase, findings to review, new drives, goals, gaps, queues', params: z.strictObject({ election: slug }), answer: todaySchema });
