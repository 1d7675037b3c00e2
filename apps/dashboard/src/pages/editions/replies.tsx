import { useState, type FormEvent } from 'react';
import type { Item } from '../../api/client.js';
import { useAsk, useDo, usePages } from '../../api/use-ask.js';
import { Dialog } from '../../parts/dialog.js';
import { More } from '../../parts/more.js';
import { ActorName, Theirs } from '../../parts/naming.js';
import { Panel } from '../../parts/page.js';
import { Answered, Fault } from '../../parts/state.js';
import { may, useSeat } from '../../shell/session.js';
import { useWords, useWriting } from '../../words/index.js';
import { editionWords } from './words.js';
import { formText } from '../../parts/form.js';

type Reply = Item<'listReplies'>;

/** Right of reply: open questions first. */
export function Replies() {
  const t = useWords(editionWords);
  const seat = useSeat();
  const replies = usePages('listReplies', { query: { election: seat.election.id, limit: 20 } as never });
  const [asking, setAsking] = useState(false);
  const [answering, setAnswering] = useState<Reply | null>(null);
  return (
    <Panel title={t.replies} side={may(seat, 'editor') ? <button type="button" className="button little" onClick={() => setAsking(true)}>{t.ask}</button> : undefined}>
      <p className="small soft">{t.repliesLead}</p>
      <Answered of={{ data: replies.items, error: replies.error, refetch: replies.refetch }}>{(items) => (items.length === 0 ? <p className="empty">{t.repliesNone}</p> : (
        <ul className="rows">{[...items].sort((a, b) => Number(a.answer !== null) - Number(b.answer !== null)).map((reply) => <li key={reply.id} className="row-plain"><Shown reply={reply} answer={() => setAnswering(reply)} /></li>)}</ul>
      ))}</Answered>
      <More of={replies} />
      <Dialog open={asking} close={() => setAsking(false)} title={t.ask}><AskForm close={() => setAsking(false)} /></Dialog>
      <Dialog open={answering !== null} close={() => setAnswering(null)} title={t.answer}>{answering ? <AnswerForm reply={answering} close={() => setAnswering(null)} /> : null}</Dialog>
    </Panel>
  );
}

function Shown({ reply, answer }: { reply: Reply; answer: () => void }) {
  const t = useWords(editionWords);
  const write = useWriting();
  const seat = useSeat();
  const actors = useAsk('listActors', { params: { election: reply.electionId } }).data?.items ?? [];
  const actor = actors.find(({ id }) => id === reply.actorId);
  return (
    <div className="stack reply">
      <p className="row spread"><b>{actor ? <ActorName name={actor.name} side={actor.side} /> : reply.actorId}</b>{reply.answer === null ? <span className="tag warn">{t.open}</span> : null}</p>
      <p><Theirs text={reply.question} /></p>
      <p className="small soft">{t.asked(write.moment(reply.askedAt), reply.channel)}{reply.deadline === null ? '' : ` · ${t.until(write.moment(reply.deadline))}`}</p>
      {reply.answer === null ? may(seat, 'editor') ? <p><button type="button" className="button little" onClick={answer}>{t.answer}</button></p> : null : <p className="quote"><Theirs text={reply.answer} language={reply.answerLanguage ?? undefined} /></p>}
    </div>
  );
}

export function AskForm({ close, actor, about }: { close: () => void; actor?: string; about?: string }) {
  const t = useWords(editionWords);
  const write = useWriting();
  const { election } = useSeat();
  const actors = useAsk('listActors', { params: { election: election.id } }).data?.items ?? [];
  const ask = useDo('askReply', ['listReplies', 'getToday']);
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const deadline = formText(given)('deadline');
    ask.mutate({ body: { election: election.id, actor: formText(given)('actor'), question: formText(given)('question').replaceAll(/\s+/g, ' ').trim(), channel: formText(given)('channel'), ...(about === undefined ? {} : { about }), ...(deadline === '' ? {} : { deadline: new Date(write.instant(deadline)).toISOString() }) } }, { onSuccess: close });
  };
  return (
    <form className="stack" onSubmit={send}>
      <label className="field"><span>{t.actor}</span><select name="actor" required defaultValue={actor ?? ''}><option value="" disabled />{actors.map(({ id, name }) => <option key={id} value={id}>{write.name(name)}</option>)}</select></label>
      <label className="field"><span>{t.question}</span><textarea name="question" required maxLength={2000} /></label>
      <label className="field"><span>{t.channel}</span><input name="channel" required maxLength={60} placeholder={t.channelHint} /></label>
      <label className="field"><span>{t.deadline}</span><input name="deadline" type="datetime-local" /></label>
      {ask.error ? <Fault error={ask.error} /> : null}
      <div className="actions"><button type="button" className="button" onClick={close}>{t.cancel}</button><button type="submit" className="button main">{t.save}</button></div>
    </form>
  );
}

function AnswerForm({ reply, close }: { reply: Reply; close: () => void }) {
  const t = useWords(editionWords);
  const answer = useDo('answerReply', ['listReplies', 'getToday']);
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    answer.mutate({ params: { id: reply.id }, body: { answer: formText(given)('answer'), language: formText(given)('language') } }, { onSuccess: close });
  };
  return (
    <form className="stack" onSubmit={send}>
      <p className="soft"><Theirs text={reply.question} /></p>
      <label className="field"><span>{t.answerText}</span><textarea name="answer" required maxLength={5000} /></label>
      <label className="field"><span>{t.language}</span><input name="language" required pattern="[a-z]{2,3}" defaultValue="en" size={4} /></label>
      {answer.error ? <Fault error={answer.error} /> : null}
      <div className="actions"><button type="button" className="button" onClick={close}>{t.cancel}</button><button type="submit" className="button main">{t.save}</button></div>
    </form>
  );
}
