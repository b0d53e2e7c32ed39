/* The list of all quotes, filtered where it stands. What can be chosen is one small file, fetched when the filter is
   opened; the cards of what is found are taken from the list's own pages, so that a card looks the same everywhere.
   Choices stand in the address. hands.js fetches this script; without it the list is there whole, in its pages. */
(function () {
  "use strict";

  var _ = function (m) { return (window.bsWords || {})[m] || m; };
  var fill = window.bsHands.fill;
  var make = window.bsHands.make;

  var HERE = new URL("../../quotes/", document.currentScript.src); // the list's first page
  var DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  var STEP = 20; // cards more each time
  var MOST_OPTIONS = 60; // names shown under a field; typing narrows them
  var KINDS = ["person", "organization", "country", "place", "group"];
  var FORMS = ["direct", "mixed", "indirect"];
  var SOURCES = ["named", "unnamed", "document", "unclear"];
  var FORM_WORDS = [_("Direct: word for word"), _("Mixed: partly word for word"), _("Indirect: in the article’s words")];
  var SOURCE_WORDS = [_("A named actor"), _("An unnamed source"), _("A document"), _("Unclear")];
  var SMALL = [_("no"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"), _("nine")];
  // In the address, over the field, and what the field says while nothing is chosen.
  var FACETS = [
    ["actor", _("Actor"), _("Any actor")],
    ["topic", _("Topic"), _("Any topic")],
    ["outlet", _("Outlet"), _("Any outlet")],
    ["year", _("Year"), _("Any year")],
    ["kind", _("Kind"), _("Any kind")],
    ["cue", _("Word used"), _("Any word")],
    ["act", _("Where they stand"), _("Any position or none")],
    ["source", _("Who speaks"), _("Anybody")],
  ];
  var TYPED = { actor: true, topic: true }; // too many to be scrolled through

  var box = document.querySelector("details[data-bs-quotes]");
  if (!box) return;

  var list = document.querySelector("[data-bs-list]");
  var isFirst = location.pathname.replace(/index\.html$/, "") === HERE.pathname;
  var said, chosen, found, more, fields = {};
  var facets = null; // the promise of what can be chosen
  var pages = {}; // number → promise of a page of the list
  var state = {}; // facet → value, as in the address
  var shown = STEP;
  var turn = 0; // counts what was asked for; an answer to something older is dropped
  var number = new Intl.NumberFormat(document.documentElement.lang || "en");

  function words(n) {
    return n < SMALL.length ? SMALL[n] : number.format(n);
  }

  function sentence(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  /* What can be chosen */

  function plain(name) {
    return name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  }

  function folded(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  /* Facet → its choices, each {value, label, note}; a quote's choice is their place from 1. */
  function read(raw) {
    var dictionary = {
      actor: raw.actors.map(function (a) {
        return { label: a[1], value: a[2] || plain(a[1]), kind: KINDS[a[0]] };
      }),
      topic: raw.topics.map(function (t) {
        return typeof t === "string" ? { label: t, value: plain(t) } : { label: t[0], value: t[1] };
      }),
      kind: FORMS.map(function (value, i) {
        return { value: value, label: FORM_WORDS[i] };
      }),
      source: SOURCES.map(function (value, i) {
        return { value: value, label: SOURCE_WORDS[i] };
      }),
    };
    [["outlet", raw.outlets], ["year", raw.years], ["cue", raw.cues], ["act", raw.acts]].forEach(function (pair) {
      dictionary[pair[0]] = pair[1].map(function (one) {
        return Array.isArray(one) ? { label: one[1], value: one[0] } : { label: String(one), value: String(one) };
      });
    });
    var columns = { actor: raw.actor, topic: raw.topic, act: raw.act, outlet: [], year: [], kind: [], cue: [], source: [] };
    raw.articles.forEach(function (run) {
      for (var i = 0; i < run[0]; i += 1) {
        columns.outlet.push(run[1]);
        columns.year.push(run[2]);
      }
    });
    for (var i = 0; i < raw.form.length; i += 1) {
      var form = DIGITS.indexOf(raw.form.charAt(i));
      columns.kind.push(Math.floor(form / SOURCES.length) + 1);
      columns.source.push((form % SOURCES.length) + 1);
      columns.cue.push(DIGITS.indexOf(raw.cue.charAt(i)));
    }
    return { size: raw.form.length, perPage: raw.per_page, choices: dictionary, columns: columns };
  }

  function load() {
    facets = facets || fetch(new URL("facets.json", HERE)).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    }).then(read);
    return facets;
  }

  /* Returns the places of the quotes that the choices leave, and how many each further choice would leave. */
  function sift(all) {
    var names = FACETS.map(function (facet) { return facet[0]; });
    var counts = {};
    var wanted = names.map(function (name) {
      counts[name] = new Array(all.choices[name].length + 1).fill(0);
      if (!state[name]) return 0;
      return all.choices[name].findIndex(function (c) { return c.value === state[name]; }) + 1 || -1;
    });
    var hits = [];
    for (var i = 0; i < all.size; i += 1) {
      var failed = -1; // the facet that keeps this quote out; names.length where several do
      for (var f = 0; f < names.length && failed < names.length; f += 1) {
        var has = all.columns[names[f]][i];
        if (wanted[f] && (typeof has === "number" ? has !== wanted[f] : has.indexOf(wanted[f]) === -1)) {
          failed = failed === -1 ? f : names.length;
        }
      }
      if (failed === -1) hits.push(i);
      for (var g = 0; g < names.length; g += 1) {
        if (failed !== -1 && failed !== g) continue;
        [].concat(all.columns[names[g]][i]).forEach(function (place) {
          counts[names[g]][place] += 1;
        });
      }
    }
    return { hits: hits, counts: counts };
  }

  /* The address */

  function readAddress() {
    var query = new URLSearchParams(location.search);
    state = {};
    FACETS.forEach(function (facet) {
      var value = query.get(facet[0]);
      if (value) state[facet[0]] = value;
    });
    shown = (history.state && history.state.bsShown) || STEP;
  }

  function address() {
    var url = new URL(HERE);
    FACETS.forEach(function (facet) {
      if (state[facet[0]]) url.searchParams.set(facet[0], state[facet[0]]);
    });
    return url;
  }

  function choose(facet, value) {
    if ((state[facet] || "") === value) return;
    if (value) state[facet] = value;
    else delete state[facet];
    go();
  }

  function go() {
    if (!isFirst) {
      location.assign(address());
      return;
    }
    shown = STEP;
    history.pushState({}, "", address());
    update();
  }

  /* The form */

  function labelled(facet, control) {
    return make("div", { class: "bs-choose__field" }, [make("label", { for: control.id }, [facet[1]]), control]);
  }

  function build() {
    var form = make("form", { class: "bs-choose__form", role: "search", "aria-label": _("Filter the quotes") });
    FACETS.forEach(function (facet) {
      var field = TYPED[facet[0]] ? typed(facet) : listed(facet);
      fields[facet[0]] = field;
      form.append(field.element);
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
    });
    said = make("p", { class: "bs-choose__said", role: "status", "aria-live": "polite" });
    chosen = make("ul", { class: "bs-choose__chosen", "aria-label": _("Chosen") });
    found = make("div", { class: "bs-found" });
    more = make("button", { type: "button", class: "bs-button bs-choose__more" }, [_("Show more")]);
    more.hidden = true;
    more.addEventListener("click", function () {
      var before = found.querySelectorAll(".bs-quote").length;
      shown += STEP;
      history.replaceState({ bsShown: shown }, "");
      update().then(function () {
        if (!more.hidden) return;
        var first = found.querySelectorAll(".bs-quote")[before];
        if (first) {
          first.tabIndex = -1;
          first.focus({ preventScroll: true });
        }
      });
    });
    box.append(form);
    box.after(said, chosen, found, more);
  }

  function listed(facet) {
    var select = make("select", { id: "bs-choose-" + facet[0] }, [make("option", { value: "" }, [facet[2]])]);
    select.addEventListener("change", function () {
      choose(facet[0], select.value);
    });
    var element = labelled(facet, select);
    return {
      element: element,
      show: function (choices, counts) {
        element.hidden = !choices.length;
        while (select.options.length > 1) select.remove(1);
        choices.forEach(function (choice, i) {
          if (!counts[i + 1] && choice.value !== state[facet[0]]) return;
          select.append(make("option", { value: choice.value }, [choice.label + " (" + number.format(counts[i + 1]) + ")"]));
        });
        select.value = state[facet[0]] || "";
      },
    };
  }

  /* A field for names: typing narrows the list below it. */
  function typed(facet) {
    var id = "bs-choose-" + facet[0];
    var input = make("input", {
      id: id, type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": id + "-list",
      "aria-autocomplete": "list", autocomplete: "off", autocapitalize: "off", spellcheck: "false", placeholder: facet[2],
    });
    var options = make("ul", { id: id + "-list", role: "listbox", "aria-label": facet[1] });
    var note = make("p", { class: "bs-choose__note" });
    var sheet = make("div", { class: "bs-choose__sheet" }, [options, note]);
    var element = labelled(facet, input);
    var all = [];
    var active = -1;
    element.append(sheet);
    sheet.hidden = true;

    function name() {
      var one = all.find(function (c) { return c.value === state[facet[0]]; });
      return one ? one.label : state[facet[0]] || "";
    }

    function close() {
      sheet.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function open() {
      var typedWords = input.value === name() ? "" : folded(input.value.trim());
      var fitting = all.filter(function (c) {
        return c.count && (!typedWords || folded(c.label).indexOf(typedWords) !== -1);
      });
      options.replaceChildren.apply(options, fitting.slice(0, MOST_OPTIONS).map(function (choice, i) {
        var line = make("li", { id: id + "-" + i, role: "option", "aria-selected": String(choice.value === state[facet[0]]) });
        if (choice.kind) line.append(make("span", { class: "bs-sign bs-sign--" + choice.kind, "aria-hidden": "true" }));
        line.append(choice.label, make("span", { class: "bs-choose__count" }, [" (" + number.format(choice.count) + ")"]));
        line.bsValue = choice.value;
        return line;
      }));
      var rest = fitting.length - MOST_OPTIONS;
      note.textContent = !all.length ? _("Loading…") : !fitting.length ? _("No name with these letters") :
        rest > 0 ? fill(_("{n} more: type to narrow"), { n: number.format(rest) }) : "";
      note.hidden = !note.textContent;
      active = -1;
      input.removeAttribute("aria-activedescendant");
      sheet.hidden = false;
      input.setAttribute("aria-expanded", "true");
    }

    function move(step) {
      if (sheet.hidden) open();
      var n = options.children.length;
      if (!n) return;
      if (active >= 0) options.children[active].classList.remove("bs-choose__active");
      active = (active + step + (active < 0 && step < 0 ? 1 : 0) + n) % n;
      options.children[active].classList.add("bs-choose__active");
      options.children[active].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options.children[active].id);
    }

    function take(line) {
      close();
      choose(facet[0], line.bsValue);
      input.value = name();
    }

    input.addEventListener("focus", function () { input.select(); });
    input.addEventListener("click", function () { if (sheet.hidden) open(); });
    input.addEventListener("input", open);
    input.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown") move(1);
      else if (event.key === "ArrowUp") move(-1);
      else if (event.key === "Enter" && active >= 0) take(options.children[active]);
      else if (event.key === "Enter" && !sheet.hidden && input.value.trim() && options.children.length) take(options.children[0]);
      else if (event.key === "Enter" && !input.value.trim()) choose(facet[0], "");
      else if (event.key === "Escape" && !sheet.hidden) {
        close();
        input.value = name();
      } else return;
      event.preventDefault();
    });
    input.addEventListener("blur", function () {
      close();
      if (!input.value.trim()) choose(facet[0], "");
      else input.value = name();
    });
    sheet.addEventListener("mousedown", function (event) {
      event.preventDefault(); // the field keeps the focus
    });
    options.addEventListener("click", function (event) {
      var line = event.target.closest("[role=option]");
      if (line) take(line);
    });
    return {
      element: element,
      show: function (choices, counts) {
        all = choices.map(function (c, i) {
          return { value: c.value, label: c.label, kind: c.kind, count: counts[i + 1] };
        }).sort(function (a, b) { return b.count - a.count; });
        if (document.activeElement !== input || sheet.hidden) input.value = name();
        else open(); // typed while the choices were on their way
      },
    };
  }

  function showChosen(all) {
    var isAny = false;
    chosen.replaceChildren();
    FACETS.forEach(function (facet) {
      var value = state[facet[0]];
      if (!value) return;
      isAny = true;
      var one = all.choices[facet[0]].find(function (c) { return c.value === value; });
      var label = one ? one.label : value;
      var button = make("button", { type: "button", class: "bs-button" }, [
        label, make("span", { "aria-hidden": "true" }, [" ×"]),
      ]);
      button.setAttribute("aria-label", fill(_("Remove {facet}: {choice}"), { facet: facet[1], choice: label }));
      button.addEventListener("click", function () {
        choose(facet[0], "");
        box.querySelector("summary").focus();
      });
      chosen.append(make("li", {}, [button]));
    });
    if (isAny) {
      var clear = make("button", { type: "button", class: "bs-button bs-choose__clear" }, [_("Clear")]);
      clear.setAttribute("aria-label", _("Clear all filters"));
      clear.addEventListener("click", function () {
        state = {};
        box.querySelector("summary").focus();
        go();
      });
      chosen.append(make("li", {}, [clear]));
    }
    chosen.hidden = !isAny;
    return isAny;
  }

  /* The cards of what is found */

  function pageOf(n) {
    var url = n === 1 ? HERE : new URL("page/" + n + "/", HERE);
    pages[n] = pages[n] || fetch(url).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.text();
    }).then(function (text) {
      return { url: url, document: new DOMParser().parseFromString(text, "text/html") };
    });
    pages[n].catch(function () {
      delete pages[n]; // asked for again the next time
    });
    return pages[n];
  }

  function copy(element, url) {
    var mine = document.importNode(element, true);
    [mine].concat(Array.from(mine.querySelectorAll("[id]"))).forEach(function (one) {
      one.removeAttribute("id");
    });
    mine.querySelectorAll("a[href]").forEach(function (a) {
      a.href = new URL(a.getAttribute("href"), url).href;
    });
    return mine;
  }

  function cards(all, hits) {
    var needed = {};
    hits.forEach(function (place) {
      var n = Math.floor(place / all.perPage) + 1;
      needed[n] = needed[n] || pageOf(n);
    });
    return Promise.all(Object.keys(needed).map(function (n) { return needed[n]; })).then(function () {
      var out = document.createDocumentFragment();
      var group = null;
      return hits.reduce(function (before, place) {
        return before.then(function () {
          return pageOf(Math.floor(place / all.perPage) + 1);
        }).then(function (page) {
          var card = page.document.getElementById("quote-" + (place + 1));
          if (!card) throw new Error("quote-" + (place + 1));
          var section = card.closest(".bs-group");
          var head = copy(section.querySelector("h3"), page.url);
          var key = head.querySelector("a") ? head.querySelector("a").href : head.textContent;
          if (!group || group.key !== key) {
            group = { key: key, element: make("section", { class: "bs-group" }, [head]), isTold: false };
            out.append(group.element);
          }
          var told = section.querySelector(".bs-told");
          if (told && !group.isTold && told.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING) {
            group.isTold = true;
            group.element.append(copy(told, page.url));
          }
          group.element.append(copy(card, page.url));
        });
      }, Promise.resolve()).then(function () { return out; });
    });
  }

  function trouble() {
    facets = null;
    list.hidden = false;
    said.textContent = location.protocol === "file:" ?
      _("Filters need the site to be served: run python3 -m http.server in its folder and open the address it gives.") :
      _("What can be chosen could not be loaded. Look at your connection and try again.");
  }

  function update() {
    var mine = (turn += 1);
    if (!said) build();
    if (!facets) said.textContent = _("Loading…");
    return load().then(function (all) {
      if (mine !== turn) return undefined;
      var sifted = sift(all);
      FACETS.forEach(function (facet) {
        fields[facet[0]].show(all.choices[facet[0]], sifted.counts[facet[0]]);
      });
      var isFiltered = showChosen(all);
      if (!isFiltered) {
        said.textContent = "";
        found.replaceChildren();
        more.hidden = true;
        list.hidden = false;
        return undefined;
      }
      return cards(all, sifted.hits.slice(0, shown)).then(function (some) {
        if (mine !== turn) return;
        list.hidden = true;
        found.replaceChildren(make("h2", { class: "bs-hidden" }, [_("What fits")]), some);
        more.hidden = sifted.hits.length <= shown;
        said.textContent = telling(sifted.hits.length, all.size);
        document.dispatchEvent(new CustomEvent("bs:added", { detail: found }));
      });
    }).catch(trouble);
  }

  function telling(n, total) {
    var slots = { n: sentence(words(n)), total: words(total), shown: words(Math.min(shown, n)) };
    if (!n) return _("No statement fits all that is chosen. Take one choice away.");
    if (n === total) return fill(_("All {total} statements"), slots);
    if (n === 1) return fill(_("One of {total} statements"), slots);
    return fill(n > shown ? _("{n} of {total} statements; the first {shown} are shown") : _("{n} of {total} statements"), slots);
  }

  window.addEventListener("popstate", function () {
    if (!isFirst) return;
    readAddress();
    if (said || Object.keys(state).length) update();
  });
  if (isFirst) {
    readAddress();
    window.addEventListener("pagehide", function () {
      if (Object.keys(state).length) history.replaceState({ bsShown: shown, bsTop: window.scrollY }, "");
    });
  }
  if (Object.keys(state).length) {
    var top = history.state && history.state.bsTop;
    list.hidden = true;
    box.open = true;
    update().then(function () {
      if (top) window.scrollTo(0, top);
    });
  } else {
    update();
  }
})();
