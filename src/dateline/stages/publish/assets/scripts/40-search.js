// Searches a static site in the reader's browser, over the index that Pagefind made of its pages. Asks no other
// host. A served site answers by itself: its results stand on the page already, and nothing happens here.
(() => {
  "use strict";
  const found = document.getElementById("found"), box = document.getElementById("q");
  if (!found || !box || !found.dataset.index) return;
  const { index, one, many, none, more, broken, narrower } = found.dataset;
  const KINDS = ["theme", "source"], FEWEST = 4, MOST = 8;
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
    if (data.meta.when) {
      const facts = element("p", "", "facts");
      facts.append(element("span", data.meta.when));
      article.append(facts);
    }
    item.append(article);
    return item;
  };

  // A query as it was typed: words, -words, and filters by a whole name (theme:"Elbe flood").
  const read = (text) => {
    const query = { words: [], without: [], filters: {} };
    for (const [part, minus, kind, quoted, bare] of text.matchAll(/(-)?(?:(theme|source|outlet):)?(?:"([^"]*)"|(\S+))/gi)) {
      const told = (quoted ?? bare).trim();
      if (!told) continue;
      if (kind && !minus) (query.filters[kind.toLowerCase().replace("outlet", "source")] ??= []).push(told);
      else if (minus) query.without.push(told);
      else query.words.push(part);
    }
    return query;
  };

  // The same search within one theme or one source, of those that some but not all of the stories found have.
  const within = (filters, count) => {
    const box = element("nav", "", "narrower");
    box.setAttribute("aria-label", narrower);
    for (const kind of count < FEWEST ? [] : KINDS) {
      const some = Object.entries(filters[kind] ?? {}).filter(([name, n]) => n > 1 && n < count && !name.includes('"'));
      if (!some.length) continue;
      const line = element("p", "", "names");
      line.append(element("b", found.dataset[kind]), " ");
      for (const [name, n] of some.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST)) {
        const link = element("a", name), item = element("span");
        link.href = `?q=${encodeURIComponent(`${asked} ${kind}:"${name}"`)}`;
        link.dir = "auto";
        item.append(link, " ", element("span", n.toLocaleString(), "count"));
        line.append(item, " ");
      }
      box.append(line);
    }
    return box.childElementCount ? [box] : [];
  };

  const show = async ({ results, filters }, mine) => {
    const list = element("ol", "", "hits"), button = element("button", more, "more");
    button.type = "button";
    button.hidden = true;
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
    found.replaceChildren(element("p", results.length ? count : none, "small"), ...within(filters, results.length), list, button);
    await next();
  };

  const ask = async (words) => {
    const mine = ++turn;
    asked = words;
    if (!words) { found.replaceChildren(); return; }
    try {
      if (!pagefind) {
        pagefind = await import(new URL(index, document.baseURI));
        await pagefind.filters(); // else the first answer would count none
      }
      const query = read(words);
      const answer = await pagefind.search(query.words.join(" ") || null, { filters: query.filters });
      const left = await Promise.all(query.without.map((word) => pagefind.search(word)));
      const out = new Set(left.flatMap((other) => other.results.map((result) => result.id)));
      const results = answer.results.filter((result) => !out.has(result.id));
      if (mine === turn) await show({ results, filters: answer.filters ?? {} }, mine);
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
  document.querySelector(".unscripted")?.remove();
  fromAddress();
})();

// What only a server can do (letters by email) is shown where one answers: it says so in Server-Timing.
(() => {
  "use strict";
  const told = performance.getEntriesByType("navigation")[0]?.serverTiming ?? [];
  const can = new Set(told.map((entry) => entry.name));
  for (const part of document.querySelectorAll("[data-served]")) part.hidden = !can.has(part.dataset.served);
})();
