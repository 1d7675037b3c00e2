const SHARDS = 256;

/** Where each observation stands: id → (line, at). Open addressing in shards that grow one by one, so that no insert waits for all; 20 bytes a place. */
export class Places {
  size = 0;
  private readonly shards = Array.from({ length: SHARDS }, () => new Shard());
  set(id: number, line: number, at: number): void { if (this.shardOf(id).set(id, line, at)) this.size++; }
  get(id: number): { line: number; at: number } | null { return this.shardOf(id).get(id); }
  delete(id: number): void { if (this.shardOf(id).delete(id)) this.size--; }
  private shardOf(id: number): Shard { return this.shards[id % SHARDS]!; }
}

const EMPTY = -1;

class Shard {
  private ids = new Float64Array(8).fill(EMPTY);
  private at = new Float64Array(8);
  private line = new Int32Array(8);
  private count = 0;

  /** True when the id is new. */
  set(id: number, line: number, at: number): boolean {
    let place = this.placeOf(id);
    const fresh = this.ids[place] === EMPTY;
    if (fresh && ++this.count > this.ids.length * 0.75) { this.grow(); place = this.placeOf(id); }
    this.ids[place] = id;
    this.at[place] = at;
    this.line[place] = line;
    return fresh;
  }
  get(id: number): { line: number; at: number } | null {
    const place = this.placeOf(id);
    return this.ids[place] === EMPTY ? null : { line: this.line[place]!, at: this.at[place]! };
  }
  delete(id: number): boolean {
    let hole = this.placeOf(id);
    if (this.ids[hole] === EMPTY) return false;
    this.count--;
    const mask = this.ids.length - 1;
    // Those behind move up, unless they already stand where they belong.
    for (let next = (hole + 1) & mask; this.ids[next] !== EMPTY; next = (next + 1) & mask) {
      const home = homeOf(this.ids[next]!, mask);
      if (((next - home) & mask) < ((next - hole) & mask)) continue;
      this.ids[hole] = this.ids[next]!;
      this.at[hole] = this.at[next]!;
      this.line[hole] = this.line[next]!;
      hole = next;
    }
    this.ids[hole] = EMPTY;
    return true;
  }
  private placeOf(id: number): number {
    const mask = this.ids.length - 1;
    let place = homeOf(id, mask);
    while (this.ids[place] !== EMPTY && this.ids[place] !== id) place = (place + 1) & mask;
    return place;
  }
  private grow(): void {
    const { ids, at, line } = this;
    this.ids = new Float64Array(ids.length * 2).fill(EMPTY);
    this.at = new Float64Array(ids.length * 2);
    this.line = new Int32Array(ids.length * 2);
    for (let from = 0; from < ids.length; from++) {
      if (ids[from] === EMPTY) continue;
      const place = this.placeOf(ids[from]!);
      this.ids[place] = ids[from]!;
      this.at[place] = at[from]!;
      this.line[place] = line[from]!;
    }
  }
}

function homeOf(id: number, mask: number): number {
  let mixed = Math.imul(Math.floor(id / SHARDS) | 0, 0x9e3779b1);
  mixed ^= mixed >>> 15;
  return mixed & mask;
}
