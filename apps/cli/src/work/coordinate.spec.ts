import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it, vi } from 'vitest';
import { run } from './coordinate.js';

const HOSTILE = '</script><b a="&">\u0001';
/** Six accounts, one of them with a hostile name, share ten objects within seconds; three hundred others share one each. One row is broken. */
const rows = [
  ...Array.from({ length: 60 }, (_none, at) => [`call${Math.floor(at / 6)}`, at % 6 === 0 ? HOSTILE : `m${at % 6}`, `y${at}`, 1_690_000_000 + 5000 * Math.floor(at / 6) + at % 6] as const),
  ...Array.from({ length: 300 }, (_none, at) => [`z${at}`, `q${at}`, `w${at}`, 1_690_000_000 + at] as const),
];
const csv = `object_id,account_id,content_id,timestamp_share\n${rows.map(([o, a, c, t]) => `${o},"${a.replaceAll('"', '""')}",${c},${t}`).join('\n')}\no,a,c,soon\n`;

async function coordinated(name: string, content: string | Uint8Array, options: Partial<Parameters<typeof run>[1]> = {}): Promise<{ file: (name: string) => Promise<string>; names: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'claque-coordinate-'));
  await writeFile(join(folder, name), content);
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  try { await run([join(folder, name)], { window: '60', minParticipation: '1', report: true, out: join(folder, 'out'), ...options }); } finally { said.mockRestore(); }
  return { file: (one) => readFile(join(folder, 'out', one), 'utf8'), names: (await readdir(join(folder, 'out'))).sort() };
}

describe('claque coordinate', () => {
  it('names rejected rows with what stands in them, and the columns to give where they have other names', async () => {
    const { file } = await coordinated('b.csv', `object_id,account_id,content_id,timestamp_share\r\nx,a,1,10\r\n,b,2,12\r\nx,"b, the ""second""",3,12\r\nលេខ${'ក'.repeat(100)}`);
    expect(await file('rejected.csv')).toBe(`line,reason,row\n3,empty object_id,",b,2,12"\n5,too few fields,លេខ${'ក'.repeat(63)}\n`);
    await expect(coordinated('c.csv', 'user,link,when\na,x,1\n')).rejects.toThrow('--columns object=link,account=user,time=when,content=-');
  });
  it('writes tables, networks, summary and report, and names rejected rows', async () => {
    const { file, names } = await coordinated('a.csv', csv);
    expect(names).toEqual(['campaigns.csv', 'edges.csv', 'evidence.csv', 'groups.csv', 'leads.csv', 'network.gexf', 'network.graphml', 'rejected.csv', 'report.html', 'summary.json']);
    expect(JSON.parse(await file('summary.json'))).toMatchObject({ rows: 360, rejected: 1, groups: 1, accounts_in_groups: 6, significant_edges: 15, mode: 'test' });
    expect(await file('rejected.csv')).toBe('line,reason,row\n362,timestamp is neither a number nor an ISO time,"o,a,c,soon"\n');
    expect((await file('campaigns.csv')).split('\n')[1]).toContain(',"</script><b a=""&"">\u0001",1.0000,');
    expect((await file('leads.csv')).split('\n')).toHaveLength(15 + 2);
  });
  it('networks are well-formed XML with the names as they are, as far as XML can hold them', async () => {
    const { file } = await coordinated('a.csv', csv);
    for (const name of ['network.gexf', 'network.graphml']) expect([name, XMLValidator.validate(await file(name))]).toEqual([name, true]);
    const { gexf } = new XMLParser({ ignoreAttributes: false }).parse(await file('network.gexf')) as { gexf: { graph: { nodes: { node: { '@_label': string }[] }; edges: { edge: unknown[] } } } };
    expect(gexf.graph.nodes.node.map((node) => node['@_label'])).toContain('</script><b a="&">\uFFFD');
    expect(gexf.graph.edges.edge).toHaveLength(15);
  });
  it('the report holds no markup from the input and asks nothing of the network', async () => {
    const page = await (await coordinated('a.csv', csv)).file('report.html');
    expect(page).not.toContain(HOSTILE);
    expect(page.match(/<\/script>/g)).toHaveLength(2);
    expect(page).toContain(`default-src 'none'`);
    expect(page).not.toMatch(/(?:src|href)=|@import|url\(|fetch\(|XMLHttpRequest/);
  });
  it('takes packed JSON lines with columns named by the user, and writes JSON lines', async () => {
    const lines = rows.map(([url, user, , t]) => JSON.stringify({ url, by: { id: user }, at: new Date(t * 1000).toISOString() })).join('\n');
    const { file } = await coordinated('a.jsonl.gz', gzipSync(lines), { columns: ['object=url,account=by.id', 'time=at,content=-'], jsonl: true });
    const edges = (await file('edges.jsonl')).trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(edges).toHaveLength(15);
    expect(edges[0]).toMatchObject({ from: HOSTILE, weight: 10, significant: 1 });
  });
  it('says that a file is no folder to write into', async () => {
    await expect(coordinated('d.csv', csv, { out: fileURLToPath(import.meta.url) })).rejects.toThrow(/is a file: give a folder/);
  });
  it('a second run leaves nothing of the first', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'claque-coordinate-'));
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    await writeFile(join(folder, 'a.csv'), csv);
    const options = { window: '60', minParticipation: '1', out: folder };
    await run([join(folder, 'a.csv')], { ...options, report: true, pairs: true, jsonl: true });
    await writeFile(join(folder, 'a.csv'), csv.replace('o,a,c,soon\n', ''));
    await run([join(folder, 'a.csv')], { ...options, report: false, compat: 'toolkit' });
    said.mockRestore();
    expect((await readdir(folder)).filter((name) => /rejected|pairs|jsonl|report|part/.test(name))).toEqual([]);
  });
  it.each([
    [{ window: '-1' }, /--window -1: expected a number of seconds/], [{ fdr: '2' }, /--fdr 2/], [{ compat: 'other' }, /--compat other: there is cootweet, toolkit/],
    [{ columns: ['url'] }, /--columns url: expected object=NAME/], [{ format: 'xls' }, /--format xls: there is csv, jsonl, parquet/], [{ minEdgeWeight: '2' }, /belongs to --compat toolkit/],
  ])('%o is bad usage that says what is right', async (options, message) => { await expect(coordinated('a.csv', csv, options)).rejects.toThrow(message); });
});
