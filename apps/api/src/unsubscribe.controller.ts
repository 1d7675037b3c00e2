import { Controller, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Gone } from '#core/errors.js';
import type { InputOf } from '#core/contract/operation.js';
import * as contract from '#core/contract/operations.js';
import { unsubscribe, unsubscribeLanguage } from '#infra/store/elections.js';
import { allowStyles, smallPage } from './pages.js';
import { PARTS, type Parts } from './parts.js';
import { Input, Serves } from './call/serves.js';

const WORDS = {
  en: { ask: 'Stop this mail?', explain: 'You will get no further note at this address.', button: 'Stop the mail', done: 'The mail has been stopped', after: 'You will get no further note. You may close this page.' },
  km: { ask: 'ឈប់ទទួលសំបុត្រនេះ?', explain: 'អ្នកនឹងលែងទទួលបានសំបុត្រទៀតនៅអាសយដ្ឋាននេះ។', button: 'ឈប់ទទួល', done: 'បានឈប់ផ្ញើសំបុត្រហើយ', after: 'អ្នកនឹងលែងទទួលបានសំបុត្រទៀត។ អ្នកអាចបិទទំព័រនេះបាន។' },
};

/** Leaving, as mails link to it. Looking changes nothing, since mail scanners open links; only the POST (RFC 8058, or the page's button) does. */
@Controller()
export class UnsubscribeController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Serves(contract.askUnsubscribe) async ask(@Input() { params }: InputOf<typeof contract.askUnsubscribe>, @Res({ passthrough: true }) response: Response): Promise<string> {
    const { words, language } = await this.wordsFor(params.token);
    return this.show(response, smallPage(words.ask, [words.explain], language, words.button));
  }

  @Serves(contract.unsubscribe) async leave(@Input() { params }: InputOf<typeof contract.unsubscribe>, @Res({ passthrough: true }) response: Response): Promise<string> {
    const { words, language } = await this.wordsFor(params.token);
    await unsubscribe(this.parts.db, params.token);
    return this.show(response, smallPage(words.done, [words.after], language));
  }

  private async wordsFor(token: string) {
    const language = await unsubscribeLanguage(this.parts.db, token);
    if (language === null) throw new Gone('this link is not known here');
    return language === 'km' ? { words: WORDS.km, language } : { words: WORDS.en, language: 'en' };
  }

  private show(response: Response, html: string): string {
    allowStyles(response, html);
    return html;
  }
}
