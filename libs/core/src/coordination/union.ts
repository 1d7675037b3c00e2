/** Disjoint sets over 0..n-1; the root of a set is its smallest member, so that the result does not depend on the order of joining. */
export class Union {
  private readonly parent: Int32Array;
  constructor(count: number) { this.parent = new Int32Array(count); for (let at = 0; at < count; at++) this.parent[at] = at; }
  root(of: number): number {
    let root = of;
    while (this.parent[root] !== root) root = this.parent[root]!;
    while (this.parent[of] !== root) { const next = this.parent[of]!; this.parent[of] = root; of = next; }
    return root;
  }
  /** True when they were apart. */
  join(a: number, b: number): boolean {
    const x = this.root(a);
    const y = this.root(b);
    if (x === y) return false;
    if (x < y) this.parent[y] = x; else this.parent[x] = y;
    return true;
  }
}
