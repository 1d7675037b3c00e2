import { Controller, Inject } from '@nestjs/common';
import type { AnswerOf, InputOf } from '#core/contract/operation.js';
import * as contract from '#core/contract/operations.js';
import { pagePublicEditions, publicEdition } from '#infra/store/lists.js';
import { PARTS, type Parts } from './parts.js';
import { Input, Serves } from './serves.js';

/** Editions that were released to everybody, in every format. All others are not there, whoever asks. */
@Controller()
export class EditionsController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Serves(contract.listPublicEditions) list(@Input() { query }: InputOf<typeof contract.listPublicEditions>): Promise<AnswerOf<typeof contract.listPublicEditions>> {
    return pagePublicEditions(this.parts.db, query);
  }

  @Serves(contract.editionJson) json(@Input() { params }: InputOf<typeof contract.editionJson>): Promise<AnswerOf<typeof contract.editionJson>> {
    return publicEdition(this.parts.db, params.election, params.date);
  }
}
