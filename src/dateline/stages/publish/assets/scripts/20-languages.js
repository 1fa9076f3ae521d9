// Names languages, which without script are told by their code.
(() => {
  "use strict";
  if (!("DisplayNames" in Intl)) return;
  const names = new Intl.DisplayNames(["en"], { type: "language" });
  for (const tongue of document.querySelectorAll("[data-language]")) {
    try { tongue.textContent = names.of(tongue.dataset.language); } catch { /* no code of a language */ }
  }
})();

