import type { EditionContent } from '#core/digest/content.js';
import { csvCell } from './csv.js';

const COLUMNS = ['edition', 'finding', 'voice', 'verdict', 'check', 'strength', 'actor_id', 'actor', 'day', 'time', 'action', 'audience', 'platform', 'handle', 'target', 'drive', 'similarity', 'p_value', 'origins', 'quote', 'quote_language', 'url', 'document_id', 'call_id', 'by_hand', 'confirmed_by'] as const;

/** All findings of the day, one row a member, in English column names; UTF-8 with a byte order mark, lines end in CR LF. The quote stands in the row of the call that it is from. */
export function findingsCsv(content: EditionContent): string {
  const rows = [...content.findings, ...content.more].flatMap((finding) => finding.members.map((member) => {
    const quote = finding.quotes.find((one) => one.callId === member.callId);
    return [`${content.key.day}/${content.key.audience}/${content.key.sequence}`, finding.id, finding.voice, finding.verdict, finding.check, member.strength, member.actor.id, member.actor.name.en, member.day, member.time,
      finding.action, finding.audiences.join(' '), finding.target.platform, finding.target.handle, finding.target.name?.en ?? null, finding.driveId, finding.similarity, finding.chance?.pValue ?? null, finding.origins?.texts ?? null,
      quote?.text ?? null, quote?.language ?? null, member.url, member.documentId, member.callId, member.byHand?.by ?? null, member.byHand?.confirmedBy ?? null];
  }));
  return `\uFEFF${[COLUMNS.map((column) => `"${column}"`), ...rows.map((row) => row.map(csvCell))].map((row) => row.join(',')).join('\r\n')}\r\n`;
}
