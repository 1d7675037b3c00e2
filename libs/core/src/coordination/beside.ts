/**
 * A piece of work on columns, in parts that different threads may do: each writes what it finds into columns that it was given (`columns.ts`), in places of its own.
 * What is given may have been posted: plain objects and columns, no methods.
 */
export type Piece = (given: never, part: number, parts: number) => unknown;

/** Who does parts of pieces beside the caller, in the order in which they were begun. */
export interface Beside<Pieces extends Record<string, Piece>> {
  /** Begins a piece. What is answered does the parts that nobody has begun, waits for the others, and gives the answer of a piece of one part; it throws what any of them has thrown. */
  begin<Name extends keyof Pieces>(name: Name, given: Parameters<Pieces[Name]>[0], parts?: number): () => ReturnType<Pieces[Name]>;
}

/** Nobody: each piece is done by the caller, at once. */
export function alone<Pieces extends Record<string, Piece>>(pieces: Pieces): Beside<Pieces> {
  return {
    begin(name, given, parts = 1) {
      let answer: unknown;
      for (let part = 0; part < parts; part++) answer = pieces[name]!(given as never, part, parts);
      return () => answer as never;
    },
  };
}

/** The things of one part, by their places [from, to), where thing i has as much work as starts[i + 1] - starts[i]: all parts have about as much. `count` things. */
export function shareOf(starts: Int32Array, count: number, part: number, parts: number): [from: number, to: number] {
  const whole = starts[count]!;
  const first = (share: number): number => {
    let from = 0;
    let to = count;
    while (from < to) { const middle = (from + to) >> 1; if (starts[middle]! < whole * share / parts) from = middle + 1; else to = middle; }
    return from;
  };
  return [part === 0 ? 0 : first(part), part === parts - 1 ? count : first(part + 1)];
}
