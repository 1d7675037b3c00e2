import type { Edges } from './edges.js';
import type { Ordered } from './order.js';
import type { Pairs } from './pairs.js';

/**
 * The directed counts of the QUT coordination network toolkit: a -> b weighs the distinct messages of a that have at least one message of b with the
 * same object within the window. Answers messages of `a` (a -> b) and of `b` (b -> a) for each edge; neither can be 0.
 */
export function directedMessages(events: Ordered, pairs: Pairs, edges: Edges): { ofA: Int32Array; ofB: Int32Array } {
  const { content } = events;
  const ofA = new Int32Array(edges.count);
  const ofB = new Int32Array(edges.count);
  // One message may be both accounts' own (a shared content id), so each side has its stamps.
  const seenOfA = new Int32Array(events.rows);
  const seenOfB = new Int32Array(events.rows);
  for (let edge = 0; edge < edges.count; edge++) {
    const stamp = edge + 1;
    for (let at = edges.starts[edge]!; at < edges.starts[edge + 1]!; at++) {
      const pair = edges.order[at]!;
      const olderIsA = events.account[pairs.older[pair]!] === edges.a[edge];
      const mine = content[olderIsA ? pairs.older[pair]! : pairs.newer[pair]!]!;
      const theirs = content[olderIsA ? pairs.newer[pair]! : pairs.older[pair]!]!;
      if (seenOfA[mine] !== stamp) { seenOfA[mine] = stamp; ofA[edge]!++; }
      if (seenOfB[theirs] !== stamp) { seenOfB[theirs] = stamp; ofB[edge]!++; }
    }
  }
  return { ofA, ofB };
}
