import type { Layout } from '../model.js';
import type { LayoutPages } from './layout.js';
import { modern } from './modern.js';
import { tables } from './tables.js';
import { wordpress } from './wordpress.js';

/** Every layout; a new one is a file and a line here. */
export const LAYOUT_PAGES: Record<Layout, LayoutPages> = { wordpress, tables, modern };
