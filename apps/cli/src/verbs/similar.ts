import type { Verb } from '../verb.js';

export const similar: Verb = {
  name: 'similar',
  summary: 'Group texts that are copies of one another: edited, cut short or quoted, in any language',
  declare: (command) => {
    command
      .argument('<texts>', 'CSV with the columns id, text; may be .gz; - for standard input')
      .option('--containment <share>', 'least share of the shorter text that must stand in the other', '0.65')
      .option('--meaning [cosine]', 'also write meaning.csv: paraphrases and translations, by the model named in OPENAI_EMBEDDING_MODEL; least cosine 0.8 unless given')
      .requiredOption('--out <folder>', 'where clusters.csv, pairs.csv and boilerplate.csv (sentences that otherwise different texts carry) go');
  },
  examples: ["printf 'id,text\\n1,All officials are asked to follow the channel of the First Citizen today\\n2,All officials are asked to follow the channel of the First Citizen by Friday\\n' | claque similar - --out /tmp/claque-copies"],
  load: () => import('../work/similar.js'),
};
