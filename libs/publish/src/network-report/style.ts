export const STYLE = `
:root{--ink:#1b2330;--soft:#5b6675;--line:#d9dee6;--back:#f6f7f9;--card:#fff;--mark:#0b57d0}
@media (prefers-color-scheme:dark){:root{--ink:#e8ebf0;--soft:#9aa5b4;--line:#333c49;--back:#12161c;--card:#1a2029;--mark:#8ab4f8}}
*{box-sizing:border-box}body{margin:0;background:var(--back);color:var(--ink);font:15px/1.5 system-ui,"Noto Sans Khmer",sans-serif}
header,main{max-width:1200px;margin:0 auto;padding:16px}h1{font-size:24px;margin:8px 0 4px}h2{font-size:18px;margin:0 0 4px}h3{font-size:15px;margin:16px 0 4px}
p{margin:0 0 8px}.hint{color:var(--soft);font-size:13px}
#tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:8px;list-style:none;padding:0;margin:12px 0 0}
#tiles li{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:8px 12px}#tiles b{display:block;font-size:20px;font-variant-numeric:tabular-nums}#tiles span{color:var(--soft);font-size:12px}
section{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:14px;margin:0 0 14px;min-width:0}
#network{position:relative;height:min(62vh,560px)}#network canvas{width:100%;height:100%;display:block;cursor:pointer}
#tip{position:absolute;pointer-events:none;background:var(--ink);color:var(--card);padding:3px 8px;border-radius:5px;font-size:12px;max-width:260px;overflow-wrap:anywhere}
.scroll{overflow:auto;max-height:460px}table{border-collapse:collapse;width:100%;font-size:13px;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:5px 8px;border-bottom:1px solid var(--line);vertical-align:top}th{position:sticky;top:0;background:var(--card);color:var(--soft);font-weight:600;white-space:nowrap}
td{max-width:340px;overflow-wrap:anywhere}td.n,th.n{text-align:right;white-space:nowrap}tbody tr.pick{cursor:pointer}tbody tr.pick:hover,tbody tr.on{background:color-mix(in srgb,var(--mark) 12%,transparent)}
tbody tr.pick:focus-visible{outline:2px solid var(--mark);outline-offset:-2px}
.dot{display:inline-block;width:10px;height:10px;border-radius:50%;margin-right:6px;vertical-align:-1px}
#timeline{overflow-x:auto}#timeline svg{display:block;width:100%}#timeline text{fill:var(--soft);font-size:11px}#timeline line{stroke:var(--line)}#timeline circle{cursor:pointer;fill-opacity:.75}
@media (max-width:600px){header,main{padding:10px}section{padding:10px}#network{height:min(52vh,340px)}h1{font-size:20px}.wide{display:none}}
`;
