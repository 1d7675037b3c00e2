/** The script of report.html, as it stands there: plain JavaScript, no library, no request. Everything that comes from the input is set as text. */
export const SCRIPT = String.raw`
'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const el = (id) => document.getElementById(id);
const make = (tag, text, cls) => { const e = document.createElement(tag); if (text !== undefined) e.textContent = text; if (cls) e.className = cls; return e; };
const count = (n) => Number(n).toLocaleString('en');
const when = (s) => { const d = new Date(s * 1000); return Number.isNaN(d.getTime()) ? String(s) : d.toISOString().slice(0, 16).replace('T', ' '); };
const span = (s) => s === null ? '–' : s < 1 ? '0 s' : s < 120 ? Math.round(s) + ' s' : s < 7200 ? Math.round(s / 60) + ' min' : s < 172800 ? (s / 3600).toFixed(1) + ' h' : (s / 86400).toFixed(1) + ' days';
const colour = (g) => 'hsl(' + (g * 137.508) % 360 + ' 62% ' + (g % 2 ? 46 : 56) + '%)';
const chance = (log10) => log10 === null ? '–' : log10 > -3 ? (10 ** log10).toPrecision(2) : '10' + String(Math.round(log10)).replace(/./g, (sign) => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(sign)]);
let chosen = -1;

const s = data.summary;
el('lead').textContent = count(s.rows) + ' shares of ' + count(s.objects) + ' objects by ' + count(s.accounts) + ' accounts; shares of one object at most ' + span(s.window) + ' apart count as together.';
for (const [label, value] of [[s.groups === 1 ? 'group' : 'groups', s.groups], ['accounts in groups', s.accounts_in_groups], ['flagged pairs', s.significant_edges], ['pairs of accounts seen', s.edges], ['rows rejected', s.rejected], ['objects set aside', s.objects_set_aside]]) {
  if (value === null || (value === 0 && label.includes('rejected') === false && label.includes('aside'))) continue;
  const li = make('li'); li.append(make('b', count(value)), make('span', label)); el('tiles').append(li);
}
el('method').textContent = s.mode === 'test'
  ? 'Pairs are flagged that share objects together more often than accounts as active as they would by chance, objects that many share at once weighing little; about ' + Math.round(s.fdr * 100) + ' % of the flagged pairs, at most, should be false. The numbers say that accounts act together. They do not say who directs whom: a common source, a shared feed or an automatic service looks the same. Read the evidence before you name anybody.'
  : 'Counted as another tool counts (' + s.mode + '); nothing was tested against chance, so that a flag here only says "more than the threshold".';
const l = data.left;
el('left').textContent = l.groups + l.accounts + l.edges + l.bursts === 0 ? '' : 'This page shows the largest groups. Left to the tables: ' + count(l.groups) + ' groups, ' + count(l.accounts) + ' accounts, ' + count(l.edges) + ' pairs, ' + count(l.bursts) + ' bursts.';
if (data.groups.length === 0) { for (const id of ['network-part', 'timeline-part', 'groups-part']) el(id).hidden = true; el('lead').textContent += ' No group was found.'; }

function table(id, heads, rows) {
  const [head, body] = [el(id).tHead, el(id).tBodies[0]]; head.textContent = ''; body.textContent = '';
  const tr = make('tr'); for (const [text, cls] of heads) { const th = make('th', text, cls); th.scope = 'col'; tr.append(th); } head.append(tr);
  for (const { cells, pick, group } of rows) {
    const row = make('tr', undefined, pick ? 'pick' : '');
    cells.forEach((cell, at) => { const td = make('td', undefined, heads[at][1]); if (at === 0 && group !== undefined) { const dot = make('span', '', 'dot'); dot.style.background = colour(group); td.append(dot); } td.append(String(cell)); row.append(td); });
    if (pick) { row.tabIndex = 0; row.onclick = pick; row.onkeydown = (e) => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); pick(); } }; row.dataset.group = group; }
    body.append(row);
  }
}
const starts = (g) => Math.round(g.leadShare * 100) + ' % (' + Math.round(100 / g.size) + ' % by chance)';
table('groups', [['Group'], ['Accounts', 'n'], ['Objects', 'n'], ['Starts most often'], ['its share', 'n wide'], ['Others follow after', 'n'], ['First', 'wide'], ['Last', 'wide'], ['Chance of its best pair', 'n']],
  data.groups.map((g, at) => ({ group: at, pick: () => choose(at, true), cells: [g.number, count(g.size) + (g.grown ? ' (' + g.grown + ' by single objects)' : ''), count(g.objects), g.leads ? data.accounts[g.leader].name : 'none clearly', starts(g), span(g.lag), when(g.first), when(g.last), chance(g.log10p)] })));

function choose(group, scroll) {
  chosen = chosen === group && !scroll ? -1 : group;
  for (const row of el('groups').tBodies[0].rows) row.classList.toggle('on', Number(row.dataset.group) === chosen);
  el('detail').hidden = chosen < 0;
  draw(); timeline();
  if (chosen < 0) return;
  const g = data.groups[chosen];
  el('detail-title').textContent = 'Group ' + g.number;
  el('detail-text').textContent = count(g.size) + ' accounts shared ' + count(g.objects) + ' objects together between ' + when(g.first) + ' and ' + when(g.last) + ' UTC. ' + data.accounts[g.leader].name + ' was first in ' + starts(g) + ' of them' + (g.leads ? '' : ', no more than the luckiest of equals would be') + '; from the first to the last of a burst it took ' + span(g.spread) + ' (median).';
  table('members', [['Account'], ['Bursts', 'n'], ['First in', 'n'], ['Follows after', 'n'], ['In the group by']], g.members.map((m) => { const a = data.accounts[m]; return { group: chosen, cells: [a.name, count(a.bursts), count(a.led), span(a.lag), ({ edge: 'flagged pairs', grown: 'single objects', set: 'the set' })[a.how]] }; }));
  table('evidence', [['When'], ['Object'], ['Accounts, in order, seconds behind the first']], data.bursts.filter((b) => b.group === chosen).map((b) => ({ cells: [when(b.at), b.object, b.accounts.map(([a, lag]) => data.accounts[a].name + (lag > 0 ? ' +' + Math.round(lag) : '')).join(', ') + (b.more ? ' and ' + b.more + ' more' : '')] })));
  if (scroll) el('detail').scrollIntoView({ behavior: 'smooth', block: 'nearest' });
}

// Layout: each group by itself (springs and repulsion from a circle), then groups packed from the middle outwards.
const nodes = data.accounts.map((a) => ({ x: 0, y: 0, r: 3 + Math.min(6, Math.sqrt(a.bursts)) }));
const inner = data.groups.map(() => []);
for (const e of data.edges) inner[data.accounts[e[0]].group].push(e);
// Those that came by single objects have no pair of their own: a thread holds them to whoever begins most often.
const threads = data.groups.flatMap((g) => g.members.filter((m) => data.accounts[m].how !== 'edge' && m !== g.leader && !data.edges.some(([from, to]) => from === m || to === m)).map((m) => [g.leader, m]));
for (const e of threads) inner[data.accounts[e[0]].group].push(e);
const radius = data.groups.map((g, at) => {
  const members = g.members, k = 22, n = members.length;
  members.forEach((m, i) => { const ring = k * Math.sqrt(n) * 0.6; nodes[m].x = ring * Math.cos(2 * Math.PI * i / n); nodes[m].y = ring * Math.sin(2 * Math.PI * i / n); });
  for (let step = 0, heat = k; step < (n > 150 ? 40 : 120); step++, heat *= 0.96) {
    const fx = new Float64Array(n), fy = new Float64Array(n), place = new Map(members.map((m, i) => [m, i]));
    for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) {
      const dx = nodes[members[i]].x - nodes[members[j]].x || 0.1 * (i - j), dy = nodes[members[i]].y - nodes[members[j]].y || 0.1, d2 = dx * dx + dy * dy + 1, f = k * k / d2;
      fx[i] += dx * f; fy[i] += dy * f; fx[j] -= dx * f; fy[j] -= dy * f;
    }
    for (const [from, to] of inner[at]) { const i = place.get(from), j = place.get(to), dx = nodes[from].x - nodes[to].x, dy = nodes[from].y - nodes[to].y, f = Math.hypot(dx, dy) / k / Math.max(1, inner[at].length / n); fx[i] -= dx * f; fy[i] -= dy * f; fx[j] += dx * f; fy[j] += dy * f; }
    for (let i = 0; i < n; i++) { const pull = data.accounts[members[i]].how === 'grown' ? 0.5 : 0.12; fx[i] -= nodes[members[i]].x * pull; fy[i] -= nodes[members[i]].y * pull; const f = Math.hypot(fx[i], fy[i]) || 1, move = Math.min(f, heat) / f; nodes[members[i]].x += fx[i] * move; nodes[members[i]].y += fy[i] * move; }
  }
  let far = 12; for (const m of members) far = Math.max(far, Math.hypot(nodes[m].x, nodes[m].y)); return far + 10;
});
const centres = [];
data.groups.forEach((g, at) => {
  let angle = 0, ring = 0, x = 0, y = 0;
  while (centres.some((c, i) => Math.hypot(c.x - x, c.y - y) < radius[i] + radius[at])) { angle += 0.35; ring += 2.2; x = 1.5 * ring * Math.cos(angle); y = ring * Math.sin(angle); }
  centres.push({ x, y }); for (const m of g.members) { nodes[m].x += x; nodes[m].y += y; }
});
const canvas = document.querySelector('#network canvas'), pen = canvas.getContext('2d');
let view = { scale: 1, x: 0, y: 0 };
function draw() {
  const ratio = window.devicePixelRatio || 1, w = canvas.clientWidth, h = canvas.clientHeight;
  if (w === 0 || nodes.length === 0) return;
  canvas.width = w * ratio; canvas.height = h * ratio; pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  let box = [Infinity, Infinity, -Infinity, -Infinity];
  data.groups.forEach((g, i) => { if (chosen < 0 || i === chosen) box = [Math.min(box[0], centres[i].x - radius[i]), Math.min(box[1], centres[i].y - radius[i]), Math.max(box[2], centres[i].x + radius[i]), Math.max(box[3], centres[i].y + radius[i])]; });
  const scale = Math.min(w / (box[2] - box[0]), h / (box[3] - box[1]), 4);
  view = { scale, x: w / 2 - scale * (box[0] + box[2]) / 2, y: h / 2 - scale * (box[1] + box[3]) / 2 };
  const at = (m) => [nodes[m].x * scale + view.x, nodes[m].y * scale + view.y];
  const heaviest = data.edges.length ? data.edges[0][2] : 1, ink = getComputedStyle(document.body).color;
  for (const [from, to, weight] of data.edges) {
    const g = data.accounts[from].group; pen.globalAlpha = chosen < 0 || g === chosen ? 0.15 + 0.45 * weight / heaviest : 0.05;
    pen.strokeStyle = colour(g); pen.lineWidth = 0.6 + 2 * weight / heaviest; pen.beginPath(); pen.moveTo(...at(from)); pen.lineTo(...at(to)); pen.stroke();
  }
  pen.setLineDash([2, 4]);
  for (const [from, to] of threads) { const g = data.accounts[from].group; pen.globalAlpha = chosen < 0 || g === chosen ? 0.6 : 0.05; pen.strokeStyle = colour(g); pen.lineWidth = 0.8; pen.beginPath(); pen.moveTo(...at(from)); pen.lineTo(...at(to)); pen.stroke(); }
  pen.setLineDash([]);
  data.accounts.forEach((a, m) => {
    pen.globalAlpha = chosen < 0 || a.group === chosen ? 1 : 0.2; pen.beginPath(); pen.arc(...at(m), Math.max(2, nodes[m].r * Math.min(1.4, scale)), 0, 7);
    pen.fillStyle = colour(a.group); if (a.how === 'grown') { pen.strokeStyle = colour(a.group); pen.lineWidth = 1.5; pen.stroke(); } else pen.fill();
  });
  pen.fillStyle = ink; pen.font = '11px system-ui,sans-serif'; pen.textAlign = 'center'; const labels = [];
  data.groups.forEach((g, i) => {
    if (chosen >= 0 ? i !== chosen : i >= 12) return;
    pen.globalAlpha = 0.9; const shown = chosen === i ? g.members.slice(0, 40) : [g.leader];
    for (const m of shown) {
      const [x, y] = at(m), full = data.accounts[m].name, name = full.length > 22 ? full.slice(0, 21) + '…' : full, half = pen.measureText(name).width / 2 + 3;
      if (labels.some((one) => Math.abs(one.x - x) < one.half + half && Math.abs(one.y - y) < 13)) continue;
      labels.push({ x, y, half }); pen.fillText(name, Math.min(Math.max(x, half), w - half), y - 8);
    }
  });
  pen.globalAlpha = 1;
}
function nearest(event) {
  const box = canvas.getBoundingClientRect(), x = event.clientX - box.left, y = event.clientY - box.top; let best = -1, least = 18;
  nodes.forEach((n, m) => { const d = Math.hypot(n.x * view.scale + view.x - x, n.y * view.scale + view.y - y); if (d < least) { least = d; best = m; } });
  return { best, x, y };
}
canvas.onclick = (event) => { const { best } = nearest(event); if (best >= 0) choose(data.accounts[best].group, false); else if (chosen >= 0) choose(chosen, false); };
canvas.onmousemove = (event) => {
  const { best, x, y } = nearest(event), tip = el('tip'); tip.hidden = best < 0; if (best < 0) return;
  const a = data.accounts[best]; tip.textContent = a.name + ' · group ' + data.groups[a.group].number + ' · first in ' + a.led + ' of ' + a.bursts;
  tip.style.left = Math.min(x + 12, canvas.clientWidth - 180) + 'px'; tip.style.top = y + 12 + 'px';
};
canvas.onmouseleave = () => { el('tip').hidden = true; };

function timeline() {
  const lanes = chosen < 0 ? data.groups.slice(0, 20).map((_g, at) => at) : [chosen];
  const marks = data.bursts.filter((b) => lanes.includes(b.group));
  const box = el('timeline'); box.textContent = ''; if (marks.length === 0) return;
  const W = Math.max(300, box.clientWidth || 1100), left = 64, lane = chosen < 0 ? 22 : 64, H = lanes.length * lane + 34;
  let from = Infinity, to = -Infinity; for (const b of marks) { from = Math.min(from, b.at); to = Math.max(to, b.at); } if (to === from) { from -= 60; to += 60; }
  const ns = 'http://www.w3.org/2000/svg', svg = document.createElementNS(ns, 'svg'); svg.setAttribute('viewBox', '0 0 ' + W + ' ' + H); svg.setAttribute('role', 'img'); svg.setAttribute('aria-label', 'When groups shared objects together');
  const add = (tag, attributes, text) => { const e = document.createElementNS(ns, tag); for (const key in attributes) e.setAttribute(key, attributes[key]); if (text !== undefined) e.textContent = text; svg.append(e); return e; };
  const X = (t) => left + (W - left - 16) * (t - from) / (to - from);
  const steps = [60, 300, 900, 3600, 10800, 21600, 43200, 86400, 172800, 604800, 1209600, 2592000, 7776000, 31536000], step = steps.find((one) => (to - from) / one <= Math.max(3, W / 130)) || (to - from) / 6;
  for (let t = Math.ceil(from / step) * step; t <= to; t += step) { add('line', { x1: X(t), x2: X(t), y1: 4, y2: H - 26 }); add('text', { x: X(t), y: H - 10, 'text-anchor': 'middle' }, step < 86400 ? when(t).slice(5) : when(t).slice(0, 10)); }
  lanes.forEach((g, i) => { const y = 6 + lane * (i + 0.5); add('line', { x1: left, x2: W - 16, y1: y, y2: y }); add('text', { x: 4, y: y + 4 }, 'group ' + data.groups[g].number); });
  for (const b of marks) {
    const size = b.accounts.length + b.more, y = 6 + lane * (lanes.indexOf(b.group) + 0.5);
    const c = add('circle', { cx: X(b.at), cy: y, r: Math.min(lane / 2, 2 + Math.sqrt(size) * 1.6), fill: colour(b.group) });
    c.append(document.createElementNS(ns, 'title')); c.firstChild.textContent = when(b.at) + ' UTC · ' + size + ' accounts · ' + b.object; c.onclick = () => choose(b.group, true);
  }
  box.append(svg);
}
const asked = data.groups.findIndex((g) => '#group-' + g.number === location.hash);
if (asked >= 0) choose(asked, true); else { draw(); timeline(); }
addEventListener('resize', () => { draw(); timeline(); });
`;
