import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** Exclusive right to do something until a moment of the database's clock. `token` grows with each taking: the fencing token. */
@Entity('leases')
export class LeaseRow {
  @PrimaryColumn('text') name!: string;
  @Column('bigint') token!: string;
  @Column('text') holder!: string;
  @Column('timestamptz') until!: Date;
}

/** What is remembered of a host between visits: its robots.txt, and when it may be asked again. */
@Entity('hosts')
export class HostRow {
  @PrimaryColumn('text') host!: string;
  @Column('text', { name: 'robots_text', nullable: true }) robotsText!: string | null;
  @Column('text', { name: 'robots_state', nullable: true }) robotsState!: string | null;
  @Column('timestamptz', { name: 'robots_at', nullable: true }) robotsAt!: Date | null;
  @Column('timestamptz', { name: 'not_before', nullable: true }) notBefore!: Date | null;
  @Column('int', { default: 0 }) failures!: number;
  /** The day (UTC) of `dayRequests`. */
  @Column('date', { nullable: true }) day!: string | null;
  @Column('int', { name: 'day_requests', default: 0 }) dayRequests!: number;
  /** What it answers with 200 for an address that does not exist; null where it says so. */
  @Column('jsonb', { name: 'missing_page', nullable: true }) missingPage!: object | null;
  @Column('timestamptz', { name: 'missing_asked_at', nullable: true }) missingAskedAt!: Date | null;
}

@Entity('frontier')
@Unique('frontier_key', ['electionId', 'url'])
@Index('frontier_due', ['host', 'dueAt'])
export class FrontierRow {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' }) id!: string;
  @Column('text', { name: 'election_id' }) electionId!: string;
  @Column('text', { name: 'source_id' }) sourceId!: string;
  @Column('text') host!: string;
  @Column('text') url!: string;
  /** 'start' is asked again at the phase's cadence, 'page' more slowly, 'counter' for a follower count, 'once' never again after success. */
  @Column('text') role!: string;
  /** Why this address is asked: 'watchlist', 'link on …', 'feed', 'sitemap', 'older posts'. */
  @Column('text') why!: string;
  @Column('int', { default: 0 }) depth!: number;
  @Column('int', { default: 0 }) priority!: number;
  /** Null: nothing more to do. */
  @Column('timestamptz', { name: 'due_at', nullable: true }) dueAt!: Date | null;
  @Column('bigint', { name: 'claim_token', nullable: true }) claimToken!: string | null;
  @Column('timestamptz', { name: 'claimed_until', nullable: true }) claimedUntil!: Date | null;
  @Column('text', { nullable: true }) etag!: string | null;
  @Column('text', { name: 'last_modified', nullable: true }) lastModified!: string | null;
  @Column('text', { nullable: true }) sha256!: string | null;
  @Column('int', { default: 0 }) failures!: number;
  @Column('int', { default: 0 }) visits!: number;
  @Column('int', { default: 0 }) changes!: number;
  /** The page's own rate of change: its interval is the calendar's times this. */
  @Column('real', { name: 'pace_factor', default: 1 }) paceFactor!: number;
  @Column('text', { name: 'last_outcome', nullable: true }) lastOutcome!: string | null;
  @Column('timestamptz', { name: 'last_visit_at', nullable: true }) lastVisitAt!: Date | null;
}

export interface RenderedRow { from: string | null; screenshot: string | null; browser: string; requests: number; refused: { url: string; why: string }[] }

@Entity('snapshots')
@Index('snapshots_body', ['sha256'])
@Unique('snapshots_key', ['electionId', 'url', 'sha256', 'minute'])
@Index('snapshots_of_source', ['electionId', 'sourceId', 'id'])
@Index('snapshots_of_page', ['frontierId'])
@Index('snapshots_newest_of_page', ['frontierId', 'fetchedAt'])
@Index('snapshots_unread', ['id'], { where: "read_state = 'pending'" })
export class SnapshotRow {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' }) id!: string;
  @Column('text', { name: 'election_id' }) electionId!: string;
  @Column('text', { name: 'source_id' }) sourceId!: string;
  @Column('bigint', { name: 'frontier_id', nullable: true }) frontierId!: string | null;
  @Column('text') url!: string;
  @Column('text', { name: 'final_url' }) finalUrl!: string;
  @Column('int') status!: number;
  @Column('jsonb') headers!: Record<string, string>;
  @Column('jsonb') redirects!: string[];
  @Column('text') sha256!: string;
  @Column('int') bytes!: number;
  @Column('timestamptz', { name: 'fetched_at' }) fetchedAt!: Date;
  @Column('timestamptz') minute!: Date;
  /** 'pending', 'read', or 'quarantined' with the reason beside it. */
  @Column('text', { name: 'read_state', default: 'pending' }) readState!: string;
  @Column('text', { name: 'read_reason', nullable: true }) readReason!: string | null;
  @Column('text', { name: 'reader_version', nullable: true }) readerVersion!: string | null;
  @Column('jsonb', { name: 'request_headers', nullable: true }) requestHeaders!: Record<string, string> | null;
  /** Who answered: the address, all that the name resolved to, the certificate's SHA-256. */
  @Column('text', { nullable: true }) address!: string | null;
  @Column('jsonb', { nullable: true }) resolved!: string[] | null;
  @Column('text', { name: 'certificate_sha256', nullable: true }) certificateSha256!: string | null;
  /** What a browser made of it: the page as fetched, a screenshot (SHA-256 of both), the browser's version. Null for a page as fetched. */
  @Column('jsonb', { nullable: true }) rendered!: RenderedRow | null;
  /** Documents that its reader found in it. */
  @Column('int', { nullable: true }) found!: number | null;
  /** 'fetched', or how it was imported. */
  @Column('text', { default: 'fetched' }) origin!: string;
}

/** How many addresses of one shape (alike but for their numbers) a source has in the frontier, and how many more were not taken. */
@Entity('url_shapes')
export class UrlShapeRow {
  @PrimaryColumn('text', { name: 'election_id' }) electionId!: string;
  @PrimaryColumn('text', { name: 'source_id' }) sourceId!: string;
  @PrimaryColumn('text') shape!: string;
  @Column('int', { default: 0 }) addresses!: number;
  @Column('bigint', { default: 0 }) refused!: string;
}

@Entity('gaps')
@Index('gaps_open', ['electionId', 'sourceId', 'reason'], { unique: true, where: 'open' })
export class GapRow {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' }) id!: string;
  @Column('text', { name: 'election_id' }) electionId!: string;
  @Column('text', { name: 'source_id' }) sourceId!: string;
  @Column('text') reason!: string;
  @Column('text') detail!: string;
  @Column('timestamptz', { name: 'first_at' }) firstAt!: Date;
  @Column('timestamptz', { name: 'last_at' }) lastAt!: Date;
  @Column('int', { default: 1 }) tries!: number;
  @Column('boolean', { default: true }) open!: boolean;
}
