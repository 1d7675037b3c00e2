import { Unreadable } from '#core/errors.js';
import type { Fetched } from '#infra/http/fetcher.js';

export interface PageReader { read(page: Fetched): Promise<Record<string, unknown>>; close(): Promise<void> }

/** Reads pages in threads that can be killed, as the pipeline does; gives the fields that `--read` adds. Loaded only when asked for. */
export async function pageReader(): Promise<PageReader> {
  const { createReaderPool } = await import('#pipeline/threads/reader-pool.js');
  const pool = createReaderPool();
  return {
    async read({ url, finalUrl, headers, body, fetchedAt }) {
      try {
        const { documents: [document], images } = await pool.read('website', { url, finalUrl, headers, body, fetchedAt });
        if (document === undefined) return { main_text: null, published_at: null, published_precision: null, author: null, language: null, images };
        const { text, published, author, language } = document;
        return { main_text: text, published_at: published?.at.toISOString().slice(0, published.local ? 16 : undefined) ?? null, published_precision: published?.precision ?? null, author, language, images: document.images };
      } catch (error) {
        if (error instanceof Unreadable) return { error: `${error.reason}: ${error.message}` };
        throw error;
      }
    },
    close: () => pool.close(),
  };
}
