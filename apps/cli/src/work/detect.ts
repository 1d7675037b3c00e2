import { z } from 'zod';
import { BadInput } from '#core/errors.js';
import { detectLanguage } from '#core/text/language.js';
import { openOutput, type Output, readJsonLines } from '#infra/files/streams.js';
import { type DetectInput, type Found, runDetectors } from '#kinds/detectors/index.js';
import { progress } from '../progress.js';

const documentSchema = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  url: z.string().nullish(),
  title: z.string().nullish(),
  text: z.string(),
  /** Of `claque crawl --read`: without menus and what stands on every page. */
  main_text: z.string().nullish(),
  links: z.array(z.object({ href: z.string(), text: z.string().nullish().transform((text) => text ?? '') })).nullish(),
  actor_hint: z.union([z.string(), z.object({ name: z.string().nullish(), kind: z.string().nullish() })]).nullish(),
  published_at: z.string().nullish(),
  language: z.string().nullish(),
});

/** Which array of the output holds observations of a kind. */
const ARRAYS: Record<string, string> = { call: 'calls', metric: 'metrics', goal: 'goals', 'account-event': 'events', commitment: 'commitments', threat: 'threats', conduct: 'conduct', ruling: 'rulings' };

/** `claque detect`: one line out for each document in, in order. */
export async function run([file]: [string], options: { out?: string; explain?: boolean }): Promise<void> {
  const out = await openOutput(options.out);
  try {
    const done = await detectAll(file, out, options.explain ?? false);
    await out.close();
    if (options.out !== undefined && options.out !== '-') console.error(`${done.toLocaleString('en')} documents: ${options.out}`);
  } catch (error) {
    await out.discard();
    throw error;
  }
}

/** Returns how many documents were read. */
async function detectAll(file: string, out: Output, explain: boolean): Promise<number> {
  const shown = progress('documents');
  let done = 0;
  for await (const { value, number } of readJsonLines(file)) {
    const where = `${file} line ${number}`;
    if (typeof value === 'object' && value !== null && 'labels' in value) throw new BadInput(`${where} carries \`labels\`: detection must not see the answers. Take them out first, for example with: jq -c 'del(.labels)'`);
    const parsed = documentSchema.safeParse(value);
    if (!parsed.success) throw new BadInput(`${where}: ${parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the line'}: ${issue.message}`).join('; ')}`);
    const document = parsed.data;
    const id = document.id ?? document.url;
    if (id === null || id === undefined) throw new BadInput(`${where} has neither \`id\` nor \`url\``);
    const hint = typeof document.actor_hint === 'string' ? { name: document.actor_hint, kind: 'other' } : document.actor_hint;
    const text = document.main_text || document.text;
    const input: DetectInput = {
      title: document.title ?? null, text, links: document.links ?? [], language: document.language ?? detectLanguage(text),
      actor: hint?.name || hint?.kind ? { name: hint.name ?? '', kind: hint.kind ?? 'other' } : null, publishedAt: document.published_at ?? null,
    };
    await out.write(`${JSON.stringify({ id, ...predictions(input, explain) })}\n`);
    shown.update(++done);
  }
  shown.end(done);
  return done;
}

function predictions(input: DetectInput, explain: boolean): Record<string, unknown[]> {
  const arrays: Record<string, unknown[]> = { calls: [], metrics: [], goals: [], events: [], commitments: [], threats: [], conduct: [], rulings: [] };
  for (const { detector, version, observations } of runDetectors(input)) {
    for (const observation of observations) arrays[ARRAYS[observation.kind] ?? '']?.push({ span: [observation.span.start, observation.span.end], quote: observation.quote, ...flat(observation), ...(explain ? { detector: `${detector}@${version}`, why: observation.why, confidence: observation.confidence } : {}) });
  }
  return arrays;
}

/** Payload names as the labelled data has them, which does not say where compliance is checked, nor why. */
function flat(observation: Found): Record<string, unknown> {
  return Object.fromEntries(Object.entries(observation.payload).filter(([name]) => name !== 'proof' && name !== 'reason').map(([name, value]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]));
}
