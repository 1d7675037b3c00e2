export { firstLook, renderEdition, renderStored, MOST_MAIL_BYTES, type RenderedEdition } from './edition.js';
export { jsonFeed, rssFeed, type FeedPlaces } from './feeds.js';
export { LANGUAGES } from './messages/index.js';
export { csvCell, exactCell } from './csv.js';
export { findingsCsv } from './table.js';
export { withdrawalWords } from './notice.js';
export type { EditionLinks } from './view.js';
export { addressesOf, publicAddress, type AddressedEdition } from './addresses.js';
export { webPage } from './web-page.js';
