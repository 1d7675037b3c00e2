/** `a < b` are positions in the input. `similarity` is the weighted resemblance |A&B|/|A|B|, `containment` the weighted share of the smaller text that stands in the other; both 0 to 1. */
export interface SimilarPair { a: number; b: number; similarity: number; containment: number }
