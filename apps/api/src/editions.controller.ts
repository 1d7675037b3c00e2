import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { withStoredRelease, type EditionContent } from '#core/digest/content.js';
import type { AnswerOf, InputOf } from '#core/contract/operation.js';
import * as contract from '#core/contract/operations.js';
import { editionByToken, type StoredEdition } from '#infra/store/editions.js';
import { electionOfLink, pagePublicEditions, publicEdition, publicEditionContents, publicWithdrawal, type PublicEdition } from '#infra/store/lists.js';
import { Gone } from '#core/errors.js';
import { findingsCsv, jsonFeed, LANGUAGES, publicAddress, renderEdition, rssFeed, webPage, withdrawalWords, type EditionLinks, type FeedPlaces } from '#publish/index.js';
import { allowStyles, smallPage } from './pages.js';
import { PARTS, type Parts } from './parts.js';
import { Input, Serves } from './call/serves.js';

type In<K extends keyof typeof contract> = InputOf<(typeof contract)[K]>;
const DEFAULT_LANGUAGE = 'en';

/** Editions that were released to everybody, in every format, and single ones to whoever was sent their address. All others are not there, whoever asks. */
@Controller()
export class EditionsController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Serves(contract.listPublicEditions) async list(@Input() { query: { link, election, ...query } }: In<'listPublicEditions'>): Promise<AnswerOf<typeof contract.listPublicEditions>> {
    const only = await this.opened(link, election ?? null);
    return pagePublicEditions(this.parts.db, { ...query, ...(only === null ? {} : { election: only }) });
  }

  // Before the page: its path would take an ending for a part of the date.
  @Serves(contract.editionJson) async json(@Input() { params, query }: In<'editionJson'>): Promise<AnswerOf<typeof contract.editionJson>> {
    const edition = await this.edition(params, query.link);
    return { ...edition, content: released(edition) };
  }

  @Serves(contract.editionText) async text(@Input() { params, query }: In<'editionText'>, @Req() request: Request): Promise<string> {
    const edition = await this.edition(params, query.link);
    return renderEdition(released(edition), query.language ?? DEFAULT_LANGUAGE, this.links(request, edition, query.link)).text;
  }

  @Serves(contract.editionTable) async table(@Input() { params, query }: In<'editionTable'>, @Res({ passthrough: true }) response: Response): Promise<string> {
    return csvOf(response, released(await this.edition(params, query.link)));
  }

  @Serves(contract.editionPage) async page(@Input() { params, query }: In<'editionPage'>, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    await this.opened(query.link, params.election);
    if (await publicWithdrawal(this.parts.db, params.election, params.date) !== null) return withdrawalPage(response, query.language);
    const edition = await publicEdition(this.parts.db, params.election, params.date);
    return page(response, released(edition), query.language, this.links(request, edition, query.link));
  }

  @Serves(contract.noteTable) async noteTable(@Input() { params }: In<'noteTable'>, @Res({ passthrough: true }) response: Response): Promise<string> {
    return csvOf(response, contentOf(await this.note(params.token)));
  }

  @Serves(contract.notePage) async notePage(@Input() { params, query }: In<'notePage'>, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    const edition = await editionByToken(this.parts.db, params.token);
    if (edition.withdrawnAt !== null) return withdrawalPage(response, query.language);
    const address = `${this.base(request)}/notes/${edition.token}`;
    return page(response, contentOf(edition), query.language, { edition: address, table: `${address}.csv`, unsubscribe: null });
  }

  @Serves(contract.feedXml) async rss(@Input() { query }: In<'feedXml'>, @Req() request: Request): Promise<string> {
    return rssFeed(await this.contents(query.link), query.language ?? DEFAULT_LANGUAGE, this.places(request, query.link));
  }

  @Serves(contract.feedJson) async jsonFeed(@Input() { query }: In<'feedJson'>, @Req() request: Request): Promise<string> {
    return jsonFeed(await this.contents(query.link), query.language ?? DEFAULT_LANGUAGE, this.places(request, query.link));
  }

  private async edition({ election, date }: { election: string; date: string }, link: string | undefined): Promise<PublicEdition> {
    await this.opened(link, election);
    return publicEdition(this.parts.db, election, date);
  }

  private async note(token: string): Promise<StoredEdition> {
    const edition = await editionByToken(this.parts.db, token);
    if (edition.withdrawnAt !== null) throw new Gone('this note was withdrawn');
    return edition;
  }

  /**
   * The election that the caller may see public editions of; null for all. Where they are shown by link alone it is the link's, and nothing is there for
   * anybody without it, or of any other election.
   */
  private async opened(link: string | undefined, election: string | null): Promise<string | null> {
    if (this.parts.config.editions !== 'link') return election;
    const own = link === undefined ? null : await electionOfLink(this.parts.db, link);
    if (own === null || (election !== null && election !== own)) throw new Gone('there is no edition at this address');
    return own;
  }

  private async contents(link: string | undefined): Promise<EditionContent[]> { return (await publicEditionContents(this.parts.db, await this.opened(link, null))).map(released); }

  private places(request: Request, link: string | undefined): FeedPlaces {
    const base = this.base(request);
    return { home: `${base}/`, self: `${base}${request.originalUrl}`, editionUrl: ({ key, date }) => publicAddress(base, key.election, date, this.secret(link)) };
  }

  private links(request: Request, { election, date }: PublicEdition, link: string | undefined): EditionLinks {
    const address = (format: '' | '.csv') => publicAddress(this.base(request), election.id, date, this.secret(link), format);
    return { edition: address(''), table: address('.csv'), unsubscribe: null };
  }

  /** The link that addresses must carry on: none where everybody may read. */
  private secret(link: string | undefined): string | null { return this.parts.config.editions === 'link' ? link ?? null : null; }

  /** Where readers reach this server: as set, else as this reader did. */
  private base(request: Request): string {
    return (this.parts.config.baseUrl ?? `http://${request.headers.host ?? 'localhost'}`).replace(/\/+$/, '');
  }
}

function page(response: Response, content: EditionContent, language: string | undefined, links: EditionLinks): string {
  const inLanguage = (code: string): string => { const url = new URL(links.edition!); url.searchParams.set('language', code); return url.href; };
  const html = webPage(content, language ?? DEFAULT_LANGUAGE, links, Object.fromEntries(Object.keys(LANGUAGES).map((code) => [code, inLanguage(code)])));
  allowStyles(response, html);
  return html;
}

function csvOf(response: Response, content: EditionContent): string {
  response.setHeader('Content-Disposition', `attachment; filename="note-${content.number}-${content.key.day}.csv"`);
  return findingsCsv(content);
}

/** A withdrawal leaves a notice: that there was a note, and nothing of what it said. */
function withdrawalPage(response: Response, language = DEFAULT_LANGUAGE): string {
  const html = smallPage(...withdrawalWords(language));
  allowStyles(response, html);
  response.status(410);
  return html;
}

/** The frozen content with the release that the store holds: it may have been released after it was composed. */
const released = (edition: PublicEdition): EditionContent => withStoredRelease(edition.content, edition);
const contentOf = (edition: StoredEdition): EditionContent => withStoredRelease(edition.content as EditionContent, edition);
