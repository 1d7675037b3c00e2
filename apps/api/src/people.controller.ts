import { Controller, Inject, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { AnswerOf, InputOf } from '#core/contract/operation.js';
import * as contract from '#core/contract/operations.js';
import { printableSettings } from '#infra/config.js';
import { pageAudit, verifyAudit } from '#infra/store/audit.js';
import * as keys from '#infra/store/keys.js';
import * as people from '#infra/store/people.js';
import type { Asked } from './access/caller.js';
import { Input, Serves } from './call/serves.js';
import { PARTS, type Parts } from './parts.js';

type In<K extends keyof typeof contract> = Asked<InputOf<(typeof contract)[K]>>;
type Out<K extends keyof typeof contract> = Promise<AnswerOf<(typeof contract)[K]>>;

/** What an administrator sees to: people, keys of programs, the audit, settings. */
@Controller()
export class PeopleController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Serves(contract.listPeople) async list(@Input() { db }: In<'listPeople'>): Out<'listPeople'> { return { items: await people.listPeople(db) }; }
  @Serves(contract.getPerson) one(@Input() { params, db }: In<'getPerson'>): Out<'getPerson'> { return people.getPerson(db, params.id); }
  @Serves(contract.changePerson) change(@Input() { params, body, db }: In<'changePerson'>): Out<'changePerson'> { return people.changePerson(db, params.id, body); }

  @Serves(contract.addPerson) async add(@Input() { body, db }: In<'addPerson'>, @Req() request: Request): Out<'addPerson'> {
    const person = await people.addPerson(db, body);
    return { person, ...await this.link(db, person.id, request) };
  }
  @Serves(contract.linkPerson) async relink(@Input() { params, db }: In<'linkPerson'>, @Req() request: Request): Out<'linkPerson'> {
    return { person: await people.getPerson(db, params.id), ...await this.link(db, params.id, request) };
  }

  @Serves(contract.listKeys) async keys(@Input() { db }: In<'listKeys'>): Out<'listKeys'> { return { items: await keys.listApiKeys(db) }; }
  @Serves(contract.addKey) async addKey(@Input() { body, db }: In<'addKey'>): Out<'addKey'> {
    const key = await keys.makeApiKey(db, body.name, body.role, { elections: body.elections, days: body.days });
    return { key, ...await keys.apiKeyOf(db, key) };
  }
  @Serves(contract.revokeKey) async revokeKey(@Input() { params, db }: In<'revokeKey'>): Out<'revokeKey'> { return { done: await keys.revokeApiKey(db, params.id) }; }

  @Serves(contract.listAudit) audit(@Input() { query, db }: In<'listAudit'>): Out<'listAudit'> { return pageAudit(db, query); }
  @Serves(contract.verifyAudit) verify(@Input() { db }: In<'verifyAudit'>): Out<'verifyAudit'> { return verifyAudit(db); }
  @Serves(contract.getSettings) async settings(): Out<'getSettings'> { return { version: this.parts.version, settings: printableSettings(this.parts.config) }; }

  private async link(db: In<'addPerson'>['db'], personId: string, request: Request): Promise<{ link: string; until: Date }> {
    const { token, until } = await people.makeOneTimeLink(db, personId);
    return { link: welcomeLink(this.parts.config.baseUrl ?? `http://${request.headers.host ?? 'localhost'}`, token), until };
  }
}

/** The secret stands behind #, so that no log and no server on the way sees it, and opening the address changes nothing. */
export const welcomeLink = (base: string, token: string): string => `${base.replace(/\/+$/, '')}/#/welcome/${token}`;
