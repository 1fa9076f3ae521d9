// Tells a reader that the story before them has changed, where the site is served; never changes or moves the
// page itself. Served pages come with a Server-Timing of that name; files of a static site do not.
(() => {
  "use strict";
  const note = document.getElementById("live"), sheet = document.querySelector('link[rel="stylesheet"]');
  if (!note || !sheet || !("EventSource" in window)) return;
  const [page] = performance.getEntriesByType("navigation");
  if (!(page?.serverTiming || []).some((one) => one.name === "dateline")) return;

  const address = new URL(`../api/v1/stories/${note.dataset.story}/live`, sheet.href);
  let stream = null;
  const open = () => {
    if (stream || document.hidden || !note.hidden) return;
    stream = new EventSource(address);
    stream.addEventListener("story", (event) => {
      let revision = Infinity;
      try { revision = JSON.parse(event.data).revision ?? Infinity; } catch { /* then it has changed somehow */ }
      if (revision <= Number(note.dataset.revision)) return;
      note.hidden = false;
      close();
    });
  };
  const close = () => { stream?.close(); stream = null; };
  note.querySelector("a").addEventListener("click", (event) => { event.preventDefault(); location.reload(); });
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  if (document.readyState === "complete") open();
})();
