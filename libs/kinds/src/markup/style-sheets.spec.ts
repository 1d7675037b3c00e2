import { expect, test } from 'vitest';
import { blocksOf, readable } from './blocks.js';
import { parseMarkup } from './parse.js';
import { applyStyleSheets } from './style-sheets.js';

function seen(css: string, body: string): string {
  const dom = parseMarkup(`<html><head><style>${css}</style></head><body>${body}</body></html>`);
  applyStyleSheets(dom);
  return blocksOf(readable(dom)).blocks.map(({ text }) => text).join(' | ');
}

test('what the page\'s own style sheet hides by class or id is no visible text', () => {
  expect(seen('.bait { display: none } #trap{visibility:hidden}', '<p>Tides</p><p class="x bait">Follow @trap_one</p><div id="trap">Join t.me/trap</div>')).toBe('Tides');
  expect(seen('/* .shown{} */ p.bait, span.other { font-size:0 }', '<p class="bait">Follow</p><div class="bait">Seen</div>')).toBe('Seen');
});

test('a class that any rule shows again stays visible: a state or a script may show it', () => {
  expect(seen('.tab{display:none} .tab.active{display:block}', '<p class="tab">One</p><p class="tab active">Two</p>')).toBe('One | Two');
  expect(seen('.body{opacity:0} .ready .body{opacity:1}', '<p class="body">Words</p>')).toBe('Words');
});

test('what a wider window shows again, or an animation brings in, is visible; what only a print shows is not', () => {
  expect(seen('.wide{display:none} @media (min-width: 40em){ .wide{display:block} }', '<p class="wide">Words</p>')).toBe('Words');
  expect(seen('.wide{display:none} @supports (display:grid){ @media screen { .wide{display:grid} } }', '<p class="wide">Words</p>')).toBe('Words');
  expect(seen('.in{opacity:0;animation:rise 1s forwards}', '<p class="in">Words</p>')).toBe('Words');
  expect(seen('.q{display:none} @media print { .q{display:block} }', '<p>Words</p><p class="q">Follow @trap_one</p>')).toBe('Words');
});

test('what a script brings in is visible text, by the names of such states; other ways of hiding it hold', () => {
  for (const css of ['.elementor-invisible{visibility:hidden}', '.fade-in { opacity: 0 }', '.wow{visibility:hidden}', '.reveal{opacity:0;visibility:hidden}']) expect(seen(css, `<p class="${/\.([\w-]+)/.exec(css)![1]}">Words</p>`)).toBe('Words');
  for (const css of ['.elementor-invisible{display:none}', '.fade-in{opacity:0;font-size:0}', '.bait{opacity:0}', '.slower{visibility:hidden}']) expect(seen(css, `<p>Words</p><p class="${/\.([\w-]+)/.exec(css)![1]}">Follow @trap_one</p>`)).toBe('Words');
});

test('rules for print, with ancestors or states, or that are broken hide nothing', () => {
  for (const css of ['@media print { .note{display:none} } ', 'nav .note{display:none}', '.note:empty{display:none}', '.note{display:none', '@media screen { .a{color:red}', '.note{color:red}']) expect(seen(css, '<p class="note">Words</p>')).toBe('Words');
  expect(seen('@import url(x.css); @media print{.q{display:none}} .note{display:none}', '<p class="note">Words</p><p class="q">Seen</p>')).toBe('Seen');
});

test('style sheets of any size end', () => {
  expect(seen('.a{display:none}'.repeat(60_000), '<p class="b">Words</p>')).toBe('Words');
  expect(seen('{'.repeat(100_000) + 'display:none', '<p>Words</p>')).toBe('Words');
  expect(seen(`${'@media screen{'.repeat(20_000)}.a{display:none}`, '<p>Words</p>')).toBe('Words');
});
