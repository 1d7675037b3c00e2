import { randomBytes } from 'node:crypto';
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { base32, fromBase32, totpStep, totpUri } from '#core/access/totp.js';
import type { AnswerOf, InputOf } from '#core/contract/operation.js';
import * as contract from '#core/contract/operations.js';
import { BadInput, Clash, Gone } from '#core/errors.js';
import { hashPassword, isPassword } from '#infra/crypto/password.js';
import * as people from '#infra/store/people.js';
import * as sessions from '#infra/store/sessions.js';
import type { Sql } from '#infra/store/open.js';
import type { Asked, Caller } from './access/caller.js';
import { giveCookie, takeCookie } from './access/cookie.js';
import { isHttps } from './access/identify.js';
import { networkOf } from './access/pace.js';
import { Forbidden, NotSignedIn, TooMany } from './access/refusals.js';
import { noteAct } from './call/change.js';
import { Input, Serves } from './call/serves.js';
import { PARTS, type Parts } from './parts.js';

type In<K extends keyof typeof contract> = Asked<InputOf<(typeof contract)[K]>>;
type Out<K extends keyof typeof contract> = Promise<AnswerOf<(typeof contract)[K]>>;

const WRONG = 'The name, the password or the code is wrong.';
const NO_LINK = 'This link is unknown, was used already, or is too old. Ask for a new one.';
const TOTP_BYTES = 20;

