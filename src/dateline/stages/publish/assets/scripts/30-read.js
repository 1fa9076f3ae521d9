// Marks what is new since the reader's last visit. What was read is kept in this browser alone, under one name;
// without script, and on a first visit, nothing is marked. A visit lasts half an hour: a reload keeps the marks.
(() => {
  "use strict";
  const NAME = "dateline.read", VISIT = 30 * 60 * 1000, MOST = 400;
  const since = document.getElementById("since");
  if (!since) return;
  const story = since.dataset.story, now = Number(since.dataset.revision);

  const recall = () => {
    try {
      const held = JSON.parse(localStorage.getItem(NAME));
      return held && typeof held === "object" && !Array.isArray(held) ? held : {};
    } catch { return {}; }
  };
  const keep = (all) => {
    const newest = Object.entries(all).sort(([, a], [, b]) => (b?.at || 0) - (a?.at || 0)).slice(0, MOST);
    try { localStorage.setItem(NAME, JSON.stringify(Object.fromEntries(newest))); } catch { /* not kept */ }
  };

  const all = recall();
  const last = Object.hasOwn(all, story) ? all[story] : null;
  const known = last && Number.isFinite(last.read) && Number.isFinite(last.before) && Number.isFinite(last.at);
  const same = known && Date.now() - last.at < VISIT;
  const before = known ? (same ? last.before : last.read) : now;
  all[story] = { read: now, before, at: same ? last.at : Date.now() };
  keep(all);
  if (before >= now || since.tagName !== "P") return;

  const lines = [...document.querySelectorAll("main [data-revision]")]
    .filter((line) => line !== since && Number(line.dataset.revision) > before);
  for (const line of lines) {
    const mark = document.createElement("span");
    mark.className = "mark";
    mark.textContent = "New";
    line.before(mark);
    line.classList.add("fresh");
  }
  const link = since.querySelector("a");
  const count = lines.length === 1 ? "1 line is new or changed" : `${lines.length} lines are new or changed`;
  since.querySelector("b").textContent = lines.length ? count : "Lines were taken out";
  if (lines.length) link.href = `#${lines[0].id}`; else link.textContent = "What changed";
  since.hidden = false;
})();
