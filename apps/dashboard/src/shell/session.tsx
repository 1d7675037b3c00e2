import { createContext, useContext } from 'react';
import type { Answer, Item } from '../api/client.js';

export type Session = Answer<'getSession'>;
export type Election = Item<'listElections'>;

/** Who is signed in, and the election that is looked at. */
export interface Seat { session: Session; election: Election; elections: Election[]; choose: (id: string) => void }
const SeatContext = createContext<Seat | null>(null);
export const SeatProvider = SeatContext.Provider;
export function useSeat(): Seat {
  const seat = useContext(SeatContext);
  if (seat === null) throw new Error('no page without an election');
  return seat;
}

const RANK = ['service', 'viewer', 'coder', 'editor', 'admin'];
/** Whether somebody of this role sees what needs at least that one. The server decides again. */
export const may = ({ session }: Pick<Seat, 'session'>, least: 'coder' | 'editor' | 'admin'): boolean => RANK.indexOf(session.person.role) >= RANK.indexOf(least);
