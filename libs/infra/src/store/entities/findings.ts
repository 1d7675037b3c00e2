import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { CampaignCall, CampaignMember, CampaignObject, HandCapture, ImageRef, Link } from '#core/model.js';

/** One version of what a page or post says. A later text of the same address is a new row with the next version; `current` marks the newest. */
@Entity('documents')
@Unique('documents_key', ['electionId', 'sourceId', 'url', 'textSha256'])
@Index('documents_published', ['electionId', 'publishedAt'])
@Index('documents_snapshot', ['snapshotId'])
// On expressions, which only a migration can say.
@Index('documents_said', { synchronize: false })
@Index('documents_actor', { synchronize: false })
@Index('documents_election_said', { synchronize: false })
@Index('documents_source_said', { synchronize: false })
@Index('documents_election', ['electionId', 'id'])
export class DocumentRow {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' }) id!: string;
  @Column('text', { name: 'election_id' }) electionId!: string;
  @Column('text', { name: 'source_id' }) sourceId!: string;
  @Column('text', { name: 'actor_id' }) actorId!: string;
  @Column('bigint', { name: 'snapshot_id' }) snapshotId!: string;
  @Column('text', { name: 'reader_version' }) readerVersion!: string;
  @Column('text') url!: string;
  @Column('text', { name: 'external_id', nullable: true }) externalId!: string | null;
  @Column('int') version!: number;
  @Column('boolean', { default: true }) current!: boolean;
  @Column('text', { nullable: true }) title!: string | null;
  @Column('text') text!: string;
  /** By what its paragraphs are compared with those of other pages; empty for documents read before they were. */
  @Column('text', { array: true, default: '{}' }) paragraphs!: string[];
  @Column('text', { name: 'text_sha256' }) textSha256!: string;
  @Column('text') language!: string;
  @Column('text', { nullable: true }) author!: string | null;
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt!: Date | null;
  @Column('text', { name: 'published_precision', nullable: true }) publishedPrecision!: string | null;
  @Column('text', { name: 'published_how', nullable: true }) publishedHow!: string | null;
  @Column('text', { name: 'published_text', nullable: true }) publishedText!: string | null;
  @Column('jsonb') links!: Link[];
  @Column('jsonb') images!: ImageRef[];
  @Column('bigint', { nullable: true }) views!: string | null;
  @Column('text', { name: 'forwarded_from', nullable: true }) forwardedFrom!: string | null;
  @Column('boolean', { default: false }) edited!: boolean;
  @Column('timestamptz', { name: 'first_seen_at' }) firstSeenAt!: Date;
  @Column('timestamptz', { name: 'last_seen_at' }) lastSeenAt!: Date;
  /** Written by the platform among the posts of a channel. */
  @Column('boolean', { default: false }) service!: boolean;
  /** Texts of the QR codes that a poster holds; null for what is no poster. */
  @Column('jsonb', { nullable: true }) codes!: string[] | null;
  /** The document on which a poster was seen. */
  @Column('bigint', { name: 'seen_on', nullable: true }) seenOn!: string | null;
  /** Who captured it, when and how, where a person did; null for what was fetched or imported. */
  @Column('jsonb', { name: 'by_hand', nullable: true }) byHand!: HandCapture | null;
  /** When it was first missed where it should be; null while it is there. */
  @Column('timestamptz', { name: 'missing_since', nullable: true }) missingSince!: Date | null;
  @Column('timestamptz', { name: 'vanished_at', nullable: true }) vanishedAt!: Date | null;
}

/** An image of a document: 'waiting' until it was looked at, then 'seen', or 'unseen' with the fault. */
@Entity('images')
@Unique('images_key', ['documentId', 'url'])
@Index('images_waiting', ['electionId', 'url'], { where: "state = 'waiting'" })
@Index('images_hash', ['hash'], { where: 'hash IS NOT NULL' })
export class ImageRow {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' }) id!: string;
  @Column('text', { name: 'election_id' }) electionId!: string;
  @Column('bigint', { name: 'document_id' }) documentId!: string;
  @Column('text') url!: string;
  @Column('text', { nullable: true }) alt!: string | null;
  @Column('text', { default: 'waiting' }) state!: string;
  @Column('bigint', { name: 'snapshot_id', nullable: true }) snapshotId!: string | null;
  @Column('text', { nullable: true }) sha256!: string | null;
  @Column('int', { nullable: true }) width!: number | null;
  @Column('int', { nullable: true }) height!: number | null;
  /** 64-bit perceptual hash, 16 hexadecimal digits. */
  @Column('text', { nullable: true }) hash!: string | null;
  @Column('jsonb', { nullable: true }) codes!: string[] | null;
  @Column('text', { nullable: true }) fault!: string | null;
}

/** What became of a document: edited (another version came), vanished (missed twice), returned. Nothing is taken away: both versions stay. */
@Entity('document_events')
@Unique('document_events_key', ['documentId', 'kind', 'at'])
@Index('document_events_at', ['electionId', 'at'])
export class DocumentEventRow {
  @PrimaryGeneratedColumn('increment', { type: 'bigint', primaryKeyConstraintName: 'PK_document_events' }) id!: string;
  @Column('text', { name: 'election_id' }) electionId!: string;
  @Column('text', { name: 'source_id' }) sourceId!: string;
  @Column('text') url!: string;
  @Column('text') kind!: string;
  /** The version after an edit, or the one that vanished or returned. */
  @Column('bigint', { name: 'document_id' }) documentId!: string;
  @Column('bigint', { name: 'before_id', nullable: true }) beforeId!: string | null;
  @Column('timestamptz') at!: Date;
  @Column('timestamptz', { name: 'last_seen_at', nullable: true }) lastSeenAt!: Date | null;
  @Column('timestamptz', { name: 'first_missed_at', nullable: true }) firstMissedAt!: Date | null;
}

