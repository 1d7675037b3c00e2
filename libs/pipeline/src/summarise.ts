import { randomUUID } from 'node:crypto';
import type { EditionContent } from '#core/digest/content.js';
import { canSummariseIn, checkSummary, summaryItems, summaryRequest } from '#core/digest/summary.js';
import { ModelFailed } from '#core/errors.js';
import { modelPause } from '#infra/store/model.js';
import { askWithinBudget, ModelPaused } from './model-reader.js';
import type { World } from './world.js';

/** An edition waits for its summary no longer than this: its own first lines are always there. */
const WAIT_MS = 30_000;

/** The edition with a model's summary in English and in the other `languages`, as far as it holds; the edition as it was on a quiet day, where no model is configured or paused, or where it fails. */
export async function summarise(world: World, content: EditionContent, languages: readonly string[]): Promise<EditionContent> {
  const { model } = world;
  if (model === null || !world.config.openaiSummary || content.quiet || await modelPause(world.db, model.name) !== null) return content;
  const ask = async (language: string) => {
    const items = summaryItems(content, language);
    const { answer, model: named } = await askWithinBudget({ ...world, model }, content.key.election, 'summarise', { ...summaryRequest(items, randomUUID(), language), signal: AbortSignal.timeout(WAIT_MS) });
    return { model: named, ...checkSummary(items, answer, language) };
  };
  const unless = (error: unknown): null => {
    if (!(error instanceof ModelPaused) && !(error instanceof ModelFailed)) throw error;
    world.log('warn', 'the note goes without a model\'s summary', { error: error.message });
    return null;
  };
  const summary = await ask('en').catch(unless);
  if (summary === null) return content;
  const others = await Promise.all(languages.filter((language) => language !== 'en' && canSummariseIn(language)).map(async (language) => [language, await ask(language).catch(unless)] as const));
  const found = others.flatMap(([language, other]) => (other === null ? [] : [[language, { sentences: other.sentences, dropped: other.dropped }] as const]));
  return { ...content, summary: { ...summary, ...(found.length === 0 ? {} : { in: Object.fromEntries(found) }) } };
}