/** Signing in and out, and what people see to of their own: password, authenticator, sessions. */
@Controller()
export class SessionController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Serves(contract.signIn) async signIn(@Input() { body }: In<'signIn'>, @Req() request: Request, @Res({ passthrough: true }) response: Response): Out<'signIn'> {
    const { db } = this.parts;
    const person = await people.findPerson(db, body.name);
    try {
      await guessing(db, [`name ${body.name.toLowerCase()}`, `from ${networkOf(request.socket.remoteAddress ?? '')}`], async () => {
        // As long for a name that nobody has.
        const right = await isPassword(body.password, person?.active ? person.passwordHash : null);
        if (!right || person === null || !await this.isCode(db, person, body.code)) throw new NotSignedIn(WRONG);
      });
    } catch (error) {
      await noteAct(db, person, 'signIn', error instanceof TooMany ? 'too many tries' : 'refused');
      throw error;
    }
    return this.open(db, person!.id, 'signIn', response);
  }

  @Serves(contract.setUp) async setUp(@Input() { body }: In<'setUp'>, @Req() request: Request, @Res({ passthrough: true }) response: Response): Out<'setUp'> {
    const { db } = this.parts;
    return guessing(db, [`link from ${networkOf(request.socket.remoteAddress ?? '')}`], async () => {
      const passwordHash = await hashPassword(body.password);
      return db.transaction(async (tx) => {
        const link = await people.openOneTimeLink(tx, body.token);
        if (link === null) throw new Gone(NO_LINK);
        const id = link.personId ?? await firstPerson(tx, body.name);
        if (!(await people.getPerson(tx, id)).active) throw new Gone(NO_LINK);
        await people.useOneTimeLink(tx, body.token);
        await people.setPassword(tx, id, passwordHash);
        return this.open(tx, id, 'setUp', response);
      });
    });
  }

  @Serves(contract.lookAtLink) async lookAtLink(@Input() { body }: In<'lookAtLink'>, @Req() request: Request): Out<'lookAtLink'> {
    const { db } = this.parts;
    return guessing(db, [`link from ${request.socket.remoteAddress}`], async () => {
      const link = await people.openOneTimeLink(db, body.token);
      if (link === null || (link.personId === null ? await people.hasPeople(db) : !(await people.getPerson(db, link.personId)).active)) throw new Gone(NO_LINK);
      return { first: link.personId === null };
    });
  }

  @Serves(contract.getSession) async session(@Input() { caller, db }: In<'getSession'>): Out<'getSession'> {
    if (caller.session !== null) return sessionOf(db, caller.session.id);
    const { id, code, role, elections } = caller;
    return { person: { kind: 'key', id, name: code, code, role, elections, totp: false }, until: null, confirmedUntil: null };
  }

  @Serves(contract.signOut) async signOut(@Input() { caller, db }: In<'signOut'>, @Res({ passthrough: true }) response: Response): Out<'signOut'> {
    takeCookie(response, isHttps(this.parts));
    return { done: await sessions.endSession(db, inSession(caller)) };
  }

  @Serves(contract.confirmSession) async confirm(@Input() { body, caller, db }: In<'confirmSession'>): Out<'confirmSession'> {
    const session = inSession(caller);
    await this.prove(caller, body.password, body.code);
    await db.transaction(async (tx) => { await sessions.confirmSession(tx, session); await noteAct(tx, caller, 'confirmSession', 'done'); });
    return sessionOf(db, session);
  }

  @Serves(contract.changePassword) async changePassword(@Input() { body, caller, db }: In<'changePassword'>): Out<'changePassword'> {
    const session = inSession(caller);
    await this.prove(caller, body.old, undefined, false);
    const passwordHash = await hashPassword(body.password);
    await db.transaction(async (tx) => { await people.setPassword(tx, caller.id, passwordHash, session); await noteAct(tx, caller, 'changePassword', 'done'); });
    return { done: true };
  }

  @Serves(contract.beginTotp) async beginTotp(@Input() { caller, db }: In<'beginTotp'>): Out<'beginTotp'> {
    inSession(caller);
    const secret = base32(randomBytes(TOTP_BYTES));
    await people.beginTotp(db, caller.id, this.parts.sealer.seal(secret, people.totpSeal(caller.id)));
    return { secret, uri: totpUri(secret, (await people.getPerson(db, caller.id)).name) };
  }

  @Serves(contract.confirmTotp) async confirmTotp(@Input() { body, caller, db }: In<'confirmTotp'>): Out<'confirmTotp'> {
    inSession(caller);
    const pending = await people.pendingTotp(db, caller.id);
    const secret = pending === null ? null : this.parts.sealer.open(pending, people.totpSeal(caller.id));
    if (secret === null) throw new BadInput('there is no authenticator to confirm: begin again');
    const step = totpStep(fromBase32(secret), body.code, new Date(), 0);
    if (step === null) throw new BadInput('this is not the code of now: is the phone\'s clock right?');
    await people.putTotpInForce(db, caller.id, step);
    return { done: true };
  }

  @Serves(contract.endTotp) async endTotp(@Input() { caller, db }: In<'endTotp'>): Out<'endTotp'> {
    inSession(caller);
    await people.endTotp(db, caller.id);
    return { done: true };
  }

  @Serves(contract.listSessions) async list(@Input() { caller, db }: In<'listSessions'>): Out<'listSessions'> {
    const { session } = caller;
    return { items: session === null ? [] : (await sessions.sessionsOf(db, caller.id)).map((row) => ({ ...row, mine: row.id === session.id })) };
  }

  @Serves(contract.endSession) async end(@Input() { params, caller, db }: In<'endSession'>): Out<'endSession'> {
    inSession(caller);
    if (!await sessions.endSession(db, params.id, caller.id)) throw new Gone('there is no such session');
    return { done: true };
  }

  /** A new session, whatever the browser showed before: nobody can be made to use one that others know. */
  private async open(db: Sql, personId: string, did: string, response: Response): Promise<AnswerOf<typeof contract.getSession>> {
    const secret = await sessions.openSession(db, personId);
    const session = (await sessions.findSession(db, secret))!;
    await noteAct(db, session, did, 'done');
    giveCookie(response, secret, isHttps(this.parts));
    return sessionOf(db, session.id);
  }

  /** Whether it is the authenticator's code of now, once. Clash where its secret was sealed under another key than this installation has. */
  private async isCode(db: Sql, person: { id: string; totpSecret: string | null; totpStep: string }, code: string | undefined): Promise<boolean> {
    if (person.totpSecret === null) return true;
    const secret = this.parts.sealer.open(person.totpSecret, people.totpSeal(person.id));
    if (secret === null) throw new Clash('Your authenticator was set up under another key of this installation: whoever runs it brings `installation.key` back, or takes the authenticator away (`claque user code-off NAME`).');
    const step = code === undefined ? null : totpStep(fromBase32(secret), code, new Date(), Number(person.totpStep));
    return step !== null && people.takeTotpStep(db, person.id, step);
  }

  /** That it is really they who sit there. Counted apart from sign-in: whoever guesses from outside keeps nobody out who is in. */
  private async prove(caller: Caller, password: string, code: string | undefined, withCode = true): Promise<void> {
    const { db } = this.parts;
    const person = (await people.findPerson(db, (await people.getPerson(db, caller.id)).name))!;
    await guessing(db, [`person ${caller.id}`], async () => {
      if (!await isPassword(password, person.passwordHash) || (withCode && !await this.isCode(db, person, code))) throw new Forbidden(WRONG);
    });
  }
}

/** A try counts from its beginning, and no more once it was right. */
async function guessing<T>(db: Parts['db'], keys: string[], work: () => Promise<T>): Promise<T> {
  const noted = await sessions.noteTry(db, keys);
  if ('wait' in noted) throw new TooMany(`Too many tries: wait ${noted.wait} seconds.`, noted.wait);
  const result = await work();
  await noted.takeBack();
  return result;
}

/** The first person of an installation has everything: whoever has the link, which the terminal or the log of the API showed, and nobody else saw. */
async function firstPerson(tx: Sql, name: string | undefined): Promise<string> {
  if (await people.hasPeople(tx)) throw new Gone('somebody was set up already: ask them for a link of your own');
  if (name === undefined) throw new BadInput('name: choose a name to sign in with');
  return (await people.addPerson(tx, { name, role: 'admin', elections: null })).id;
}

function inSession(caller: Caller): string {
  if (caller.session === null) throw new Forbidden('a key has no session');
  return caller.session.id;
}

async function sessionOf(db: Sql, id: string): Promise<AnswerOf<typeof contract.getSession>> {
  const { personId, name, code, role, elections, totp, until, confirmedUntil } = await sessions.sessionById(db, id);
  return { person: { kind: 'person', id: personId, name, code, role, elections, totp }, until, confirmedUntil };
}
