import type { CallAction } from '#core/model.js';
import type { Rule } from './messages.js';
import type { Duty } from './strength.js';

/** An asking found in one sentence, before its target, audience and voice are settled. Offsets are into the folded text. */
export interface Ask {
  action: CallAction;
  /** The asking word. */
  verb: { start: number; end: number };
  /** The asking words with audience and action; the target may lengthen it. */
  start: number;
  end: number;
  /** `told`: a third party's request is described ("asked staff to follow"). `direct`: the words themselves ask. */
  how: 'direct' | 'told';
  duty: Duty;
  /** Who asks, for `told`; a range of the folded text. */
  asker: { start: number; end: number } | null;
  /** Where the audience is named: the asked people's words. */
  asked: string;
  /** Told in a past tense or by a third person: the publisher is not the asker. */
  past: boolean;
  rule: Rule;
  /** The request words beside the asking word ("must", "asked … to", "សូម"); empty where the asking word stands alone. */
  words: string;
}
