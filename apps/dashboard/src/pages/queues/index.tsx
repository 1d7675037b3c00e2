import { useAsk, useDo } from '../../api/use-ask.js';
import { Page, Panel } from '../../parts/page.js';
import { Answered, Fault } from '../../parts/state.js';
import { may, useSeat } from '../../shell/session.js';
import { messages, useWords, useWriting } from '../../words/index.js';
import { termOf } from '../../words/terms.js';

const words = messages({
  en: { title: 'Queues', lead: 'Work under way. The database is the truth: what a queue loses is found again within ten minutes.', queue: 'Queue', waiting: 'Waiting', active: 'Under way', delayed: 'Later', failed: 'Failed', completed: 'Done', pause: 'Pause', resume: 'Go on', paused: 'paused', board: 'All jobs', on: (backend: string) => `on ${backend}`, names: { crawl: 'fetch pages', read: 'read pages', detect: 'find calls', model: 'ask the model', cluster: 'find drives', publish: 'notes and mail', sweep: 'look for what lacks', measure: 'count followers' } as Record<string, string>, spending: 'What the language model used', none: 'No model was asked.', day: 'Day', purpose: 'For', purposes: { read: 'reading', translate: 'translating', summarise: 'summary' }, model: 'Model', requests: 'Requests', tokens: 'Tokens', pauses: (model: string, when: string) => `${model} is not asked until ${when}:` },
  km: { title: 'ជួរការងារ', lead: 'ការងារដែលកំពុងធ្វើ។ មូលដ្ឋានទិន្នន័យជាការពិត៖ អ្វីដែលជួរបាត់ នឹងរកឃើញវិញក្នុងដប់នាទី។', queue: 'ជួរ', waiting: 'រង់ចាំ', active: 'កំពុងធ្វើ', delayed: 'ពេលក្រោយ', failed: 'បរាជ័យ', completed: 'រួចរាល់', pause: 'ផ្អាក', resume: 'បន្ត', paused: 'ផ្អាក', board: 'ការងារទាំងអស់', on: (backend) => `លើ ${backend}`, names: { crawl: 'ទាញយកទំព័រ', read: 'អានទំព័រ', detect: 'រកការអំពាវនាវ', model: 'សួរម៉ូឌែល', cluster: 'រកចលនា', publish: 'កំណត់ត្រា និងសំបុត្រ', sweep: 'រកអ្វីដែលខ្វះ', measure: 'រាប់អ្នកតាមដាន' }, spending: 'អ្វីដែលម៉ូឌែលភាសាបានប្រើ', none: 'មិនបានសួរម៉ូឌែលទេ។', day: 'ថ្ងៃ', purpose: 'សម្រាប់', purposes: { read: 'អាន', translate: 'បកប្រែ', summarise: 'សង្ខេប' }, model: 'ម៉ូឌែល', requests: 'សំណើ', tokens: 'និមិត្តសញ្ញា', pauses: (model, when) => `${model} មិនត្រូវសួរទេរហូតដល់ ${when}៖` },
});
const STATES = ['waiting', 'active', 'delayed', 'failed', 'completed'] as const;

/** How the work goes, by queue. */
export default function QueuesPage() {
  const t = useWords(words);
  const write = useWriting();
  const seat = useSeat();
  const queues = useAsk('getQueues', {}, { everyMs: 5000 });
  const spending = useAsk('listModelSpending');
  const pause = useDo('pauseQueue', ['getQueues']);
  return (
    <Page title={t.title} lead={t.lead} actions={may(seat, 'admin') ? <a className="button" href="/queues" target="_blank" rel="noreferrer">{t.board}</a> : null}>
      <div className="stack">
        {pause.error ? <Fault error={pause.error} /> : null}
        <Panel title={t.title} side={queues.data ? t.on(queues.data.backend === 'postgres' ? 'PostgreSQL' : 'Redis') : undefined}>
          <Answered of={queues}>{(of) => (
            <div className="scroll" tabIndex={0} role="region" aria-label={t.title}>
              <table>
                <thead><tr><th>{t.queue}</th>{STATES.map((state) => <th key={state} className="right">{t[state]}</th>)}{may(seat, 'admin') ? <th><span className="hidden">{t.pause}</span></th> : null}</tr></thead>
                <tbody>{of.queues.map((queue) => {
                  const paused = queue.stopped;
                  return (
                    <tr key={queue.name}>
                      <th scope="row">{termOf(t.names, queue.name)} <small className="soft">{queue.name}</small>{paused ? <> <span className="tag warn">{t.paused}</span></> : null}</th>
                      {STATES.map((state) => <td key={state} className="right num">{state === 'failed' && queue.failed > 0 ? <span className="tag bad">{write.count(queue.failed)}</span> : write.count(queue[state])}</td>)}
                      {may(seat, 'admin') ? <td className="right"><button type="button" className="button little" onClick={() => pause.mutate({ params: { queue: queue.name }, body: { paused: !paused } })}>{paused ? t.resume : t.pause}</button></td> : null}
                    </tr>
                  );
                })}</tbody>
              </table>
            </div>
          )}</Answered>
        </Panel>
        <Panel title={t.spending}>
          <Answered of={spending}>{({ items, pauses }) => (
            <>
              {pauses.map(({ model, until, why }) => <p key={model} className="hint">{t.pauses(model, write.moment(until))} {why}</p>)}
              {items.length === 0 ? <p className="empty">{t.none}</p> : <div className="scroll" tabIndex={0} role="region" aria-label={t.spending}><table>
                <thead><tr><th>{t.day}</th><th>{t.purpose}</th><th>{t.model}</th><th className="right">{t.requests}</th><th className="right">{t.tokens}</th></tr></thead>
                <tbody>{items.map(({ day, purpose, model, requests, promptTokens, answerTokens, electionId }) => <tr key={`${day}${purpose}${model}${electionId}`}><td>{write.day(day)}</td><td>{t.purposes[purpose]}</td><td>{model}</td><td className="right num">{write.count(requests)}</td><td className="right num">{write.count(promptTokens + answerTokens)}</td></tr>)}</tbody>
              </table></div>}
            </>
          )}</Answered>
        </Panel>
      </div>
    </Page>
  );
}
