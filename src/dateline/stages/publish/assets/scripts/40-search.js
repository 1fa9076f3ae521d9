// Searches a static site in the reader's browser, over the index that Pagefind made of its pages. Asks no other
// host. A served site answers by itself: its results stand on the page already, and nothing happens here.
(() => {
  "use strict";
  const found = document.getElementById("found"), box = document.getElementById("q");
  if (!found || !box || !found.dataset.index) return;
  const { index, one, many, none, more, broken } = found.dataset;
  const STEP = 10;
  let pagefind = null, asked = "", turn = 0;

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  // An excerpt has no markup but <mark>: everything else in it is taken as text.
  const excerpt = (html) => {
    const line = element("p", "", "lede");
    for (const piece of new DOMParser().parseFromString(html, "text/html").body.childNodes) {
      line.append(piece.nodeName === "MARK" ? element("mark", piece.textContent) : piece.textContent);
    }
    return line;
  };

  const hit = (data) => {
    const item = element("li"), article = element("article", "", "teaser"), heading = element("h2"), link = element("a", data.meta.title);
    link.href = data.url;
    heading.append(link);
    if (data.meta.theme) article.append(element("p", data.meta.theme, "kicker"));
    article.append(heading, excerpt(data.excerpt));
    if (data.meta.when) article.append(element("p", data.meta.when, "facts"));
    item.append(article);
    return item;
  };

  const show = async (results, mine) => {
    const list = element("ol", "", "hits"), button = element("button", more, "more");
    button.type = "button";
    let at = 0;
    const next = async () => {
      const data = await Promise.all(results.slice(at, at + STEP).map((result) => result.data()));
      if (mine !== turn) return;
      const items = data.map(hit);
      list.append(...items);
      at += STEP;
      button.hidden = at >= results.length;
      if (at > STEP) items[0]?.querySelector("a")?.focus();
    };
    button.addEventListener("click", next);
    const count = results.length === 1 ? one : many.replace("{n}", results.length.toLocaleString());
    found.replaceChildren(element("p", results.length ? count : none, "small"), list, button);
    await next();
  };

  const ask = async (words) => {
    const mine = ++turn;
    asked = words;
    if (!words) { found.replaceChildren(); return; }
    try {
      pagefind ??= await import(new URL(index, document.baseURI));
      const answer = await pagefind.search(words);
      if (mine === turn) await show(answer.results, mine);
    } catch {
      if (mine === turn) found.replaceChildren(element("p", broken, "small"));
    }
  };

  const fromAddress = () => {
    box.value = new URLSearchParams(location.search).get("q") ?? "";
    ask(box.value.trim());
  };
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = box.value.trim();
    if (words === asked) return;
    history.pushState(null, "", words ? `?q=${encodeURIComponent(words)}` : location.pathname);
    ask(words);
  });
  addEventListener("popstate", fromAddress);
  document.querySelector(".unscripted")?.closest("details")?.remove();
  fromAddress();
})();

// What only a server can do (letters by email) is shown where one answers: it says so in Server-Timing.
(() => {
  "use strict";
  const told = performance.getEntriesByType("navigation")[0]?.serverTiming ?? [];
  const can = new Set(told.map((entry) => entry.name));
  for (const part of document.querySelectorAll("[data-served]")) part.hidden = !can.has(part.dataset.served);
})();
