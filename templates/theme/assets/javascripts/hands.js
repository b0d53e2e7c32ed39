/* What a reader may want to do by hand, offered on every page; the scripts that do it are fetched when it is asked for:
   cite.js for citing, quotes.js for filtering the list of quotes. Without this script permanent addresses remain. */
(function () {
  "use strict";

  var _ = function (m) { return (window.bsWords || {})[m] || m; };

  var HERE = document.currentScript.src; // from its own address, so that it works under any sub-path
  var loading = {};

  /* The message with its slots filled; what is put in is text, never read as a slot again. */
  function fill(message, slots) {
    return message.replace(/\{(\w+)\}/g, function (whole, name) {
      return name in slots ? String(slots[name]) : whole;
    });
  }

  /* An attribute that is false or null is left out, one that is true stands without a value. */
  function make(name, attributes, children) {
    var element = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) {
      if (attributes[key] !== false && attributes[key] !== null) {
        element.setAttribute(key, attributes[key] === true ? "" : attributes[key]);
      }
    });
    (children || []).forEach(function (child) {
      element.append(child);
    });
    return element;
  }

  function text(element) {
    return element ? element.textContent.replace(/\s+/g, " ").trim() : "";
  }

  /* Returns a promise of a script beside this one; where it fails, that is said after `place`. */
  function load(name, place) {
    loading[name] = loading[name] || new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = new URL(name, HERE);
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
    loading[name].catch(function () {
      delete loading[name]; // asked for again the next time
      var said = document.createElement("p");
      said.className = "bs-notice";
      said.setAttribute("role", "status");
      said.textContent = _("This could not be loaded. Look at your connection and try again.");
      place.after(said);
    });
    return loading[name];
  }

  /* Who speaks on a card: beside its words, at the head of its group, or the page's own name. */
  function speakerOf(card) {
    var own = card.querySelector(".bs-speaker");
    var head = own || (card.closest(".bs-group") || document).querySelector("h3");
    var name = head && head.querySelector(".bs-name, .bs-unnamed");
    if (name) return text(name);
    if (own) return text(own);
    // Under a speaker's name on the article's page; on the speaker's own page the groups are articles or topics.
    if (card.id.indexOf("q-") === 0 && head) {
      var plain = head.cloneNode(true);
      plain.querySelectorAll(".bs-role, .bs-note, .bs-sign").forEach(function (extra) { extra.remove(); });
      return text(plain);
    }
    return text(document.querySelector("h1"));
  }

  function button(label, full, what, element) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "bs-citing";
    made.textContent = label;
    made.setAttribute("aria-label", full);
    made.addEventListener("click", function () {
      load("cite.js", made).then(function () { window.bsCite[what](element); });
    });
    return made;
  }

  function offer(root) {
    root.querySelectorAll(".bs-quote").forEach(function (card) {
      var checks = card.querySelector(".bs-checks");
      if (!checks || checks.querySelector(".bs-citing")) return;
      var speaker = speakerOf(card);
      var full = speaker ? fill(_("Cite this quotation by {speaker}"), { speaker: speaker }) : _("Cite this quotation");
      checks.append(" ", button(_("cite"), full, "quotation", card));
    });
    root.querySelectorAll(".bs-figure[id]").forEach(function (figure) {
      if (figure.querySelector(".bs-citing")) return;
      var finding = text(figure.querySelector(".bs-finding"));
      figure.append(button(_("Cite this chart"), fill(_("Cite this chart: {finding}"), { finding: finding }), "chart", figure));
    });
  }

  window.bsHands = { speakerOf: speakerOf, text: text, fill: fill, make: make };
  offer(document);
  document.addEventListener("bs:added", function (event) { offer(event.detail); });

  var article = document.querySelector(".bs-content article");
  if (article && article.querySelector("h1") && !article.querySelector(".bs-lost")) { // not where there is no page
    var foot = document.createElement("p");
    foot.className = "bs-citepage";
    foot.append(button(_("Cite this page"), _("Cite this page"), "page", article));
    article.append(foot);
  }

  var filter = document.querySelector("details[data-bs-quotes]");
  if (filter) {
    var isFiltered = /[?&](actor|topic|outlet|year|kind|cue|source)=[^&]/.test(location.search);
    if (isFiltered) document.querySelector("[data-bs-list]").hidden = true; // no list that goes away under the reader's eyes
    if (isFiltered) {
      load("quotes.js", filter).catch(function () { document.querySelector("[data-bs-list]").hidden = false; });
    }
    filter.addEventListener("toggle", function () {
      if (filter.open) load("quotes.js", filter);
    });
  }
})();
