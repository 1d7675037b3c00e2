import type { Role } from '#core/contract/roles.js';

/** Who asks: a person in a session, or a program with a key. */
export interface Caller {
  kind: 'person' | 'key';
  id: string;
  /** What others see: a person's code, or `key:NAME`. */
  code: string;
  role: Role;
  /** Elections whose data they see; null: all. */
  elections: string[] | null;
}

/** What a handler gets beside the parameters. */
export type Asked<I> = I & { caller: Caller };
