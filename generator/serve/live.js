// Put into every page while `broadsheet serve` shows it; never part of a site.
(() => {
  "use strict";
  const own = document.currentScript;
  const { build, base } = own.dataset;
  const PLACE = "broadsheet-place";
  const HIDDEN = "broadsheet-hidden";
  let shown = null;
  let source = null;

  const STYLE = `
    :host { all: initial; position: fixed; z-index: 2147483647; inset: auto 0 0 0; pointer-events: none; }
    section { box-sizing: border-box; pointer-events: auto; display: flex; gap: 1rem; align-items: start;
      font: 15px/1.5 system-ui, sans-serif; }
    .fault { max-height: 50vh; overflow: auto; padding: .9rem 1.2rem; color: #fff; background: #7d1a1a;
      border-top: 1px solid #f3b5b0; }
    .note { width: fit-content; max-width: calc(100vw - 2rem); margin: 0 0 1rem 1rem; padding: .35rem .4rem .35rem .8rem;
      color: #f2efe9; background: #2b2a27; border: 1px solid #6b675f; border-radius: 3px; }
    div { flex: 1; min-width: 0; }
    p { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
    p + p { margin-top: .25rem; }
    .where { font-weight: 600; }
    a { color: inherit; }
    button { font: inherit; color: inherit; background: none; border: 1px solid currentColor; border-radius: 3px;
      padding: 0 .6rem; cursor: pointer; }
    .note button { border-color: transparent; }
    a:focus-visible, button:focus-visible { outline: 2px solid #fff; outline-offset: 2px; }
    @media print { :host { display: none; } }
  `;

  function put(name, text, className) {
    const element = document.createElement(name);
    element.textContent = text; // what is told may hold words of seeds: it is text and nothing else
    if (className) element.className = className;
    return element;
  }

  function show(kind, role, parts, key) {
    if (shown) shown.remove();
    shown = null;
    if (!parts.length || sessionStorage.getItem(HIDDEN) === key) return;
    shown = document.createElement("broadsheet-serve");
    shown.setAttribute("data-pagefind-ignore", "");
    const root = shown.attachShadow({ mode: "open" });
    const section = put("section", "", kind);
    const words = document.createElement("div");
    words.setAttribute("role", role);
    const hide = put("button", "Hide");
    hide.type = "button";
    hide.addEventListener("click", () => {
      sessionStorage.setItem(HIDDEN, key);
      shown.remove();
    });
    section.append(words, hide);
    // Not an element: the page's own policy lets no style in but those of files.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    root.append(section);
    document.body.append(shown);
    words.append(...parts); // after it stands in the page, so that it is read out
  }

  function tell(notice) {
    if (notice.build !== build) {
      if (!notice.fault && sessionStorage.getItem(HIDDEN)?.startsWith("{")) sessionStorage.removeItem(HIDDEN);
      sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, scrollX, scrollY]));
      location.reload();
      return;
    }
    const { fault, n_problems } = notice;
    if (fault) {
      const parts = [
        put("p", `${fault.where}: ${fault.what}`, "where"),
        put("p", `${fault.remedy}. Until then you see the last good site.`),
      ];
      show("fault", "alert", parts, JSON.stringify(fault));
    } else if (n_problems) {
      const line = document.createElement("p");
      const report = put("a", `${n_problems} ${n_problems === 1 ? "problem" : "problems"} with seeds`);
      report.href = `${base}build-report/`;
      line.append(report);
      show("note", "status", [line], `${n_problems} problems`);
    } else {
      show("", "", [], "");
    }
  }

  // A browser opens six connections to one server: a page that nobody sees must not hold one of them.
  function listen() {
    if (document.visibilityState === "hidden") {
      if (source) source.close();
      source = null;
    } else if (!source) {
      source = new EventSource("/.broadsheet/events");
      source.onmessage = (event) => tell(JSON.parse(event.data));
    }
  }

  function comeBack() {
    const place = sessionStorage.getItem(PLACE);
    sessionStorage.removeItem(PLACE);
    if (!place) return;
    const [path, x, y] = JSON.parse(place);
    if (path === location.pathname) scrollTo({ left: x, top: y, behavior: "instant" });
  }

  own.remove();
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => source && source.close());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  if (document.readyState === "complete") comeBack();
  else addEventListener("load", comeBack);
  listen();
})();
