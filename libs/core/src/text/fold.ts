/**
 * Folded text: what looks alike compares alike. Matching is done on it; quotes are cut from the stored text by the offset map.
 * Zero-width and other format characters go, Khmer syllables get one order of marks (after the rules of SIL's khnormal), split vowels become whole, coeng da becomes
 * coeng ta, Khmer digits become ASCII, styled Latin letters become plain, typographic quotes become plain.
 */
export interface Folded {
  /** Folded, in lower case. */
  text: string;
  /** The same, letter for letter, with its case kept. */
  cased: string;
  /** Offset in the stored text at which folded unit `i` begins / ends. */
  starts: Int32Array;
  ends: Int32Array;
}

const COENG = 0x17d2;
const isKhmerBase = (c: number) => c >= 0x1780 && c <= 0x17b3;
const isKhmerMark = (c: number) => (c >= 0x17b4 && c <= 0x17d3) || c === 0x17dd;
/** Format characters (Unicode Cf), variation selectors and Khmer's invisible inherent vowels. */
const isIgnored = (c: number) => c >= 0xad && (c === 0xad || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x206f)
  || c === 0xfeff || (c >= 0xfe00 && c <= 0xfe0f) || c === 0x17b4 || c === 0x17b5 || c === 0x61c || c === 0x180e);

/** Rank of a mark within its syllable; marks of one rank keep their order. Coengs are ranked by their consonant: ro comes last. */
const ROBAT = 0, COENGS = 1, COENG_RO = 2, SHIFTER = 3, VOWEL = 4, SIGN = 5;
const rankOf = (c: number) => (c === 0x17cc ? ROBAT : c === 0x17c9 || c === 0x17ca ? SHIFTER : c >= 0x17b6 && c <= 0x17c5 ? VOWEL : SIGN);
/** Vowels above the base, under which a shifter is drawn like the vowel u. */
const isAbove = (c: number) => (c >= 0x17b7 && c <= 0x17ba) || c === 0x17be || c === 0x17d0;
const wholeVowel = (a: number, b: number) => {
  if (a === 0x17c1 || b === 0x17c1) {
    const other = a === 0x17c1 ? b : a;
    if (other === 0x17b8) return 0x17be;
    if (other === 0x17b6) return 0x17c4;
  }
  return 0;
};

interface Mark { code: number; coeng: boolean; start: number; end: number }

/** Folds a text. Linear in its length. */
export function fold(text: string): Folded {
  const length = text.length;
  const lower = new Uint16Array(length);
  /** Made where the first capital stands: Khmer has none. */
  let cased: Uint16Array | null = null;
  const starts = new Int32Array(length);
  const ends = new Int32Array(length);
  let n = 0;
  const put = (c: number, low: number, start: number, end: number) => {
    if (c !== low && cased === null) { cased = new Uint16Array(length); cased.set(lower.subarray(0, n)); }
    if (cased !== null) cased[n] = c;
    lower[n] = low;
    starts[n] = start;
    ends[n] = end;
    n += 1;
  };
  let i = 0;
  while (i < length) {
    const c = text.charCodeAt(i);
    if (c < 0x80) {
      put(c, c >= 0x41 && c <= 0x5a ? c + 32 : c, i, i + 1);
      i += 1;
    } else if (c >= 0x1780 && c <= 0x17ff) {
      if (isIgnored(c)) i += 1;
      else if (isKhmerMark(c)) i = putOrderedMarks(i) ?? putMarks(i);
      else {
        // ឱ and ឲ are one letter, written either way in ឱ្យ "give, let".
        const plain = c >= 0x17e0 && c <= 0x17e9 ? c - 0x17e0 + 0x30 : c === 0x17a3 ? 0x17a2 : c === 0x17b1 ? 0x17b2 : c;
        put(plain, plain, i, i + 1);
        i += 1;
      }
    } else if (isIgnored(c)) i += 1;
    else {
      const point = text.codePointAt(i)!;
      const width = point > 0xffff ? 2 : 1;
      // Tags (Cf), which nobody sees: words can be hidden in them.
      if (point >= 0xe0000 && point <= 0xe0fff) { i += width; continue; }
      const plain = plainOf(point);
      if (plain === 0) {
        for (let j = 0; j < width; j++) { const unit = text.charCodeAt(i + j); put(unit, unit, i, i + width); }
      } else put(plain, lowerOf(plain), i, i + width);
      i += width;
    }
  }
  const folded = decode(lower, n);
  return { text: folded, cased: cased === null ? folded : decode(cased, n), starts: starts.subarray(0, n), ends: ends.subarray(0, n) };

  /**
   * The same for a run of marks that stands in order already, as nearly all do: nothing is sorted or allocated. Null, with nothing put, where
   * a rule of order, union or shifting might apply.
   */
  function putOrderedMarks(from: number): number | null {
    const before = n;
    let j = from;
    let last = -1;
    let lastCode = 0;
    let under = false;
    let above = false;
    for (;;) {
      const c = j < length ? text.charCodeAt(j) : 0;
      if (isIgnored(c)) {
        // It ends the run, unless further marks follow.
        let after = j;
        while (after < length && isIgnored(text.charCodeAt(after))) after += 1;
        if (after < length && isKhmerMark(text.charCodeAt(after))) break;
        return j;
      }
      if (!isKhmerMark(c)) return j;
      let rank = rankOf(c);
      let code = c;
      if (c === COENG) {
        const below = j + 1 < length ? text.charCodeAt(j + 1) : 0;
        code = below === 0x178a ? 0x178f : below;
        rank = code === 0x179a ? COENG_RO : COENGS;
        if (!isKhmerBase(below) || rank < last || (rank === last && code === lastCode)) break;
        put(COENG, COENG, j, j + 2);
        put(code, code, j, j + 2);
        j += 2;
      } else {
        if (rank <= last) break;
        under ||= rank === SHIFTER || c === 0x17bb;
        above ||= isAbove(c);
        if (under && above) break;
        put(c, c, j, j + 1);
        j += 1;
      }
      last = rank;
      lastCode = code;
    }
    n = before;
    return null;
  }

  /** Reads the run of marks after a base (or at a line's start) and puts them in order. Returns where the run ends. */
  function putMarks(from: number): number {
    const buckets: Mark[][] = [[], [], [], [], [], []];
    let j = from;
    let end = from;
    while (j < length) {
      const c = text.charCodeAt(j);
      if (isIgnored(c)) { j += 1; continue; }
      if (!isKhmerMark(c)) break;
      if (c === COENG) {
        let k = j + 1;
        while (k < length && isIgnored(text.charCodeAt(k))) k += 1;
        const below = k < length ? text.charCodeAt(k) : 0;
        // A coeng without its consonant shows nothing: it is dropped.
        if (!isKhmerBase(below)) { j += 1; end = j; continue; }
        const code = below === 0x178a ? 0x178f : below;
        addMark(buckets[code === 0x179a ? COENG_RO : COENGS]!, { code, coeng: true, start: j, end: k + 1 });
        j = k + 1;
      } else {
        addMark(buckets[rankOf(c)]!, { code: c, coeng: false, start: j, end: j + 1 });
        j += 1;
      }
      end = j;
    }
    shiftVowels(buckets);
    for (const bucket of buckets) {
      for (const mark of bucket) {
        if (mark.coeng) put(COENG, COENG, mark.start, mark.end);
        put(mark.code, mark.code, mark.start, mark.end);
      }
    }
    return end;
  }
}

