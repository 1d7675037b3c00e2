import { z } from 'zod';
import { sourceSchema } from '#core/election/watchlist.js';
import { sourceKinds } from './index.js';

interface Described { description?: string; default?: unknown; enum?: unknown[]; type?: string }

/** Tables (Markdown) of what a watchlist may say of a source: the fields of each, then the settings of each kind, as their schemas have them. Ends with a line break. */
export function sourceSettingsReference(): string {
  const fields = propertiesOf(sourceSchema).map(([name, field]) => row(`\`${name}\``, field));
  const settings = Map.groupBy(sourceKinds.flatMap(({ id, settings: schema }) => propertiesOf(schema).map(([name, field]) => ({ id, line: row(`\`${name}\``, field) }))), ({ line }) => line);
  return ['| field | default | what it says |', '|---|---|---|', ...fields, '', 'Its `settings`, by kind:', '', '| setting | default | what it does | kinds |', '|---|---|---|---|',
    ...[...settings].map(([line, kinds]) => `${line} ${kinds.map(({ id }) => id).join(', ')} |`), ''].join('\n');
}

function propertiesOf(schema: z.ZodType): [string, Described][] {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as { properties?: Record<string, Described> };
  return Object.entries(properties);
}

const row = (name: string, { description = '', default: fallback, enum: values }: Described): string =>
  `| ${name} | ${fallback === undefined ? '' : `\`${typeof fallback === 'string' ? fallback : JSON.stringify(fallback)}\``} | ${description}${values === undefined ? '' : ` One of ${values.map((value) => `\`${String(value)}\``).join(', ')}.`} |`;
