import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ModelFailed, type ModelFailure } from '#core/errors.js';
import { openAiModel } from '#infra/llm/openai.js';
import { requestFor } from '#kinds/detectors/llm-reader/prompt.js';
import { checkAnswer } from '#kinds/detectors/llm-reader/reader.js';
import type { Figure, GateSet } from '../set.js';

const input = { title: null, text: 'The harbour board asks its crews to follow t.me/warden_lore. The vote is calm.', links: [], language: 'en', actor: null, publishedAt: null };
/** What each behaviour must come to: how it is named, or that it gives no calls. Behaviours without a line must be one of these, whatever the server adds. */
const EXPECTED: Record<string, ModelFailure | 'no calls'> = {
  ok: 'no calls', 429: 'throttled', '429-long': 'throttled', 401: 'unauthorised', 402: 'over-budget', 400: 'too-long', 500: 'unavailable', 503: 'unavailable', hang: 'timed-out', drip: 'timed-out', reset: 'unavailable',
  'bad-json': 'malformed', fenced: 'no calls', truncated: 'incomplete', 'wrong-schema': 'malformed', 'extra-fields': 'no calls', 'fake-quote': 'malformed', 'empty-choices': 'malformed', 'null-content': 'malformed', refusal: 'refused',
  'tool-call': 'malformed', 'html-200': 'malformed', huge: 'too-large', 'many-calls': 'malformed', nul: 'malformed', leak: 'malformed', redirect: 'unavailable', 'model-swap': 'no calls',
};

/** A model server's misbehaviour: each is named, nothing hangs, nothing invented comes through. */
const set: GateSet = {
  name: 'model-faults',
  needs: ['security/llm-fault-server.mjs'],
  async judge(data): Promise<Figure[]> {
    const server = fork(join(data, 'security/llm-fault-server.mjs'), ['0'], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    try {
      const [line] = (await once(server.stdout!, 'data')) as [Buffer];
      const { port } = JSON.parse(line.toString()) as { port: number };
      const wrong: string[] = [];
      for (const [behaviour, expected] of Object.entries(EXPECTED)) {
        const model = openAiModel({ model: behaviour, baseUrl: `http://127.0.0.1:${port}/v1`, key: 'sk-abc', timeoutMs: 4000, clock: { now: () => new Date() } });
        // Asked and checked as the flow does.
        const got = await model.ask(requestFor(input, 'fence')).then(({ answer, model: named }) => ({ ...checkAnswer(answer, input, named), named })).then(({ observations, named }) => (observations.length === 0 && (behaviour !== 'model-swap' || named === 'other-model') ? 'no calls' : `${observations.length} calls`),
          (error: unknown) => (error instanceof ModelFailed && !error.message.includes('sk-abc') ? error.reason : `an unnamed failure: ${String(error)}`));
        if (got !== expected) wrong.push(`${behaviour}: ${got} instead of ${expected}`);
      }
      // Two failures, then an answer: the flow asks again later.
      const flaky = openAiModel({ model: 'flaky-3', baseUrl: `http://127.0.0.1:${port}/v1`, timeoutMs: 4000, clock: { now: () => new Date() } });
      const tries = [];
      for (let n = 0; n < 3; n++) tries.push(await flaky.ask(requestFor(input, 'fence')).then(() => 'answered', (error: unknown) => (error instanceof ModelFailed ? error.reason : 'unnamed')));
      if (tries.filter((one) => one === 'answered').length !== 1 || tries.includes('unnamed')) wrong.push(`flaky-3: ${tries.join(', ')}`);
      return [{ name: 'behaviours named as documented', value: Object.keys(EXPECTED).length + 1 - wrong.length, floor: Object.keys(EXPECTED).length + 1, of: `of ${Object.keys(EXPECTED).length + 1} ${wrong.join('; ')}` }];
    } finally {
      server.kill();
    }
  },
};
export default set;