/** Adds to a stack, uniting split vowels and dropping what is typed twice. */
function addMark(stack: Mark[], mark: Mark): void {
  const top = stack.at(-1);
  if (top === undefined || mark.coeng) {
    if (top?.code === mark.code && top.coeng === mark.coeng) return;
    stack.push(mark);
    return;
  }
  const whole = wholeVowel(top.code, mark.code);
  if (whole !== 0) {
    stack.pop();
    addMark(stack, { code: whole, coeng: false, start: Math.min(top.start, mark.start), end: Math.max(top.end, mark.end) });
  } else if (top.code !== mark.code) stack.push(mark);
}

/** Under a vowel above the base, both shifters and a typed vowel u are drawn alike: all become triisap. */
function shiftVowels(buckets: Mark[][]): void {
  const vowels = buckets[VOWEL]!;
  if (!vowels.some((mark) => isAbove(mark.code)) && !buckets[SIGN]!.some((mark) => isAbove(mark.code))) return;
  const under = vowels.find((mark) => mark.code === 0x17bb);
  const shifter = buckets[SHIFTER]![0] ?? under;
  if (shifter === undefined) return;
  buckets[SHIFTER] = [{ ...shifter, code: 0x17ca }];
  const rest: Mark[] = [];
  for (const mark of vowels) if (mark.code !== 0x17bb) addMark(rest, mark);
  buckets[VOWEL] = rest;
}

const PLAIN: Record<number, number> = { 0xa0: 0x20, 0x202f: 0x20, 0x3000: 0x20, 0x2018: 0x27, 0x2019: 0x27, 0x201a: 0x27, 0x02bc: 0x27, 0x201c: 0x22, 0x201d: 0x22, 0x201e: 0x22, 0xab: 0x22, 0xbb: 0x22, 0xff20: 0x40 };

/** The one plain unit a code point is folded to, or 0 to keep it. */
function plainOf(point: number): number {
  const known = PLAIN[point];
  if (known !== undefined) return known;
  if (point > 0xffff || (point >= 0xff01 && point <= 0xff5e)) {
    if (point > 0xffff && (point < 0x1d400 || point > 0x1d7ff)) return 0;
    const plain = String.fromCodePoint(point).normalize('NFKC');
    return plain.length === 1 && plain.charCodeAt(0) < 0x80 ? plain.charCodeAt(0) : 0;
  }
  return point >= 0xd800 && point <= 0xdfff ? 0 : point;
}

function lowerOf(code: number): number {
  if (code < 0x80) return code >= 0x41 && code <= 0x5a ? code + 32 : code;
  const low = String.fromCharCode(code).toLowerCase();
  return low.length === 1 ? low.charCodeAt(0) : code;
}

const CHUNK = 8192;
function decode(units: Uint16Array, n: number): string {
  let text = '';
  for (let i = 0; i < n; i += CHUNK) text += String.fromCharCode(...units.subarray(i, Math.min(n, i + CHUNK)));
  return text;
}

/** Where a range of the folded text stands in the stored text. Marks that were put in order make the smallest range that holds them all. */
export function originalSpan(folded: Folded, start: number, end: number): { start: number; end: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = -1;
  // Order changes only inside a syllable, which is short: looking at both ends is enough for long ranges.
  const look = (i: number) => { low = Math.min(low, folded.starts[i]!); high = Math.max(high, folded.ends[i]!); };
  if (end - start <= 64) for (let i = start; i < end; i++) look(i);
  else {
    for (let i = start; i < start + 32; i++) look(i);
    for (let i = end - 32; i < end; i++) look(i);
  }
  return high < 0 ? { start: 0, end: 0 } : { start: low, end: high };
}

/** Folded text for comparison alone: idempotent. */
export const foldText = (text: string): string => fold(text).text;