/** That a detector at a version has seen a document, whatever it found. */
@Entity('detections')
@Index('detections_without_furniture', ['documentId'], { where: '(NOT furniture_known)' })
export class DetectionRow {
  @PrimaryColumn('bigint', { name: 'document_id' }) documentId!: string;
  @PrimaryColumn('text') detector!: string;
  @PrimaryColumn('int') version!: number;
  /** False where the source's furniture was still to be learnt: the document is read once more when it is. */
  @Column('boolean', { name: 'furniture_known', default: true }) furnitureKnown!: boolean;
}

@Entity('observations')
@Unique('observations_key', ['documentId', 'detector', 'detectorVersion', 'kind', 'spanStart', 'spanEnd', 'digest'])
@Index('observations_target', ['electionId', 'kind', 'target'])
@Index('observations_weight', { synchronize: false })
@Index('observations_use', { synchronize: false })
@Index('observations_kind_use', { synchronize: false })
@Index('observations_said', ['saidAt', 'id'], { where: 'current' })
@Index('observations_kind_said', ['kind', 'saidAt', 'id'], { where: 'current' })
@Index('observations_target_holds', { synchronize: false })
@Index('observations_actor_said', ['actorId', 'saidAt', 'id'], { where: 'current' })
@Index('observations_election', ['electionId', 'id'])
export class ObservationRow {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' }) id!: string;
  @Column('text', { name: 'election_id' }) electionId!: string;
  @Column('bigint', { name: 'document_id' }) documentId!: string;
  @Column('text') detector!: string;
  @Column('int', { name: 'detector_version' }) detectorVersion!: number;
  @Column('text') kind!: string;
  @Column('int', { name: 'span_start' }) spanStart!: number;
  @Column('int', { name: 'span_end' }) spanEnd!: number;
  @Column('text') quote!: string;
  @Column('jsonb') payload!: Record<string, unknown>;
  /** SHA-256 of the payload: one span may hold several observations (two targets, two audiences). */
  @Column('text') digest!: string;
  /** The account key that a call asks to follow, or that a count is of; null where none is named. */
  @Column('text', { nullable: true }) target!: string | null;
  /** The one that people say it is; empty where they say none. Null: as found. */
  @Column('text', { name: 'corrected_target', nullable: true }) correctedTarget!: string | null;
  @Column('text') why!: string;
  @Column('real') confidence!: number;
  /** Of its document, kept by triggers: what lists choose and order by. */
  @Column('timestamptz', { name: 'said_at', nullable: true }) saidAt!: Date | null;
  @Column('text', { name: 'actor_id', nullable: true }) actorId!: string | null;
  @Column('text', { name: 'source_id', nullable: true }) sourceId!: string | null;
  @Column('text', { nullable: true }) language!: string | null;
  @Column('boolean', { default: true }) current!: boolean;
}

@Entity('readings')
@Unique('readings_key', ['electionId', 'account', 'metric', 'how', 'at', 'value'])
@Index('readings_account', ['electionId', 'account', 'at', 'id'])
@Index('readings_election', ['electionId', 'id'])
export class ReadingRow {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' }) id!: string;
  @Column('text', { name: 'election_id' }) electionId!: string;
  @Column('text') account!: string;
  @Column('text') metric!: string;
  @Column('bigint') value!: string;
  @Column('text') bound!: string;
  @Column('timestamptz') at!: Date;
  @Column('text') how!: string;
  @Column('bigint', { nullable: true }) low!: string | null;
  @Column('bigint', { nullable: true }) high!: string | null;
  @Column('bigint', { name: 'snapshot_id', nullable: true }) snapshotId!: string | null;
  @Column('bigint', { name: 'document_id', nullable: true }) documentId!: string | null;
}

@Entity('campaigns')
@Index('campaigns_election', ['electionId', 'lastAt'])
export class CampaignRow {
  @PrimaryColumn('text') id!: string;
  @Column('text', { name: 'election_id' }) electionId!: string;
  @Column('text') target!: string;
  @Column('jsonb') members!: string[];
  @Column('jsonb') calls!: CampaignCall[];
  @Column('timestamptz', { name: 'first_at' }) firstAt!: Date;
  @Column('timestamptz', { name: 'last_at' }) lastAt!: Date;
  @Column('jsonb') links!: string[];
  @Column('jsonb', { default: [] }) objects!: CampaignObject[];
  @Column('jsonb', { default: [] }) joined!: CampaignMember[];
  @Column('double precision', { nullable: true }) similarity!: number | null;
  @Column('double precision', { name: 'p_value', nullable: true }) pValue!: number | null;
  @Column('text') verdict!: string;
  /** False when a later computation no longer finds it; kept, since an edition may speak of it. */
  @Column('boolean', { default: true }) active!: boolean;
}
