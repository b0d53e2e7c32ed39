/* How to cite a quotation, a chart or a page: its permanent address, a line of text, BibTeX and CSL-JSON. All of it is
   made of what pages already say; what an article's page alone knows (authors, the publisher's address) is read from
   there. hands.js puts the buttons and fetches this script with the first press of one. */
(function () {
  "use strict";

  var _ = function (m) { return (window.bsWords || {})[m] || m; };
  var make = window.bsHands.make;

  var language = document.documentElement.lang || "en";
  var dialog = null;
  var parts = {};
  var text = window.bsHands.text;
  var fill = window.bsHands.fill;

  /* Two-digit parts of a day as the reader's calendar has it. */
  function today() {
    var now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  }

  function iso(day) {
    return day.map(function (n) { return String(n).padStart(2, "0"); }).join("-");
  }

  function inWords(day) {
    var date = new Date(Date.UTC(day[0], (day[1] || 1) - 1, day[2] || 1));
    var form = { timeZone: "UTC", year: "numeric" };
    if (day[1]) form.month = "long";
    if (day[2]) form.day = "numeric";
    return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, form).format(date);
  }

  function dayOf(words) {
    var found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(words || "");
    return found ? found.slice(1).filter(Boolean).map(Number) : null;
  }

  /* What pages know */

  function permanent(page, base) {
    var canonical = page.querySelector("link[rel=canonical]");
    var url = new URL(canonical ? canonical.getAttribute("href") : base, base);
    url.hash = "";
    url.search = "";
    return url.href.replace(/index\.html$/, "");
  }

  function siteName(page) {
    return text(page.querySelector(".bs-brand"));
  }

  /* The first object of a type in schema.org's words, however deep. */
  function typed(value, type) {
    if (Array.isArray(value)) {
      return value.reduce(function (found, one) { return found || typed(one, type); }, null);
    }
    if (!value || typeof value !== "object") return null;
    if ([].concat(value["@type"]).indexOf(type) !== -1) return value;
    return typed(Object.keys(value).map(function (key) { return value[key]; }), type);
  }

  function nameOf(value) {
    return !value ? "" : typeof value === "string" ? value : value.name || "";
  }

  function articleOf(page) {
    var found = null;
    page.querySelectorAll('script[type="application/ld+json"]').forEach(function (block) {
      try {
        found = found || typed(JSON.parse(block.textContent), "NewsArticle");
      } catch (damaged) {
        // the page says enough without it
      }
    });
    found = found || {};
    var links = [].concat(found.url || [], found.isBasedOn || [], found.sameAs || [], found.mainEntityOfPage || [])
      .map(function (l) { return typeof l === "string" ? l : l.url || l["@id"] || ""; });
    var here = permanent(page, page.bsAddress || location.href);
    return {
      title: found.headline || text(page.querySelector("h1")),
      authors: [].concat(found.author || []).map(nameOf).filter(Boolean),
      houses: [].concat(found.author || []).filter(function (a) { return a["@type"] === "Organization"; }).map(nameOf),
      outlet: nameOf(found.publisher),
      day: dayOf(found.datePublished),
      url: links.find(function (l) { return /^https?:/.test(l) && l.split("#")[0] !== here; }) || "",
    };
  }

  /* An article's page, also when it is another than this one. */
  function pageAt(url) {
    var there = new URL(url);
    if (there.origin + there.pathname === location.origin + location.pathname) {
      document.bsAddress = location.href;
      return Promise.resolve(document);
    }
    return fetch(there.href.split("#")[0]).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.text();
    }).then(function (source) {
      var page = new DOMParser().parseFromString(source, "text/html");
      page.bsAddress = there.href.split("#")[0];
      return page;
    });
  }

  /* Who says what, in a line. Words that the article does not put in marks are the article's: nobody is made to have said them. */
  function lineOf(card) {
    var words = text(card.querySelector(".bs-words"));
    var speaker = window.bsHands.speakerOf(card);
    if (/^[“"„«]/.test(words) && /[”"“»]$/.test(words)) return (speaker ? speaker + ": " : "") + words;
    var told = "“" + words.replace(/"([^"]*)"/g, "‘$1’").replace(/“/g, "‘").replace(/”/g, "’") + "”";
    return speaker ? fill(_("{speaker}, in the article’s words: {words}"), { speaker: speaker, words: told }) : told;
  }

  function addressOf(card) {
    if (card.id.indexOf("q-") === 0) return location.href.split("#")[0] + "#" + card.id;
    var link = Array.from(card.querySelectorAll(".bs-checks a[href]")).find(function (a) {
      return a.origin === location.origin && /^#q-/.test(a.hash);
    });
    return link ? link.href : location.href;
  }

  /* What is cited: {kind, key, title, authors, houses, container, day, url, address, said, measure, site}. Of an article, kind is
     "article-newspaper", url the publisher's, address this site's. */

  function slug(words) {
    return words.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  }

  function keyOf(address, site) {
    var url = new URL(address);
    var path = decodeURIComponent(url.pathname).split("/").filter(Boolean);
    var tail = path.slice(/^#q-/.test(url.hash) ? -1 : -2).join("-") + (url.hash ? "-" + url.hash.slice(1) : "");
    return slug(tail) || slug(site) || "page";
  }

  function quotation(card) {
    var address = addressOf(card);
    var hash = new URL(address).hash;
    var said = lineOf(card);
    var link = card.querySelector(".bs-from a") || (card.closest(".bs-group") || card).querySelector("h3 a");
    return pageAt(address).catch(function () {
      return null; // opened from a disk: the card itself says where the words stand
    }).then(function (page) {
      var article = page ? articleOf(page) : { title: text(link), authors: [], outlet: "", day: null, url: "" };
      var place = page ? permanent(page, page.bsAddress) + hash : address;
      return {
        kind: "article-newspaper", key: keyOf(place, ""), title: article.title, authors: article.authors,
        houses: article.houses, container: article.outlet, day: article.day, url: article.url || place, address: place,
        said: said, site: siteName(document),
      };
    });
  }

  function chart(figure) {
    var address = permanent(document, location.href) + "#" + figure.id;
    return Promise.resolve({
      kind: "figure", key: keyOf(address, ""), title: text(figure.querySelector(".bs-finding")), authors: [],
      container: text(document.querySelector("h1")), day: null, url: address, address: address,
      measure: text(figure.querySelector(".bs-measure")), site: siteName(document),
    });
  }

  /* An article's page stands for the article: its authors and outlet, not this site, wrote it. */
  function wholePage() {
    var address = permanent(document, location.href);
    if (document.querySelector('meta[property="og:type"][content="article"]')) {
      var article = articleOf(document);
      return Promise.resolve({
        kind: "article-newspaper", key: keyOf(address, ""), title: article.title, authors: article.authors,
        houses: article.houses, container: article.outlet, day: article.day, url: article.url || address, address: address, site: siteName(document),
      });
    }
    return Promise.resolve({
      kind: "webpage", key: keyOf(address, siteName(document)), title: text(document.querySelector("h1")), authors: [],
      container: "", day: null, url: address, address: address, site: siteName(document),
    });
  }

  /* The forms in which it is said */

  function isArticle(cited) {
    return cited.kind === "article-newspaper";
  }

  function asText(cited) {
    var seen = fill(_("Seen on {date}."), { date: inWords(today()) });
    var out = [];
    if (cited.said) out.push(cited.said + (/[.!?…][”"’»]*$/.test(cited.said) ? "" : "."));
    if (isArticle(cited)) {
      out.push(
        (cited.authors.length ? cited.authors.join(", ") + ", " : "") + "“" + cited.title + "”" +
        [cited.container, cited.day ? inWords(cited.day) : _("no date given")].filter(Boolean).map(function (w) {
          return ", " + w;
        }).join("") + (cited.url !== cited.address ? ", " + cited.url : "") + ".",
      );
      out.push(fill(_("In {site}: {address}."), { site: cited.site, address: cited.address }));
    } else {
      out.push("“" + cited.title + "”" + (cited.measure && cited.measure !== cited.title ? " (" + cited.measure + ")" : "") +
        [cited.container, cited.site].filter(Boolean).map(function (w) { return ", " + w; }).join("") + ", " + cited.address + ".");
    }
    return out.concat(seen).join(" ");
  }

  /* A value of BibTeX: what means something to TeX is written as a sign, all letters stay as they are. */
  function escaped(value) {
    var signs = {
      "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "&": "\\&", "%": "\\%", "#": "\\#", "_": "\\_", "$": "\\$",
      "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
    };
    return value.replace(/[\\{}&%#_$~^]/g, function (sign) { return signs[sign]; });
  }

  /* An address stands as it is but for what would end or unbalance the field. */
  function address(url) {
    return url.replace(/[{}\\]/g, encodeURIComponent);
  }

  /* One author: a name that BibTeX would take apart, as an agency's, stands in braces of its own. */
  function author(name, houses) {
    return houses.indexOf(name) !== -1 || /,|\band\b/i.test(name) ? "{" + escaped(name) + "}" : escaped(name);
  }

  function asBibtex(cited) {
    var authors = cited.authors.map(function (name) { return author(name, cited.houses || []); }).join(" and ") || "{" + escaped(cited.container && isArticle(cited) ? cited.container : cited.site) + "}";
    var fields = [["author", authors], ["title", "{" + escaped(cited.title) + "}"]];
    if (isArticle(cited)) {
      if (cited.container) fields.push(["howpublished", escaped(cited.container)]);
      if (cited.day) {
        fields.push(["year", String(cited.day[0])], ["date", iso(cited.day)]);
      }
      fields.push(["note", escaped((cited.said ? cited.said + " " : "") + cited.site + ", ") + "\\url{" + address(cited.address) + "}"]);
    } else {
      fields.push(["howpublished", escaped([cited.container, cited.site].filter(Boolean).join(", "))]);
      if (cited.measure) fields.push(["note", escaped(cited.measure)]);
    }
    fields.push(["url", address(cited.url)], ["urldate", iso(today())]);
    return "@misc{" + cited.key + ",\n" + fields.map(function (pair) {
      return "  " + pair[0] + " = {" + pair[1] + "},\n";
    }).join("") + "}\n";
  }

  function asCsl(cited) {
    var item = { id: cited.key, type: cited.kind === "figure" ? "graphic" : cited.kind, title: cited.title };
    if (cited.authors.length) item.author = cited.authors.map(function (name) { return { literal: name }; });
    if (isArticle(cited) && cited.container) item["container-title"] = cited.container;
    if (!isArticle(cited)) item["container-title"] = [cited.container, cited.site].filter(Boolean).join(", ");
    if (cited.day) item.issued = { "date-parts": [cited.day] };
    item.URL = cited.url;
    item.accessed = { "date-parts": [today()] };
    if (isArticle(cited)) {
      if (cited.said) item.note = cited.said;
      item.archive = cited.site;
      item.archive_location = cited.address;
    } else if (cited.measure) {
      item.note = cited.measure;
    }
    return JSON.stringify([item], null, 2) + "\n";
  }

  /* The dialog */

  function copy(button, area) {
    var done = function () {
      parts.said.textContent = _("Copied");
      button.textContent = _("Copied");
      window.setTimeout(function () { button.textContent = _("Copy"); }, 2000);
    };
    var byHand = function () {
      area.focus();
      area.select();
      parts.said.textContent = _("Selected: copy it with your keyboard or menu");
    };
    if (navigator.clipboard) navigator.clipboard.writeText(area.value).then(done, byHand);
    else byHand();
  }

  function download(name, type, words) {
    var url = URL.createObjectURL(new Blob([words], { type: type }));
    var link = make("a", { href: url, download: name });
    link.click();
    window.setTimeout(function () { URL.revokeObjectURL(url); }, 1000);
  }

  function field(key, label, rows, suffix, type) {
    var id = "bs-cite-" + key;
    var area = make("textarea", { id: id, readonly: "", rows: rows, spellcheck: "false" });
    var button = make("button", { type: "button", class: "bs-button" }, [_("Copy")]);
    button.setAttribute("aria-label", fill(_("Copy: {what}"), { what: label }));
    button.addEventListener("click", function () { copy(button, area); });
    var buttons = make("div", { class: "bs-cite__buttons" }, [button]);
    if (suffix) {
      var save = make("button", { type: "button", class: "bs-button" }, [fill(_("Save as {suffix}"), { suffix: suffix })]);
      save.addEventListener("click", function () { download(parts.key + suffix, type, area.value); });
      buttons.append(save);
    }
    parts[key] = area;
    return make("div", { class: "bs-cite__field" }, [make("label", { for: id }, [label]), area, buttons]);
  }

  function build() {
    var close = make("button", { type: "button", class: "bs-button" }, [_("Close")]);
    parts.title = make("h2", { id: "bs-cite-title" });
    parts.said = make("p", { role: "status", "aria-live": "polite", class: "bs-hidden" });
    dialog = make("dialog", { class: "bs-cite md-typeset", "aria-labelledby": "bs-cite-title" }, [
      make("div", { class: "bs-cite__head" }, [parts.title, close]),
      field("link", _("Link"), 2),
      field("text", _("Text"), 5),
      field("bibtex", _("BibTeX"), 6, ".bib", "application/x-bibtex"),
      field("csl", _("CSL-JSON"), 6, ".json", "application/vnd.citationstyles.csl+json"),
      parts.said,
    ]);
    close.addEventListener("click", function () { dialog.close(); });
    dialog.addEventListener("click", function (event) {
      if (event.target === dialog) dialog.close(); // beside it
    });
    document.body.append(dialog);
  }

  function show(title, cited) {
    if (!dialog) build();
    parts.title.textContent = title;
    parts.said.textContent = "";
    cited.then(function (known) {
      parts.key = known.key;
      parts.link.value = known.address;
      parts.text.value = asText(known);
      parts.bibtex.value = asBibtex(known);
      parts.csl.value = asCsl(known);
      dialog.showModal();
    });
  }

  window.bsCite = {
    quotation: function (card) { show(_("Cite this quotation"), quotation(card)); },
    chart: function (figure) { show(_("Cite this chart"), chart(figure)); },
    page: function () { show(_("Cite this page"), wholePage()); },
  };
})();
