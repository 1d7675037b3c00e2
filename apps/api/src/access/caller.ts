import type { Role } from '#core/contract/roles.js';
import type { Sql } from '#infra/store/open.js';

/** Who asks: a person in a session, or a program with a key. */
export interface Caller {
  kind: 'person' | 'key';
  id: string;
  /** What others see: a person's code, or `key:NAME`. */
  code: string;
  role: Role;
  /** Elections whose data they see; null: all. */
  elections: string[] | null;
  /** Of a person. `confirmed`: a password was given a short while ago. */
  session: { id: string; confirmed: boolean } | null;
}

/** What a handler gets beside the parameters. `db` is the call's own transaction where it changes something; `after` waits for its end. */
export type Asked<I> = I & { caller: Caller; db: Sql; after: (work: () => Promise<unknown>) => void };

/** For lists: undefined where they see everything. */
export const visibleTo = ({ elections }: Caller): string[] | undefined => elections ?? undefined;
export const mayNotSee = ({ elections }: Caller, election: string): boolean => elections !== null && !elections.includes(election);
