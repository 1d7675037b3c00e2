import type { Verb } from '../verb.js';

export const coordinate: Verb = {
  name: 'coordinate',
  summary: 'Find accounts that share the same objects within seconds of each other more often than chance allows',
  declare: (command) => {
    command
      .argument('<events>', 'CSV with the columns object_id, account_id, content_id, timestamp_share; may be .gz; - for standard input')
      .requiredOption('--window <seconds>', 'longest time between two shares of one object')
      .requiredOption('--min-participation <n>', 'least number of shares of an account')
      .option('--compat <tool>', 'count as another tool does: cootweet, toolkit (directed)')
      .option('--min-edge-weight <n>', 'with --compat toolkit: least messages of an edge that is flagged (default 1)')
      .option('--fdr <q>', 'accepted share of false edges among those flagged (default 0.1)')
      .option('--pairs', 'also pairs.csv: for each flagged edge, every object that both shared in the window, and when')
      .requiredOption('--out <folder>', 'where edges, groups, campaigns, evidence and leads (CSV), network.graphml, network.gexf and summary.json go');
  },
  examples: [
    "printf 'object_id,account_id,content_id,timestamp_share\\nx,a,1,10\\nx,b,2,12\\ny,a,3,90\\ny,b,4,95\\n' | claque coordinate - --window 60 --min-participation 1 --out /tmp/claque-network",
    "printf 'object_id,account_id,content_id,timestamp_share\\nx,a,1,10\\nx,b,2,12\\n' | claque coordinate - --window 60 --min-participation 1 --compat cootweet --out /tmp/claque-network",
  ],
  load: () => import('../work/coordinate.js'),
};
