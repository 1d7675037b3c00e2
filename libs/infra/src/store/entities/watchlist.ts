import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { LocalName, Phase, ReleaseRule } from '#core/model.js';

@Entity('elections')
export class ElectionRow {
  @PrimaryColumn('text') id!: string;
  @Column('jsonb') name!: LocalName;
  @Column('jsonb') polity!: LocalName;
  @Column('text', { name: 'time_zone' }) timeZone!: string;
  @Column('text', { name: 'polling_day' }) pollingDay!: string;
  @Column('jsonb') phases!: Phase[];
  @Column('jsonb', { name: 'release_rules' }) releaseRules!: ReleaseRule[];
  @Column('jsonb', { name: 'allow_private' }) allowPrivate!: string[];
  @Column('text', { nullable: true }) contact!: string | null;
  @Column('bigint', { nullable: true }) population!: string | null;
  @Column('double precision', { name: 'online_share', nullable: true }) onlineShare!: number | null;
  @Column('text', { nullable: true }) watershed!: string | null;
  @Column('int', { name: 'watchlist_version' }) watchlistVersion!: number;
  @Column('text', { name: 'watchlist_text' }) watchlistText!: string;
  @Column('timestamptz', { name: 'first_applied_at', default: () => 'now()' }) firstAppliedAt!: Date;
  /** The newest change of an observation that the campaigns take into account. */
  @Column('bigint', { name: 'clustered_to', default: 0 }) clusteredTo!: string;
  /** Opens public editions where the installation shows them by link alone. The default stands as the driver reads it back: without casts. */
  @Column('text', { name: 'link_token', default: () => `replace(((gen_random_uuid())|| (gen_random_uuid())), '-', '')` }) linkToken!: string;
}

@Entity('actors')
export class ActorRow {
  @PrimaryColumn('text', { name: 'election_id' }) electionId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('jsonb') name!: LocalName;
  @Column('text') kind!: string;
  @Column('text') side!: string;
  /** False when a later watchlist no longer lists it; what it said stays. */
  @Column('boolean', { default: true }) active!: boolean;
}

@Entity('sources')
export class SourceRow {
  @PrimaryColumn('text', { name: 'election_id' }) electionId!: string;
  @PrimaryColumn('text') id!: string;
  @Column('text', { name: 'actor_id' }) actorId!: string;
  @Column('text') kind!: string;
  @Column('text') url!: string;
  @Column('jsonb') settings!: Record<string, unknown>;
  @Column('jsonb') robots!: { mode: 'obey' } | { mode: 'ignore'; reason: string };
  @Column('int', { name: 'pace_ms' }) paceMs!: number;
  /** Shortest and longest time between two visits of one of its pages. */
  @Column('bigint', { name: 'every_least_ms', nullable: true }) everyLeastMs!: string | null;
  @Column('bigint', { name: 'every_most_ms', nullable: true }) everyMostMs!: string | null;
  @Column('boolean', { default: false }) paused!: boolean;
  @Column('boolean', { default: true }) active!: boolean;
  @Column('text', { name: 'last_outcome', nullable: true }) lastOutcome!: string | null;
  @Column('timestamptz', { name: 'last_outcome_at', nullable: true }) lastOutcomeAt!: Date | null;
  /** Who stopped it here, whatever the watchlist says; null where nobody did. */
  @Column('text', { name: 'held_by', nullable: true }) heldBy!: string | null;
  @Column('text', { name: 'held_why', nullable: true }) heldWhy!: string | null;
  @Column('timestamptz', { name: 'held_at', nullable: true }) heldAt!: Date | null;
}

/** On which local days a source gave a usable answer: what "none in n of m" is computed over. */
@Entity('source_days')
export class SourceDayRow {
  @PrimaryColumn('text', { name: 'election_id' }) electionId!: string;
  @PrimaryColumn('text', { name: 'source_id' }) sourceId!: string;
  @PrimaryColumn('text') day!: string;
}

@Entity('accounts')
export class AccountRow {
  @PrimaryColumn('text', { name: 'election_id' }) electionId!: string;
  @PrimaryColumn('text') key!: string;
  @Column('text') platform!: string;
  @Column('text') handle!: string;
  @Column('jsonb', { nullable: true }) name!: LocalName | null;
  @Column('text', { name: 'owner_actor_id', nullable: true }) ownerActorId!: string | null;
  @Column('text', { default: 'unknown' }) status!: string;
  @Column('boolean', { default: false }) watched!: boolean;
  @Column('text', { nullable: true }) replaces!: string | null;
}

@Entity('goals')
@Unique('goals_key', ['electionId', 'account', 'value', 'statedBy'])
export class GoalRow {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' }) id!: string;
  @Column('text', { name: 'election_id' }) electionId!: string;
  @Column('text') account!: string;
  @Column('bigint') value!: string;
  @Column('text', { nullable: true }) by!: string | null;
  @Column('text', { name: 'stated_by' }) statedBy!: string;
  @Column('text', { name: 'stated_on', nullable: true }) statedOn!: string | null;
  @Column('text') source!: string;
  /** Since when the watchlist no longer has it; null while it does. */
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
}

@Entity('recipients')
@Unique('recipients_key', ['electionId', 'email', 'audience'])
export class RecipientRow {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' }) id!: string;
  @Column('text', { name: 'election_id' }) electionId!: string;
  @Column('text') email!: string;
  @Column('text', { nullable: true }) name!: string | null;
  @Column('text') language!: string;
  @Column('text') audience!: string;
  @Column('text', { name: 'unsubscribe_token' }) unsubscribeToken!: string;
  @Column('timestamptz', { name: 'suppressed_at', nullable: true }) suppressedAt!: Date | null;
  @Column('boolean', { default: true }) active!: boolean;
  /** Local time of the election at which this reader gets the note; null: as soon as it is released. */
  @Column('text', { name: 'send_at', nullable: true }) sendAt!: string | null;
  @Column('text', { name: 'suppressed_why', nullable: true }) suppressedWhy!: string | null;
  /** 'watchlist', or 'here': added by an administrator, and kept whatever the watchlist lists. */
  @Column('text', { default: 'watchlist' }) origin!: string;
}
