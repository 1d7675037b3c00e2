import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { composeEdition } from '#core/digest/compose.js';
import { busyDay, quietDay } from '#core/digest/example-days.js';
import { renderEdition, webPage } from './index.js';
import { LANGUAGES } from './messages/index.js';

const RULES = ['html-validate:recommended', 'html-validate:document'];
/** Styles stand where they are used: a page loads nothing, and mail programs drop style sheets. */
const page = new HtmlValidate({ extends: RULES, rules: { 'no-inline-style': 'off' } });
/** What Outlook's engine of 2007 still needs: sizes and colours as attributes, tables without a tbody, its conditional comments. `presentation` is the role's older name. */
const mail = new HtmlValidate({ extends: RULES, rules: { 'no-inline-style': 'off', 'no-deprecated-attr': 'off', 'no-conditional-comment': 'off', 'prefer-tbody': 'off', 'presentation-role-style': 'off' } });
const links = { edition: 'https://note.example/editions/1?link=a&x=1', unsubscribe: 'https://note.example/leave/1', table: 'https://note.example/editions/1.csv' };

describe.each(Object.keys(LANGUAGES))('the HTML in %s', (language) => {
  it.each([['a busy day', composeEdition(busyDay())], ['a quiet day', composeEdition(quietDay())]] as const)('of %s passes a validator, as page and as mail', async (_name, content) => {
    for (const [validator, html] of [[page, webPage(content, language, links, { km: 'https://note.example/km' })], [mail, renderEdition(content, language, links).html]] as const) {
      const { results } = await validator.validateString(html);
      expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message, line, column }) => `${ruleId} ${line}:${column} ${message}`))).toEqual([]);
    }
  });
});
