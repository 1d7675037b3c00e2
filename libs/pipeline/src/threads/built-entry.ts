import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** The built module of a thread's entry: Node loads no TypeScript in threads, so that tests that run from source use what the build made, too. */
export const builtEntry = (name: `#pipeline/threads/${string}.js`): URL => pathToFileURL(createRequire(import.meta.url).resolve(name));
