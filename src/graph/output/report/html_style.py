"""How a report looks as a page: light and dark, on a screen and on paper.

Rules:
- No address, no font, no picture from outside. Colour never says a thing alone: a share stands as a number, a kind of
  gap as a sign and a word, so that paper in black and white says the same.
"""

KINDS = {"unassigned": "○", "lapsed": "◇", "vacant": "□", "partial": "◐"}
"""The sign of each kind of gap: nobody ever, ended, an empty seat, half full."""

SIGNS = KINDS | {"error": "■", "warning": "▲", "info": "·"}

STEPS = (0.8, 0.9, 0.95, 1.0)
"""Below which share a cell is of step 0, 1, 2, 3; what is whole is of step 4."""

STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --head: #f3f5f8;
  --s0: #7f1d1d; --i0: #fff; --s1: #c2410c; --i1: #fff; --s2: #fdba74; --i2: #1b1f24; --s3: #fef3c7; --i3: #1b1f24;
  --s4: #e3f4e8; --i4: #1b1f24; }
@media (prefers-color-scheme: dark) { :root { --paper: #14171b; --ink: #e6e9ed; --soft: #9aa4af; --line: #3a424b;
  --head: #20252b; --s0: #ff8a80; --i0: #1b0000; --s1: #f0883e; --i1: #1b0a00; --s2: #7a4a12; --i2: #fff;
  --s3: #4a3d14; --i3: #fff; --s4: #16351f; --i4: #e6e9ed; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 90rem; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .75rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 0; color: var(--soft); }
dd { margin: 0; color: var(--ink); overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
th { background: var(--head); font-weight: 600; }
td.n, th.n { text-align: right; }
td.n, td.d, td.k { white-space: nowrap; }
td.p { min-width: 7.5rem; }
td.t { font-size: .8em; overflow-wrap: anywhere; }
small { color: var(--soft); font-size: .8em; overflow-wrap: anywhere; }
td div + div { margin-top: .15rem; }
b { font-weight: 600; }
.s0 { background: var(--s0); color: var(--i0); font-weight: 700; }
.s1 { background: var(--s1); color: var(--i1); font-weight: 700; }
.s2 { background: var(--s2); color: var(--i2); }
.s3 { background: var(--s3); color: var(--i3); }
.s4 { background: var(--s4); color: var(--i4); }
.note { color: var(--soft); margin: .4rem 0 0; }
.empty { font-weight: 600; }
@media print { @page { size: A4 landscape; margin: 12mm; }
  :root { --paper: #fff; --ink: #000; --soft: #333; --line: #666; --head: #fff; --s0: #000; --i0: #fff; --s1: #555;
    --i1: #fff; --s2: #bbb; --i2: #000; --s3: #e6e6e6; --i3: #000; --s4: #fff; --i4: #000; }
  body { padding: 0; max-width: none; font-size: 9pt; }
  .wide { overflow: visible; } thead { display: table-header-group; } tr { break-inside: avoid; }
  td, th { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""
