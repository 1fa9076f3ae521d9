// Shows times in the reader's zone, in that of the place or of the reports, or in UTC, in the language
// and the form that the page has them in; says beside those of a head how long ago they are. Without it every
// page reads well, in UTC. Only instants (datetime ends in Z) are converted; a time whose source gave no zone
// stays as it is.
(() => {
  "use strict";
  const NAME = "dateline.zone", MINE = "mine", GIVEN = "given", UTC = "UTC";
  const times = [...document.querySelectorAll('time[datetime$="Z"]')];
  const printed = new Map(times.map((time) => [time, time.textContent]));
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone || UTC;
  const holder = document.getElementById("zones"), words = holder ? holder.dataset : {};
  const memory = {
    get: () => { try { return localStorage.getItem(NAME); } catch { return null; } },
    set: (value) => { try { localStorage.setItem(NAME, value); } catch { /* kept for this page only */ } },
  };

  // Only a zone that this browser can show, and that is not the reader's or UTC by another name, is offered.
  const known = (zone) => { try { return Boolean(zone && new Intl.DateTimeFormat("en", { timeZone: zone })); } catch { return false; } };
  const zones = { [MINE]: own, ...(known(words.offset) ? { [GIVEN]: words.offset } : {}), [UTC]: UTC };
  const heads = new Set(document.querySelectorAll(".times time"));
  const year = (zone, at) => new Intl.DateTimeFormat("en", { year: "numeric", timeZone: zone }).format(at);

  // As the page has them without script: "1 July 2025, 16:00 UTC", "1. Juli 2025, 16:00 Uhr UTC".
  const house = document.documentElement.lang || "en", locale = house === "en" ? "en-GB" : house;
  const clocked = words.clock || "#";
  const formats = new Map();
  const format = (zone, long, dated) => {
    const key = `${zone} ${long} ${dated}`;
    if (!formats.has(key)) {
      const make = (parts) => new Intl.DateTimeFormat(locale, { ...parts, timeZone: zone });
      const day = make({ day: "numeric", month: "long", ...(long || dated ? { year: "numeric" } : {}) });
      const clock = make({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
      const name = make({ timeZoneName: "short" });
      const named = (at) => (long ? ` ${name.formatToParts(at).find((part) => part.type === "timeZoneName").value}` : "");
      formats.set(key, { format: (at) => `${day.format(at)}, ${clocked.replace("#", clock.format(at))}${named(at)}` });
    }
    return formats.get(key);
  };

  // Away from the head of a page the zone is clear, and so is this year.
  const show = (choice) => {
    const zone = zones[choice] || own, now = year(zone, new Date());
    for (const time of times) {
      const at = new Date(time.getAttribute("datetime"));
      const plain = choice === UTC || Number.isNaN(at.getTime());
      const shape = () => format(zone, heads.has(time) || !heads.size, year(zone, at) !== now);
      time.textContent = plain ? printed.get(time) : shape().format(at);
      time.title = printed.get(time);
    }
  };

  const STEPS = [["minute", 60], ["hour", 3600], ["day", 86400]], RECENT = 14 * 86400;
  const ago = (time) => {
    const passed = (Date.now() - new Date(time.getAttribute("datetime")).getTime()) / 1000;
    if (!(passed >= 0 && passed < RECENT)) return;
    const [unit, size] = STEPS.findLast(([, seconds]) => passed >= seconds) || STEPS[0];
    const said = document.createElement("span");
    said.className = "ago";
    said.textContent = ` (${new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(-Math.floor(passed / size), unit)})`;
    time.after(said);
  };

  const asked = memory.get();
  let choice = asked in zones ? asked : asked === "utc" ? UTC : MINE;
  const told = { [MINE]: words.mine, [GIVEN]: words.given, [UTC]: words.utc };
  const offered = Object.keys(zones).filter((name) => name === MINE || zones[name] !== own);
  const buttons = holder && times.length && offered.length > 1 ? offered.map((name) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = told[name];
    button.addEventListener("click", () => { choice = name; memory.set(name); update(); });
    holder.append(button);
    return [button, name];
  }) : [];
  const update = () => {
    show(choice);
    for (const [button, name] of buttons) button.setAttribute("aria-pressed", String(name === choice));
  };
  if (buttons.length) holder.hidden = false;
  update();
  // Paper has no switch and knows no reader: there the times are UTC, as its foot says.
  addEventListener("beforeprint", () => show(UTC));
  addEventListener("afterprint", update);
  document.querySelectorAll('.times time[datetime$="Z"], .teaser .facts time[datetime$="Z"], .brief time[datetime$="Z"]').forEach(ago);
})();
