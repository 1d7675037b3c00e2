import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A model's answer under the hash of its question, so that no question is paid for twice. */
@Entity('model_answers')
export class ModelAnswerRow {
  @PrimaryColumn('text') key!: string;
  @Column('text') model!: string;
  @Column('jsonb') answer!: unknown;
  @Column('timestamptz') at!: Date;
}

/** The ledger. `reserved` holds tokens of a request that is not answered yet; a crash leaves them counted as spent. */
@Entity('model_spending')
@Index('model_spending_day', ['day'])
@Index('model_spending_election', ['electionId'])
export class ModelSpendingRow {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' }) id!: string;
  @Column('text', { name: 'election_id' }) electionId!: string;
  @Column('date') day!: string;
  @Column('text') purpose!: string;
  @Column('text') model!: string;
  @Column('bigint') reserved!: string;
  @Column('bigint', { name: 'prompt_tokens', default: 0 }) promptTokens!: string;
  @Column('bigint', { name: 'answer_tokens', default: 0 }) answerTokens!: string;
  @Column('timestamptz') at!: Date;
}

/** How the model's reading of a document ended. */
@Entity('model_readings')
export class ModelReadingRow {
  @PrimaryColumn('bigint', { name: 'document_id' }) documentId!: string;
  @PrimaryColumn('int') version!: number;
  @Column('text') state!: string;
  @Column('text', { nullable: true }) detail!: string | null;
  @Column('text', { nullable: true }) model!: string | null;
  @Column('jsonb', { default: {} }) dropped!: Record<string, number>;
  @Column('int', { default: 0 }) agreed!: number;
  @Column('int', { default: 0 }) added!: number;
  @Column('timestamptz') at!: Date;
}

/** A model that is not asked for a while. */
@Entity('model_pauses')
export class ModelPauseRow {
  @PrimaryColumn('text') model!: string;
  @Column('timestamptz') until!: Date;
  @Column('int') failures!: number;
  @Column('text') why!: string;
}

@Entity('model_batches')
@Unique('model_batches_server_id_key', ['serverId'])
export class ModelBatchRow {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' }) id!: string;
  @Column('text', { name: 'election_id' }) electionId!: string;
  @Column('text', { name: 'server_id' }) serverId!: string;
  @Column('bigint', { name: 'spending_id' }) spendingId!: string;
  @Column('bigint', { array: true }) documents!: string[];
  @Column('text', { default: 'working' }) state!: string;
  @Column('text', { nullable: true }) why!: string | null;
  @Column('timestamptz') at!: Date;
}

/** A quote in another language; `text` is null where a translation was tried and could not be used. */
@Entity('translations')
export class TranslationRow {
  @PrimaryColumn('text') key!: string;
  @PrimaryColumn('text') language!: string;
  @Column('text', { nullable: true }) text!: string | null;
  @Column('text') model!: string;
  @Column('timestamptz') at!: Date;
}
