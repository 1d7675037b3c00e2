import { useAsk } from '../../api/use-ask.js';
import { Panel } from '../../parts/page.js';
import { Answered } from '../../parts/state.js';
import { useWords } from '../../words/index.js';
import { settingsWords } from './words.js';

/** What the administrator set in the environment; secrets are hidden. It is changed there, not here. */
export function Installation() {
  const t = useWords(settingsWords);
  const settings = useAsk('getSettings');
  return (
    <Answered of={settings}>{({ version, settings: items }) => (
      <Panel title={t.tabs.installation} side={t.release(version)}>
        <div className="scroll" tabIndex={0} role="region" aria-label={t.tabs.installation}><table>
          <thead><tr><th>{t.setting}</th><th>{t.value}</th></tr></thead>
          <tbody>{items.map(({ name, value, help, secret }) => <tr key={name}><th scope="row"><span className="code">{name}</span><br /><small className="soft">{help}</small></th><td className="code">{value === null ? <span className="soft">{t.notSet}</span> : secret ? <span className="soft">{t.hidden}</span> : value}</td></tr>)}</tbody>
        </table></div>
      </Panel>
    )}</Answered>
  );
}
