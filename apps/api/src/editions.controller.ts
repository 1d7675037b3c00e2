import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { withRelease, type EditionContent } from '#core/digest/content.js';
import type { AnswerOf, InputOf } from '#core/contract/operation.js';
import * as contract from '#core/contract/operations.js';
import { pagePublicEditions, publicEdition, publicEditionContents, type PublicEdition } from '#infra/store/lists.js';
import { jsonFeed, LANGUAGES, renderEdition, rssFeed, webPage, type FeedPlaces } from '#publish/index.js';
import { allowStyles } from './pages.js';
import { PARTS, type Parts } from './parts.js';
import { Input, Serves } from './serves.js';

type In<K extends keyof typeof contract> = InputOf<(typeof contract)[K]>;
const DEFAULT_LANGUAGE = 'en';

/** Editions that were released to everybody, in every format. All others are not there, whoever asks. */
@Controller()
export class EditionsController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Serves(contract.listPublicEditions) list(@Input() { query }: In<'listPublicEditions'>): Promise<AnswerOf<typeof contract.listPublicEditions>> {
    return pagePublicEditions(this.parts.db, query);
  }

  // Before the page: its path would take an ending for a part of the date.
  @Serves(contract.editionJson) async json(@Input() { params }: In<'editionJson'>): Promise<AnswerOf<typeof contract.editionJson>> {
    const edition = await publicEdition(this.parts.db, params.election, params.date);
    return { ...edition, content: released(edition) };
  }

  @Serves(contract.editionText) async text(@Input() { params, query }: In<'editionText'>, @Req() request: Request): Promise<string> {
    const edition = await publicEdition(this.parts.db, params.election, params.date);
    return renderEdition(released(edition), query.language ?? DEFAULT_LANGUAGE, { edition: this.address(request, edition), unsubscribe: null }).text;
  }

  @Serves(contract.editionPage) async page(@Input() { params, query }: In<'editionPage'>, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    const edition = await publicEdition(this.parts.db, params.election, params.date);
    const address = this.address(request, edition);
    const html = webPage(released(edition), query.language ?? DEFAULT_LANGUAGE, { edition: address, unsubscribe: null }, Object.fromEntries(Object.keys(LANGUAGES).map((language) => [language, `${address}?language=${language}`])));
    allowStyles(response, html);
    return html;
  }

  @Serves(contract.feedXml) async rss(@Input() { query }: In<'feedXml'>, @Req() request: Request): Promise<string> {
    return rssFeed(await this.contents(), query.language ?? DEFAULT_LANGUAGE, this.places(request));
  }

  @Serves(contract.feedJson) async jsonFeed(@Input() { query }: In<'feedJson'>, @Req() request: Request): Promise<string> {
    return jsonFeed(await this.contents(), query.language ?? DEFAULT_LANGUAGE, this.places(request));
  }

  private async contents(): Promise<EditionContent[]> { return (await publicEditionContents(this.parts.db)).map(released); }

  private places(request: Request): FeedPlaces {
    const base = this.base(request);
    return { home: `${base}/`, self: `${base}${request.originalUrl}`, editionUrl: ({ key, date }) => `${base}/editions/${encodeURIComponent(key.election)}/${date}` };
  }

  private address(request: Request, { election, date }: PublicEdition): string { return `${this.base(request)}/editions/${encodeURIComponent(election.id)}/${date}`; }

  /** Where readers reach this server: as set, else as this reader did. */
  private base(request: Request): string {
    return (this.parts.config.baseUrl ?? `http://${request.headers.host ?? 'localhost'}`).replace(/\/+$/, '');
  }
}

/** The frozen content with the release that the store holds: it may have been released after it was composed. */
const released = ({ content, releasedAt, releasedBy }: PublicEdition): EditionContent => withRelease(content, { state: 'released', by: releasedBy, at: releasedAt.toISOString() });
