import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

@Entity('editions')
@Unique('editions_key', ['electionId', 'date', 'kind', 'audience', 'sequence'])
@Unique('editions_token', ['token'])
export class EditionRow {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' }) id!: string;
  @Column('text', { name: 'election_id' }) electionId!: string;
  @Column('text') date!: string;
  @Column('text') kind!: string;
  @Column('text') audience!: string;
  @Column('int') sequence!: number;
  /** Frozen: every format and language is rendered from this alone. */
  @Column('jsonb') content!: unknown;
  @Column('timestamptz', { name: 'composed_at' }) composedAt!: Date;
  @Column('timestamptz', { name: 'released_at', nullable: true }) releasedAt!: Date | null;
  @Column('text', { name: 'released_by', nullable: true }) releasedBy!: string | null;
  /** By a standing rule, as its content says; beside it, so that lists need not unpack that. */
  @Column('boolean', { name: 'released_by_rule', default: false }) releasedByRule!: boolean;
  /** A withdrawal leaves the edition where it is, with a notice in its place. */
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt!: Date | null;
  @Column('text', { name: 'withdrawn_by', nullable: true }) withdrawnBy!: string | null;
  @Column('text', { name: 'withdrawn_why', nullable: true }) withdrawnWhy!: string | null;
  /** The edition that a notice is about. */
  @Column('bigint', { name: 'about_edition_id', nullable: true }) aboutEditionId!: string | null;
  /** Opens the page of this edition alone, to whoever was sent it. */
  @Column('text', { default: () => `replace(((gen_random_uuid())|| (gen_random_uuid())), '-', '')` }) token!: string;
}

@Entity('deliveries')
@Unique('deliveries_key', ['editionId', 'recipientId'])
@Index('deliveries_message_id', ['messageId'])
@Index('deliveries_underway', ['editionId'], { where: "state IN ('pending', 'sending')" })
export class DeliveryRow {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' }) id!: string;
  @Column('bigint', { name: 'edition_id' }) editionId!: string;
  @Column('bigint', { name: 'recipient_id' }) recipientId!: string;
  @Column('text') state!: string;
  @Column('text', { name: 'message_id' }) messageId!: string;
  @Column('int', { default: 0 }) attempts!: number;
  @Column('text', { nullable: true }) detail!: string | null;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
}

@Entity('api_keys')
@Unique('api_keys_hash', ['hash'])
export class ApiKeyRow {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' }) id!: string;
  @Column('text') name!: string;
  /** SHA-256 of a random key of 256 bits: nothing to guess, so no slow hash is needed. */
  @Column('text') hash!: string;
  @Column('text') role!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
  /** How the key begins, so that people know it again. */
  @Column('text', { default: '' }) prefix!: string;
  /** Whose data it sees; null: all. */
  @Column('text', { array: true, nullable: true }) elections!: string[] | null;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt!: Date | null;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt!: Date | null;
}
