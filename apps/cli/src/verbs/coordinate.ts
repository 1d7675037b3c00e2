import type { Verb } from '../verb.js';

export const coordinate: Verb = {
  name: 'coordinate',
  summary: 'Find accounts that share the same objects within seconds of each other more often than chance allows',
  declare: (command) => {
    command
      .argument('<events>', 'CSV, JSON lines or Parquet, also packed with gzip; - for standard input. Fields: object_id, account_id, content_id, timestamp_share (seconds, milliseconds or ISO)')
      .requiredOption('--window <seconds>', 'longest time between two shares of one object')
      .requiredOption('--min-participation <n>', 'least number of shares of an account')
      .option('--compat <tool>', 'count as another tool does: cootweet, toolkit (directed)')
      .option('--min-edge-weight <n>', 'with --compat toolkit: least messages of an edge that is flagged (default 1)')
      .option('--fdr <q>', 'accepted share of false edges among those flagged (default 0.1)')
      .option('--columns <map>', 'which column is which: object=url,account=user,content=id,time=created_at; content=- where there is none; keys of JSON may be paths (author.id); may be repeated', (value: string, before: string[] | undefined) => [...before ?? [], value])
      .option('--format <format>', 'csv, jsonl or parquet (default: told by the first bytes)')
      .option('--pairs', 'also pairs.csv: for each flagged edge, every object that both shared in the window, and when')
      .option('--jsonl', 'also every table as JSON lines')
      .option('--no-report', 'leave report.html out')
      .requiredOption('--out <folder>', 'where edges, groups, campaigns, evidence and leads (CSV), network.graphml, network.gexf, summary.json and report.html go');
  },
  examples: [
    "printf 'object_id,account_id,content_id,timestamp_share\\nx,a,1,10\\nx,b,2,12\\ny,a,3,90\\ny,b,4,95\\n' | claque coordinate - --window 60 --min-participation 1 --out /tmp/claque-network",
    "printf 'object_id,account_id,content_id,timestamp_share\\nx,a,1,10\\nx,b,2,12\\n' | claque coordinate - --window 60 --min-participation 1 --compat cootweet --out /tmp/claque-network",
    "printf '{\"url\":\"x\",\"by\":{\"id\":1},\"at\":\"2026-01-01T08:00:00Z\"}\\n' | claque coordinate - --columns object=url,account=by.id,time=at,content=- --window 3600 --min-participation 1 --out /tmp/claque-network",
  ],
  load: () => import('../work/coordinate.js'),
};
