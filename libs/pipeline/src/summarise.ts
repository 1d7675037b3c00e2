import { randomUUID } from 'node:crypto';
import type { EditionContent } from '#core/digest/content.js';
import { checkSummary, summaryItems, summaryRequest } from '#core/digest/summary.js';
import { ModelFailed } from '#core/errors.js';
import { modelPause } from '#infra/store/model.js';
import { askWithinBudget, ModelPaused } from './model-reader.js';
import type { World } from './world.js';

/** An edition waits for its summary no longer than this: its own first lines are always there. */
const WAIT_MS = 30_000;

/** The edition with a model's summary, as far as it holds; the edition as it was on a quiet day, where no model is configured or paused, or where it fails. */
export async function summarise(world: World, content: EditionContent): Promise<EditionContent> {
  const { model } = world;
  if (model === null || !world.config.openaiSummary || content.quiet || await modelPause(world.db, model.name) !== null) return content;
  const items = summaryItems(content);
  try {
    const { answer, model: named } = await askWithinBudget({ ...world, model }, content.key.election, 'summarise', { ...summaryRequest(items, randomUUID()), signal: AbortSignal.timeout(WAIT_MS) });
    return { ...content, summary: { ...checkSummary(items, answer), model: named } };
  } catch (error) {
    if (!(error instanceof ModelPaused) && !(error instanceof ModelFailed)) throw error;
    world.log('warn', 'the note goes without a model\'s summary', { error: error.message });
    return content;
  }
}
