/** One call in a line, as numbers: milliseconds, the observation's and the document's id, the actor's number, voice and strength in one byte. */
export interface Row { at: number; id: number; document: number; actor: number; flags: number }

const LARGEST = 1024;

class Block {
  length = 0;
  at: Float64Array;
  id: Float64Array;
  document: Float64Array;
  actor: Int32Array;
  flags: Uint8Array;
  constructor(capacity: number) {
    this.at = new Float64Array(capacity);
    this.id = new Float64Array(capacity);
    this.document = new Float64Array(capacity);
    this.actor = new Int32Array(capacity);
    this.flags = new Uint8Array(capacity);
  }

  /** First position whose (at, id) is not below the one asked for. */
  position(at: number, id: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.at[middle]!;
      if (other < at || (other === at && this.id[middle]! < id)) low = middle + 1; else high = middle;
    }
    return low;
  }
  read(position: number): Row { return { at: this.at[position]!, id: this.id[position]!, document: this.document[position]!, actor: this.actor[position]!, flags: this.flags[position]! }; }
  write(position: number, { at, id, document, actor, flags }: Row): void {
    this.at[position] = at;
    this.id[position] = id;
    this.document[position] = document;
    this.actor[position] = actor;
    this.flags[position] = flags;
  }
  /** Moves what stands from `from` on to `to`. */
  move(to: number, from: number): void {
    for (const column of [this.at, this.id, this.document, this.actor, this.flags]) column.copyWithin(to, from, this.length);
  }
  resized(capacity: number, from = 0, to = this.length): Block {
    const block = new Block(capacity);
    block.at.set(this.at.subarray(from, to));
    block.id.set(this.id.subarray(from, to));
    block.document.set(this.document.subarray(from, to));
    block.actor.set(this.actor.subarray(from, to));
    block.flags.set(this.flags.subarray(from, to));
    block.length = to - from;
    return block;
  }
}

/** The calls for one target in order of (at, id): blocks of at most LARGEST rows, so that a late arrival moves little, 29 bytes a row. */
export class Line {
  private blocks: Block[] = [];
  length = 0;

  insert(row: Row): void {
    const number = this.blockOf(row.at, row.id);
    let block = this.blocks[number];
    if (block === undefined) {
      // After the last row: a full block stays full, as most rows come in order.
      const last = this.blocks.at(-1);
      if (last !== undefined && last.length < last.at.length) { last.write(last.length++, row); this.length++; return; }
      if (last !== undefined && last.at.length < LARGEST) { block = this.blocks[this.blocks.length - 1] = last.resized(last.at.length * 4); } else { block = new Block(last === undefined ? 4 : LARGEST / 4); this.blocks.push(block); }
      block.write(block.length++, row);
      this.length++;
      return;
    }
    if (block.length === block.at.length) {
      if (block.at.length < LARGEST) block = this.blocks[number] = block.resized(block.at.length * 4);
      else {
        const half = LARGEST / 2;
        const upper = block.resized(LARGEST, half);
        block.length = half;
        this.blocks.splice(number + 1, 0, upper);
        if (upper.at[0]! < row.at || (upper.at[0] === row.at && upper.id[0]! < row.id)) block = upper;
      }
    }
    const position = block.position(row.at, row.id);
    block.move(position + 1, position);
    block.write(position, row);
    block.length++;
    this.length++;
  }

  /** The row taken out; null when there is none. */
  remove(at: number, id: number): Row | null {
    const number = this.blockOf(at, id);
    const block = this.blocks[number];
    if (block === undefined) return null;
    const position = block.position(at, id);
    if (block.id[position] !== id || block.at[position] !== at) return null;
    const row = block.read(position);
    block.move(position, position + 1);
    block.length--;
    this.length--;
    if (block.length === 0) this.blocks.splice(number, 1);
    return row;
  }

  /** Rows of [from, to], in order. */
  *rows(from = -Infinity, to = Infinity): Generator<Row> {
    for (let number = this.blockOf(from, -Infinity); number < this.blocks.length; number++) {
      const block = this.blocks[number]!;
      for (let position = block.position(from, -Infinity); position < block.length; position++) {
        if (block.at[position]! > to) return;
        yield block.read(position);
      }
    }
  }

  /** The first block whose last row is not below (at, id); the number of blocks where there is none. */
  private blockOf(at: number, id: number): number {
    let low = 0;
    let high = this.blocks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const block = this.blocks[middle]!;
      const last = block.at[block.length - 1]!;
      if (last < at || (last === at && block.id[block.length - 1]! < id)) low = middle + 1; else high = middle;
    }
    return low;
  }
}
