import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** What was found of an account: an anomaly of its counts, an event of its life, a promise against acts. `key` is its identity, so that it is found once. */
@Entity('account_findings')
@Unique('account_findings_key', ['electionId', 'class', 'key'])
@Index('account_findings_account', ['electionId', 'account', 'at'])
export class AccountFindingRow {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' }) id!: string;
  @Column('text', { name: 'election_id' }) electionId!: string;
  @Column('text') class!: string;
  @Column('text') kind!: string;
  @Column('text') key!: string;
  @Column('text', { nullable: true }) account!: string | null;
  @Column('text', { name: 'actor_id', nullable: true }) actorId!: string | null;
  @Column('text') day!: string;
  @Column('timestamptz') at!: Date;
  @Column('text') verdict!: string;
  @Column('boolean', { default: false }) unexplained!: boolean;
  @Column('jsonb') payload!: Record<string, unknown>;
  @Column('bigint', { name: 'document_id', nullable: true }) documentId!: string | null;
  /** False when a later measuring no longer finds it; kept, since an edition may speak of it. */
  @Column('boolean', { default: true }) active!: boolean;
  @Column('timestamptz', { name: 'first_found_at' }) firstFoundAt!: Date;
}

/** What an account's own page showed us, a row for each change; confirmed by two checks. */
@Entity('account_states')
@Unique('account_states_key', ['electionId', 'account', 'since'])
export class AccountStateRow {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' }) id!: string;
  @Column('text', { name: 'election_id' }) electionId!: string;
  @Column('text') account!: string;
  @Column('text') state!: string;
  @Column('timestamptz') since!: Date;
  @Column('timestamptz') last!: Date;
  @Column('int') checks!: number;
  @Column('text') url!: string;
  @Column('text', { nullable: true }) detail!: string | null;
}

/** When an election's accounts were measured, and what was taken into account. */
@Entity('account_measures')
export class AccountMeasureRow {
  @PrimaryColumn('text', { name: 'election_id' }) electionId!: string;
  @Column('timestamptz') at!: Date;
  @Column('bigint', { name: 'readings_to' }) readingsTo!: string;
  @Column('bigint', { name: 'observations_to' }) observationsTo!: string;
  @Column('jsonb') migration!: unknown;
}
