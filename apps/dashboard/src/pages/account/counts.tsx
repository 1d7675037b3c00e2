import { Link } from 'wouter';
import type { Answer } from '../../api/client.js';
import { Download } from '../../parts/download.js';
import { daysBetween } from '../../words/format.js';
import { useWords, useWriting } from '../../words/index.js';
import { accountWords } from './words.js';

/** The picture as a table, newest first, with the evidence of each count. */
export function Counts({ of }: { of: Answer<'getAccountSeries'> }) {
  const t = useWords(accountWords);
  const write = useWriting();
  const rows = of.series.flatMap(({ by, days }) => days.map((day, index) => ({ ...day, by, ...(index === 0 ? { change: null, after: 0 } : { change: day.value - days[index - 1]!.value, after: daysBetween(days[index - 1]!.day, day.day) }) }))).sort((a, b) => b.at.localeCompare(a.at));
  const open = of.open.map((reading) => ({ ...reading, day: write.local(reading.at).day, by: '', change: null, after: 0 }));
  if (rows.length + open.length === 0) return <p className="empty">{t.noCounts}</p>;
  return (
    <div className="scroll tall" tabIndex={0} role="region" aria-label={t.table}>
      <table className="stacked">
        <thead><tr><th>{t.day}</th><th className="right">{t.value}</th><th className="right">{t.change}</th><th>{t.whose}</th><th>{t.evidence}</th></tr></thead>
        <tbody>{[...rows, ...open].map((row, index) => (
          <tr key={index}>
            <th scope="row" className="nowrap">{write.moment(row.at)}</th><td className="right num">{row.bound === '=' ? '' : `${row.bound} `}{write.count(row.value)}</td><td className="right num">{row.change === null ? '' : write.signed(row.change)}{row.after > 1 ? <><br /><small className="soft">{t.inDays(write.count(row.after))}</small></> : null}</td>
            <td className="soft">{row.by === null ? t.ours : row.by === '' ? t.open : row.by}</td>
            <td>{row.documentId === null ? row.snapshotId === null ? '' : <Download ask="getSnapshotBody" given={{ params: { id: row.snapshotId } }}>{t.snapshot}</Download> : <Link href={`/documents/${row.documentId}`}>{t.page}</Link>}</td>
          </tr>
        ))}</tbody>
      </table>
    </div>
  );
}
