import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { withStoredRelease, type EditionContent } from '#core/digest/content.js';
import type { AnswerOf, InputOf } from '#core/contract/operation.js';
import * as contract from '#core/contract/operations.js';
import { isPublicLink, pagePublicEditions, publicEdition, publicEditionContents, publicWithdrawal, type PublicEdition } from '#infra/store/lists.js';
import { Gone } from '#core/errors.js';
import { jsonFeed, LANGUAGES, renderEdition, rssFeed, webPage, withdrawalWords, type FeedPlaces } from '#publish/index.js';
import { allowStyles, smallPage } from './pages.js';
import { PARTS, type Parts } from './parts.js';
import { Input, Serves } from './serves.js';

type In<K extends keyof typeof contract> = InputOf<(typeof contract)[K]>;
const DEFAULT_LANGUAGE = 'en';

/** Editions that were released to everybody, in every format. All others are not there, whoever asks. */
@Controller()
export class EditionsController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Serves(contract.listPublicEditions) async list(@Input() { query: { link, ...query } }: In<'listPublicEditions'>): Promise<AnswerOf<typeof contract.listPublicEditions>> {
    await this.refuseWithoutLink(link, query.election ?? null);
    return pagePublicEditions(this.parts.db, query);
  }

  // Before the page: its path would take an ending for a part of the date.
  @Serves(contract.editionJson) async json(@Input() { params, query }: In<'editionJson'>): Promise<AnswerOf<typeof contract.editionJson>> {
    const edition = await this.edition(params, query.link);
    return { ...edition, content: released(edition) };
  }

  @Serves(contract.editionText) async text(@Input() { params, query }: In<'editionText'>, @Req() request: Request): Promise<string> {
    const edition = await this.edition(params, query.link);
    return renderEdition(released(edition), query.language ?? DEFAULT_LANGUAGE, { edition: this.address(request, edition), unsubscribe: null }).text;
  }

  @Serves(contract.editionPage) async page(@Input() { params, query }: In<'editionPage'>, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    await this.refuseWithoutLink(query.link, params.election);
    const withdrawn = await publicWithdrawal(this.parts.db, params.election, params.date);
    if (withdrawn !== null) return withdrawalPage(response, query.language ?? DEFAULT_LANGUAGE);
    const edition = await publicEdition(this.parts.db, params.election, params.date);
    const address = this.address(request, edition);
    const html = webPage(released(edition), query.language ?? DEFAULT_LANGUAGE, { edition: address, unsubscribe: null }, Object.fromEntries(Object.keys(LANGUAGES).map((language) => [language, `${address}?language=${language}`])));
    allowStyles(response, html);
    return html;
  }

  @Serves(contract.feedXml) async rss(@Input() { query }: In<'feedXml'>, @Req() request: Request): Promise<string> {
    await this.refuseWithoutLink(query.link, null);
    return rssFeed(await this.contents(), query.language ?? DEFAULT_LANGUAGE, this.places(request));
  }

  @Serves(contract.feedJson) async jsonFeed(@Input() { query }: In<'feedJson'>, @Req() request: Request): Promise<string> {
    await this.refuseWithoutLink(query.link, null);
    return jsonFeed(await this.contents(), query.language ?? DEFAULT_LANGUAGE, this.places(request));
  }

  private async edition({ election, date }: { election: string; date: string }, link: string | undefined): Promise<PublicEdition> {
    await this.refuseWithoutLink(link, election);
    return publicEdition(this.parts.db, election, date);
  }

  /** Where public editions are shown by link alone, nothing is there for anybody without it. */
  private async refuseWithoutLink(link: string | undefined, election: string | null): Promise<void> {
    if (this.parts.config.editions === 'link' && (link === undefined || !await isPublicLink(this.parts.db, link, election))) throw new Gone('there is no edition at this address');
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

/** A withdrawal leaves a notice: that there was a note, and nothing of what it said. */
function withdrawalPage(response: Response, language: string): string {
  const html = smallPage(...withdrawalWords(language));
  allowStyles(response, html);
  response.status(410);
  return html;
}

/** The frozen content with the release that the store holds: it may have been released after it was composed. */
const released = (edition: PublicEdition): EditionContent => withStoredRelease(edition.content, edition);
