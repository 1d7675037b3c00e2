/** The account that a finding `o` is about: as two readers or an editor corrected it, else as found; null where none is named. An index of lists stands on this very expression. */
export const TARGET = `nullif(coalesce(o.corrected_target, o.target), '')`;
