import type { ReportData } from './data.js';
import { SCRIPT } from './script.js';
import { STYLE } from './style.js';

/**
 * report.html: one file that asks nothing of the network (its own policy forbids it). Names come from the input and are hostile: they
 * stand in JSON whose `<` is escaped, and the script puts them on the page as text only.
 */
export function reportPage(data: ReportData): string {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Coordinated sharing</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>Coordinated sharing</h1><p id="lead"></p><ul id="tiles"></ul></header>
<main>
<section id="network-part"><h2>Network</h2><p class="hint">Each dot is an account, each line a flagged pair; colour is the group; hollow dots, on dotted lines, joined by the evidence of single objects. Tap a dot or a line of the table below for who starts, who follows and the evidence.</p>
<div id="network"><canvas role="img" aria-label="Network of the flagged accounts"></canvas><div id="tip" hidden></div></div></section>
<section id="timeline-part"><h2>Timeline</h2><p class="hint">Each mark is one object that members of a group shared within the window; its size is how many accounts. Times are UTC.</p><div id="timeline"></div></section>
<section id="groups-part"><h2>Groups</h2><div class="scroll"><table id="groups"><thead></thead><tbody></tbody></table></div><p id="left" class="hint"></p></section>
<section id="detail" hidden><h2 id="detail-title"></h2><p id="detail-text"></p><h3>Who starts, who follows</h3><div class="scroll"><table id="members"><thead></thead><tbody></tbody></table></div>
<h3>Evidence</h3><div class="scroll"><table id="evidence"><thead></thead><tbody></tbody></table></div></section>
<section><h2>What this says, and what it does not</h2><p id="method"></p></section>
</main>
<noscript>This report draws itself with a script of its own; the same facts stand in campaigns.csv, groups.csv and evidence.csv beside it.</noscript>
<script type="application/json" id="data">${json}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}
