import type { Layout } from '../model.js';
import { journal } from './journal.js';
import type { LayoutPages } from './layout.js';
import { legacy } from './legacy.js';
import { modern } from './modern.js';
import { portal } from './portal.js';
import { tables } from './tables.js';
import { wordpress } from './wordpress.js';

/** Every layout; a new one is a file and a line here. */
export const LAYOUT_PAGES: Record<Layout, LayoutPages> = { wordpress, tables, modern, legacy, portal, journal };
