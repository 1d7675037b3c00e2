import { expect, test } from 'vitest';
import { hiddenBy } from './hidden.js';

test.each(['color:#fff;background:#fff;font-size:1px', 'color: white; background-color: rgb(255, 255, 255)', 'font-size:0', 'font-size: 0.1em', 'font: 1px/1 serif', 'position:absolute; left:-9999px', 'text-indent:-99999px',
  'position:absolute;clip:rect(0 0 0 0)', 'position: absolute; clip-path: inset(50%)', 'color:transparent', 'COLOR: RGBA(0,0,0,0)'])('nobody sees what has the style %s', (style) => expect(hiddenBy({ style })).toBe('never shown'));
test('nobody sees what is marked hidden', () => expect(hiddenBy({ hidden: '' })).toBe('never shown'));

test.each(['display:none', 'opacity:0', 'opacity: 0.0', 'visibility: hidden', 'height:0;overflow:hidden', 'transform: scale(0)'])('%s may be shown later', (style) => expect(hiddenBy({ style })).toBe('still'));

test.each(['color:#fff', 'color:#fff;background:#003366', 'font-size:12px', 'font-size:0.8em', 'opacity:0.9', 'opacity:1', 'left:-10px;position:relative', 'height:0', 'width:100%;overflow:hidden', 'margin-left:-9999px', 'background:url(a.png)',
  'max-height:100px;overflow:hidden', 'display:block', 'font-size:100%', 'text-indent:-20px', 'color:inherit;background:inherit', ''])('readers see what has the style "%s"', (style) => expect(hiddenBy({ style })).toBeNull());
