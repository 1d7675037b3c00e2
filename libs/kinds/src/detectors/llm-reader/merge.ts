import type { AccountKey, CallObservation, Observation, Span } from '#core/model.js';

/** That a model marked what the rules had marked: kept beside the rules' call, and never counted as another one. */
export type Agreement = Observation<'call-agreed', { with: string; target: CallObservation['payload']['target'] }>;

const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/**
 * Merges a model's calls with the rules' of the same document. A call for an account of which the rules have an overlapping call is agreement;
 * any other is the model's own find. `known` are the rules' calls with their detector's id; `keyOf` gives an account its one normal form.
 */
export function mergeWithRules(found: CallObservation[], known: readonly { detector: string; span: Span; target: AccountKey | null }[], keyOf: (call: CallObservation) => AccountKey | null): { added: CallObservation[]; agreed: Agreement[] } {
  const added: CallObservation[] = [];
  const agreed = new Map<string, Agreement>();
  for (const call of found) {
    const rule = known.find((one) => one.target === keyOf(call) && overlap(one.span, call.span));
    if (rule === undefined) { added.push(call); continue; }
    const { span, quote, why, confidence, payload: { target } } = call;
    agreed.set(`${span.start}:${span.end}:${JSON.stringify(target)}`, { kind: 'call-agreed', span, quote, why, confidence, payload: { with: rule.detector, target } });
  }
  return { added, agreed: [...agreed.values()] };
}
