import { elements, textOf } from './find.js';
import { hiddenBy } from './hidden.js';
import type { Dom, Element } from './parse.js';

/** Longer style sheets are read only so far, in UTF-16 code units, and no more rules than these: what they hide is an aside, not the page. */
const LONGEST = 300_000;
const MOST_RULES = 5_000;
const MOST_NESTING = 4;
/** One selector without relations: a tag, classes and an id, no attribute, pseudo-class or ancestor. */
const SIMPLE = /^([a-z][\w-]*)?((?:[.#][\w-]+)+)$/i;
/** Names of states out of which a script brings what it moves in; only `visibility` and `opacity` veil it meanwhile. */
const ENTRANCE = /[.#](?:[\w-]*(?:invisible|animat|fade|reveal|(?<!dis)appear|entrance)|(?:[\w-]*-)?(?:wow|aos|gsap|lazy|lazyload|loading|unloaded|scroll|slide|zoom|rise)(?![a-z]))/i;
const VEILED = /(?:^|;)\s*(?:visibility|opacity)\s*:/i;
const VEILED_ALL = /(?<=^|;)\s*(?:visibility|opacity)\s*:[^;]*/gi;
interface Rule { tag: string | null; classes: string[]; id: string | null; style: string }

/**
 * Writes what the page's own style sheets (`<style>`) hide by class or id into the elements' `style`, so that whoever asks of an element finds it there. Only rules of one simple
 * selector hide; where any rule, also one with ancestors, states or a condition, shows the same class again, it is taken to be shown: a script or a state may do so. Rules for print are left out. Sheets that are linked are not known.
 */
export function applyStyleSheets(dom: Dom): void {
  const all = [...elements(dom)];
  const sheets = all.filter(({ name, attribs }) => name === 'style' && /^(?:|all|screen)$/i.test(attribs['media']?.trim() ?? '')).map((element) => element.children.map((child) => textOf(child) ?? '').join(''));
  const css = sheets.join('\n').slice(0, LONGEST);
  if (!/display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0|text-indent|clip|left\s*:/i.test(css)) return;
  const { hiding, shown } = rulesOf(css);
  if (hiding.length === 0) return;
  const byName = new Map<string, Rule[]>();
  for (const rule of hiding) {
    const key = rule.id === null ? `.${rule.classes[0]}` : `#${rule.id}`;
    const known = byName.get(key);
    if (known === undefined) byName.set(key, [rule]); else known.push(rule);
  }
  for (const element of all) {
    const style = styleFor(element, byName, shown);
    if (style !== null) element.attribs['style'] = `${element.attribs['style'] ?? ''};${style}`;
  }
}

function styleFor({ name, attribs }: Element, byName: Map<string, Rule[]>, shown: Set<string>): string | null {
  const classes = (attribs['class'] ?? '').split(/\s+/).filter((one) => one !== '');
  const id = attribs['id'] ?? null;
  if (classes.some((one) => shown.has(`.${one}`)) || (id !== null && shown.has(`#${id}`))) return null;
  for (const key of [...classes.map((one) => `.${one}`), ...(id === null ? [] : [`#${id}`])]) {
    const rule = byName.get(key)?.find((one) => (one.tag === null || one.tag === name) && (one.id === null || one.id === id) && one.classes.every((needed) => classes.includes(needed)));
    if (rule) return rule.style;
  }
  return null;
}

/** Rules that hide, and the classes and ids that some rule shows. Comments are passed over, and of `@…` blocks all but what they show. */
function rulesOf(css: string, nesting = 0): { hiding: Rule[]; shown: Set<string> } {
  const hiding: Rule[] = [];
  const shown = new Set<string>();
  const text = css.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, ' ');
  let at = 0;
  for (let rules = 0; rules < MOST_RULES; rules++) {
    const open = text.indexOf('{', at);
    if (open < 0) break;
    const selectors = text.slice(at, open).replace(/^[\s;}]+|@(?:charset|import)[^;]*;/g, '').trim();
    let close = text.indexOf('}', open);
    if (close < 0) break;
    if (selectors.startsWith('@')) {
      // A block of blocks ends where as many close as opened.
      for (let depth = 1, next = open + 1; depth > 0 && next < text.length; next++) {
        if (text[next] === '{') depth += 1;
        else if (text[next] === '}') { depth -= 1; close = next; }
      }
      // What a wider window, or any other condition but print, shows again is for somebody to see.
      if (/^@(?:media(?!\s+print)|supports|container|layer)\b/i.test(selectors) && nesting < MOST_NESTING) for (const name of rulesOf(text.slice(open + 1, close), nesting + 1).shown) shown.add(name);
      at = close + 1;
      continue;
    }
    const style = text.slice(open + 1, close).trim();
    at = close + 1;
    if (style.length > 2_000 || selectors.length > 5_000) continue;
    // What is animated is hidden at its beginning only.
    const hides = hiddenBy({ style }) !== null && !/(?:^|;)\s*(?:-webkit-)?(?:animation|transition)/i.test(style) && !(ENTRANCE.test(selectors) && VEILED.test(style) && hiddenBy({ style: style.replace(VEILED_ALL, '') }) === null);
    const shows = !hides && /(?:^|;)\s*(?:display|visibility|opacity)\s*:/i.test(style);
    if (!hides && !shows) continue;
    for (const selector of selectors.split(',').map((one) => one.trim())) {
      const simple = SIMPLE.exec(selector);
      const names = simple?.[2]!.match(/[.#][\w-]+/g) ?? [];
      if (hides && simple !== null && hiding.length < MOST_RULES) hiding.push({ tag: simple[1]?.toLowerCase() ?? null, classes: names.filter((name) => name.startsWith('.')).map((name) => name.slice(1)), id: names.find((name) => name.startsWith('#'))?.slice(1) ?? null, style });
      if (shows) for (const name of selector.match(/[.#][\w-]+/g) ?? []) shown.add(name);
    }
  }
  return { hiding, shown };
}
