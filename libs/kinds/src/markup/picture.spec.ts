import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureAddress } from './picture.js';

const of = (attributes: Record<string, string>, sources: string[] = []) => pictureAddress((name) => attributes[name], sources);

describe('the address of a picture', () => {
  it.each([
    ['its src', { src: ' /poster.jpg ' }, '/poster.jpg'],
    ['the widest of its sizes', { src: 'p-300.jpg', srcset: 'p-300.jpg 300w, p-1024.jpg 1024w, p-768.jpg 768w' }, 'p-1024.jpg'],
    ['not the original of a photographer, where there are smaller ones', { srcset: 'p-300.jpg 300w, p.jpg 6000w, p-1536.jpg 1536w' }, 'p-1536.jpg'],
    ['the smallest of those that are too wide', { srcset: 'p.jpg 6000w, p-4000.jpg 4000w' }, 'p-4000.jpg'],
    ['the finest', { src: 'p.jpg', srcset: 'p.jpg, p@2x.jpg 2x' }, 'p@2x.jpg'],
    ['an address with commas', { srcset: 'https://img.example/w_300,c_fill/p.jpg 300w,https://img.example/w_900,c_fill/p.jpg 900w' }, 'https://img.example/w_900,c_fill/p.jpg'],
    ['what a script would show', { src: 'data:image/gif;base64,R0lGOD', 'data-src': '/poster.jpg' }, '/poster.jpg'],
    ['what a script would show before a stand-in', { src: '/spacer.png', 'data-lazy-src': '/poster.jpg' }, '/poster.jpg'],
    ['sizes that a script would show', { src: '/spacer.png', 'data-srcset': '/a.jpg 400w, /b.jpg 900w' }, '/b.jpg'],
  ])('is %s', (_what, attributes, expected) => { expect(of(attributes as Record<string, string>)).toBe(expected); });

  it('is that of a source before it only where it has none of its own', () => {
    expect(of({ src: '/own.jpg' }, ['/other.webp'])).toBe('/own.jpg');
    expect(of({ alt: 'Poster' }, ['/small.webp 400w, /large.webp 1200w'])).toBe('/large.webp');
    expect(of({ src: 'data:image/png;base64,AA', alt: '' })).toBeNull();
  });

  it('is one of those written, or none, whatever a page writes', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', ',', ' ', '1', 'w', 'x', ':', 'data:', '\n') }), (srcset) => {
      const address = of({ srcset });
      expect(address === null || (address !== '' && srcset.includes(address) && !/[\s]|,$/.test(address))).toBe(true);
    }));
  });
});
