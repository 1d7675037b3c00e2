import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMarkup } from '../../markup/parse.js';
import { PageDocument, type PageElement } from './page-tree.js';

const page = (html: string) => new PageDocument(parseMarkup(html), 'Title', 'https://harbour.example/');
const shape = (element: PageElement): unknown[] => element.childNodes.map((node) => ('localName' in node ? [(node as PageElement).localName, ...shape(node as PageElement)] : node.textContent));

test('holds what a page shows, without scripts, forms and comments', () => {
  const { body } = page('<html><head><title>T</title></head><body><p>One<!-- no --> <b>two</b></p><script>no()</script><select><option>no</select><p>three\n\n four</p></body></html>');
  expect(shape(body)).toEqual([['p', 'One ', ['b', 'two']], ['p', 'three four']]);
  expect(body.textContent).toBe('One twothree four');
});

test('line breaks at the ends of a span stand beside it, so that two divide paragraphs', () => {
  expect(shape(page('<div><span>One.<br> <br></span><font><br>Two<br>three</font></div>').body)).toEqual([['div', ['span', 'One.'], ['br'], ' ', ['br'], ['br'], ['font', 'Two', ['br'], 'three']]]);
});

test('finds elements of several names in the order of the page', () => {
  const { body } = page('<h2>a</h2><p>b</p><h1>c</h1>');
  expect(body.querySelectorAll('h1,h2').map(({ textContent }) => textContent)).toEqual(['a', 'c']);
  expect(body.getElementsByTagName('*')).toHaveLength(3);
});

test('hands out the parser\'s attributes and never writes to them', () => {
  const dom = parseMarkup(`<p class="a" style="display: NONE; color: red">${'x'.repeat(2000)}</p>`);
  const one = new PageDocument(dom, '', 'https://harbour.example/').body.firstElementChild!;
  expect(one.style).toMatchObject({ display: 'none', visibility: '' });
  one.className = 'b';
  one.removeAttribute('style');
  expect([one.className, one.hasAttribute('style'), one.hasAttribute('constructor')]).toEqual(['b', false, false]);
  expect(new PageDocument(dom, '', 'https://harbour.example/').body.firstElementChild!.className).toBe('a');
});

test('comes back as it was when the markup of its body is set', () => {
  const { body } = page('<div><p>one</p><p>two</p></div>');
  const before = shape(body);
  body.firstElementChild!.remove();
  expect(shape(body)).toEqual([]);
  body.innerHTML = '';
  expect(shape(body)).toEqual(before);
});

test('keeps links between nodes and text in step through any changes', () => {
  const step = fc.record({ what: fc.constantFrom('append', 'remove', 'replace', 'add'), a: fc.nat(30), b: fc.nat(30) });
  fc.assert(fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
    const document = page('<div><p>a<i>b</i></p>c<p><b>d</b>e</p></div><ul><li>f</li><li>g</li></ul>');
    const { body } = document;
    const text = (element: PageElement): string => element.childNodes.map((node) => ('localName' in node ? text(node as PageElement) : node.textContent)).join('');
    for (const { what, a, b } of steps) {
      const all = [body, ...body.getElementsByTagName('*')];
      const one = all[a % all.length]!;
      const other = all[b % all.length]!;
      const holds = (outer: PageElement, inner: PageElement): boolean => { for (let up: PageElement | null = inner; up !== null; up = up.parentNode) if (up === outer) return true; return false; };
      if (what === 'append' && !holds(one, other)) other.appendChild(one);
      else if (what === 'remove' && one !== body) one.remove();
      else if (what === 'replace' && other !== body && one !== other && !holds(one, other)) other.parentNode!.replaceChild(one, other);
      else if (what === 'add') one.appendChild(document.createTextNode('h'));
      // Read at every step, so that what is kept has a chance to be stale.
      expect(body.textContent).toBe(text(body));
    }
    for (const element of [body, ...body.getElementsByTagName('*')]) {
      expect(element.textContent).toBe(text(element));
      const nodes = element.childNodes;
      expect(element.lastChild).toBe(nodes.at(-1) ?? null);
      for (const [at, node] of nodes.entries()) {
        expect([node.parentNode, node.previousSibling, node.nextSibling]).toEqual([element, nodes[at - 1] ?? null, nodes[at + 1] ?? null]);
      }
      expect(element.children).toEqual(nodes.filter((node) => node.nodeType === 1));
    }
  }));
});
