// Shows times in the reader's zone and language. Without it every page reads well, in UTC.
// Only instants (datetime ends in Z) are converted; a time whose source gave no zone stays as it is.
(() => {
  "use strict";
  const times = [...document.querySelectorAll('time[datetime$="Z"]')];
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
  const format = new Intl.DateTimeFormat(undefined, {
    day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short",
  });
  const locale = format.resolvedOptions().locale;
  const printed = new Map(times.map((time) => [time, time.textContent]));
  const memory = {
    get: () => { try { return localStorage.getItem("dateline.zone"); } catch { return null; } },
    set: (value) => { try { localStorage.setItem("dateline.zone", value); } catch { /* kept for this page only */ } },
  };

  const show = (mine) => {
    for (const time of times) {
      const at = new Date(time.getAttribute("datetime"));
      const local = mine && !Number.isNaN(at.getTime());
      time.textContent = local ? format.format(at) : printed.get(time);
      time.title = printed.get(time);
      if (local) time.lang = locale; else time.removeAttribute("lang");
    }
  };

  const holder = document.getElementById("zones");
  let mine = memory.get() !== "utc";
  if (holder && zone !== "UTC") {
    const choices = [["Your time", true], ["UTC", false]];
    const buttons = choices.map(([label, value]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.addEventListener("click", () => { mine = value; memory.set(value ? "mine" : "utc"); update(); });
      holder.append(button);
      return [button, value];
    });
    const update = () => {
      show(mine);
      for (const [button, value] of buttons) button.setAttribute("aria-pressed", String(value === mine));
    };
    holder.hidden = false;
    update();
  } else {
    show(true);
  }
})();

