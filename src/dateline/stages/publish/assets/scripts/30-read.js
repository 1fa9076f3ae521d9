// Marks what is new since the reader's last visit: lines of a story, and on lists the stories that changed since
// they were read. What was read is kept in this browser alone, under one name; without script, and on a first
// visit, nothing is marked. A visit lasts half an hour: a reload keeps the marks.
(() => {
  "use strict";
  const NAME = "dateline.read", VISIT = 30 * 60 * 1000, MOST = 400;
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
  const of = (all, story) => {
    const last = Object.hasOwn(all, story) ? all[story] : null;
    return last && [last.read, last.before, last.at].every(Number.isFinite) ? last : null;
  };
  const mark = (before, word, kind) => {
    const said = document.createElement("span");
    said.className = kind;
    said.textContent = word;
    before.before(said);
  };

  const lists = () => {
    const words = document.getElementById("reading");
    if (!words) return;
    const all = recall();
    for (const story of document.querySelectorAll("main [data-story][data-revision]")) {
      const last = of(all, story.dataset.story), link = story.querySelector("h2 a, h3 a, a");
      if (last && link && Number(story.dataset.revision) > last.read) mark(link, words.dataset.updated, "mark fresh-story");
    }
  };

  const since = document.getElementById("since");
  if (!since) return lists();
  const story = since.dataset.story, now = Number(since.dataset.revision);
  const all = recall(), last = of(all, story);
  const same = last && Date.now() - last.at < VISIT;
  const before = last ? (same ? last.before : last.read) : now;
  all[story] = { read: now, before, at: same ? last.at : Date.now() };
  keep(all);
  if (before >= now || since.tagName !== "P") return;

  const lines = [...document.querySelectorAll("main span[data-revision]")].filter((line) => Number(line.dataset.revision) > before);
  for (const line of lines) {
    mark(line, since.dataset.new, "mark");
    line.classList.add("fresh");
  }
  const link = since.querySelector("a"), { one, many, none, changed } = since.dataset;
  since.querySelector("b").textContent = lines.length > 1 ? many.replace("%s", String(lines.length)) : lines.length ? one : none;
  if (lines.length) link.href = `#${lines[0].id}`; else link.textContent = changed;
  since.hidden = false;
})();
