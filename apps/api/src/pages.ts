import { createHash } from 'node:crypto';
import type { Response } from 'express';

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const STYLE = `:root{color-scheme:light dark;font:17px/1.6 system-ui,"Noto Sans Khmer","Khmer OS",sans-serif}body{max-width:34rem;margin:12vh auto;padding:0 1.25rem}
h1{font-size:1.35rem;line-height:1.35}button{font:inherit;padding:.6rem 1.2rem;border-radius:.5rem;border:1px solid;background:none;color:inherit;cursor:pointer}`;

/** A small page of words, with at most one form that posts to the same address. */
export function smallPage(title: string, lines: string[], language: string, button?: string): string {
  const form = button === undefined ? '' : `<form method="post"><button>${escapeHtml(button)}</button></form>`;
  return `<!doctype html><html lang="${escapeHtml(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>`
    + `<body><main><h1>${escapeHtml(title)}</h1>${lines.filter((line) => line !== '').map((line) => `<p>${escapeHtml(line)}</p>`).join('')}${form}</main></body></html>`;
}

/** Sends a small page with the policy that lets its own style through. */
export function sendPage(response: Response, title: string, lines: string[], language: string): void {
  const html = smallPage(title, lines, language);
  allowStyles(response, html);
  response.type('text/html').send(html);
}

/** The policy of a page whose style stands in it: exactly these styles, by their hash; no script, no other origin. */
export function allowStyles(response: Response, html: string): void {
  const hashes = [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, style]) => `'sha256-${createHash('sha256').update(style!).digest('base64')}'`);
  response.setHeader('Content-Security-Policy', `default-src 'none'; style-src 'self' ${hashes.join(' ')}; img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`);
}
