import { randomUUID } from 'node:crypto';
import { ModelFailed } from '#core/errors.js';
import type { EditionContent } from '#core/digest/content.js';
import { checkTranslation, quotesToTranslate, TRANSLATION_VERSION, translationRequest, withTranslations } from '#core/digest/translation.js';
import type { Language } from '#core/model.js';
import { sha256Of } from '#core/sha256.js';
import { keepTranslation, knownTranslations, modelPause } from '#infra/store/model.js';
import { askWithinBudget, ModelPaused } from './model-reader.js';
import type { World } from './world.js';

/** An edition waits for its translations no longer than this: the original is what counts. */
const WAIT_MS = 45_000;

const keyOf = (text: string, from: Language): string => sha256Of(JSON.stringify([TRANSLATION_VERSION, from, text]));

/** The edition with what could be translated of its quotes in time and within the budget; the edition as it was where no model is configured. */
export async function translateQuotes(world: World, content: EditionContent, languages: Language[]): Promise<EditionContent> {
  const { model } = world;
  const wanted = model === null || !world.config.openaiTranslate ? [] : quotesToTranslate(content, languages);
  if (model === null || wanted.length === 0) return content;
  const known = new Map((await knownTranslations(world.db, wanted.map(({ quote }) => keyOf(quote.text, quote.language)))).map((one) => [`${one.key} ${one.language}`, one]));
  const late = AbortSignal.timeout(WAIT_MS);
  const paused = await modelPause(world.db, model.name) !== null;
  for (const { quote, language } of wanted) {
    const key = keyOf(quote.text, quote.language);
    if (paused || late.aborted || known.has(`${key} ${language}`)) continue;
    try {
      const { answer, model: named } = await askWithinBudget({ ...world, model }, content.key.election, 'translate', { ...translationRequest(quote.text, quote.language, language, randomUUID()), signal: late });
      const text = checkTranslation(quote.text, answer);
      await keepTranslation(world.db, key, language, text, named);
      known.set(`${key} ${language}`, { key, language, text, model: named });
    } catch (error) {
      if (error instanceof ModelPaused || late.aborted) break;
      // Asking for the same words again would fail again; the original stands alone.
      if (!(error instanceof ModelFailed)) throw error;
      await keepTranslation(world.db, key, language, null, model.name);
    }
  }
  return withTranslations(content, languages, (quote, language) => {
    const found = known.get(`${keyOf(quote.text, quote.language)} ${language}`);
    return quote.language === language || found === undefined || found.text === null ? null : { text: found.text, model: found.model };
  });
}
