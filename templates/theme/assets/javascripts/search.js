/* Search: a dialog over Pagefind's index. frame.js fetches this when search is first asked for, and the index follows.

   Whatever comes out of the index is set as text, never as HTML. The site's root is found from this script's
   own address, so that it works under any sub-path. Where the foot of the page names other sites of the collection,
   on this host, their indexes are joined with this one's (shards.js); one that is missing is left out and named. */
(function () {
  "use strict";

  var _ = function (m) { return (window.bsWords || {})[m] || m; };
  var fill = window.bsHands.fill;
  var make = window.bsHands.make;

  var HERE = document.currentScript.src;
  var ROOT = new URL("../../", HERE);
  var WAIT = 120; // ms without a key before a search begins
  var FIRST = 3; // results of a kind while several kinds are shown, so that each is seen
  var ALONE = 8; // results where only one kind has any
  var PAGE = 20; // results more, once one kind is chosen
  var MOST_CHOICES = 200; // entries in a list of filters
  var NAMED = ["Actor", "Topic"]; // kinds of pages that are about one name
  var CANDIDATES = 12; // of these, so many are looked at for the page whose name was typed whole
  var PATIENCE = 1500; // ms for which a first search waits for other sites of the collection; they may join later
  var NAME = /^([0-9a-f]+)-(.*)-([0-9a-f]+)$/; // of a page in the index: generator/write/same_bytes.py
  var MOST_PAGES = 1e8; // of an index: orders pages of one day
  /* Only pages of actors and topics have a name: who types it whole means that page. A match in it counts by the share
     of the query that it holds, squared, so that one word of several does next to nothing. A long page is no worse for
     it: of all actors who are called so, the one with most to tell comes first. (The index does not even know how long
     a page is.) */
  var RANKING = { metaWeights: { title: 5, name: 30 }, pageLength: 0 };
  var FACETS = [
    ["actor", _("Actor"), _("Any actor")],
    ["topic", _("Topic"), _("Any topic")],
    ["outlet", _("Outlet"), _("Any outlet")],
    ["year", _("Year"), _("Any year")],
  ];
  var SHARDS = shards(); // the sites of the collection, this one among them where it is listed
  var SISTERS = SHARDS.filter(function (shard) { return shard.root !== ROOT.href; });
  if (SISTERS.length) FACETS.push(["part", _("Part"), _("Any part")]);
  var SORTS = [
    ["", _("Best match")],
    ["desc", _("Newest first")],
    ["asc", _("Oldest first")],
  ];
  /* Kind of page, as the index has it → over a group, one of them, several, all. */
  var KINDS = {
    Article: [_("Articles"), _("1 article"), _("{n} articles"), _("All {n} articles")],
    Actor: [_("Actors"), _("1 actor"), _("{n} actors"), _("All {n} actors")],
    Topic: [_("Topics"), _("1 topic"), _("{n} topics"), _("All {n} topics")],
    Page: [_("Pages"), _("1 page"), _("{n} pages"), _("All {n} pages")],
  };

  var parts = null; // the dialog's elements, made when it is first opened
  var loading = null; // the promise of Pagefind
  var isPartial = false; // whether something that was found could not be read
  var dayLists = {}; // address of a site → the promise of the days of its pages, by the name of the index
  var isRenewed = false; // whether the index was read anew because what it led to was not there
  var nBegun = 0; // counts readings of the index
  var faceted = false; // whether the lists of actors, topics, … have been asked for
  var turn = 0; // counts searches; an answer to an older one is dropped
  var chosenKind = "";
  var shown = PAGE; // results of the chosen kind
  var active = -1;
  var timer = 0;

  function labelled(words, control) {
    return make("div", {}, [make("label", { for: control.id }, [words]), control]);
  }

  function heading(kind) {
    return (KINDS[kind] || [kind])[0];
  }

  function counted(kind, n) {
    if (!KINDS[kind]) return n + " " + kind;
    return fill(KINDS[kind][n === 1 ? 1 : 2], { n: n });
  }

  /* The dialog */

  function build() {
    var input = make("input", {
      class: "bs-search__input",
      type: "text",
      inputmode: "search",
      enterkeyhint: "search",
      role: "combobox",
      "aria-label": _("Search this site"),
      "aria-expanded": "false",
      "aria-controls": "bs-search-results",
      "aria-autocomplete": "list",
      placeholder: _("Search articles, actors and topics"),
      autocomplete: "off",
      autocapitalize: "off",
      autocorrect: "off",
      spellcheck: "false",
    });
    var close = make("button", { type: "button" }, [_("Close")]);
    var form = make("form", { class: "bs-search__field", role: "search" }, [input, close]);
    var toggle = make(
      "button",
      { type: "button", class: "bs-search__toggle", "aria-expanded": "false", "aria-controls": "bs-search-filters" },
      [_("Filter and sort")],
    );
    var kinds = make("div", { class: "bs-search__kinds", role: "group", "aria-label": _("Kind of page") }, [toggle]);
    var selects = {};
    var filters = make("div", { class: "bs-search__filters", id: "bs-search-filters", hidden: true });
    FACETS.forEach(function (facet) {
      var any = make("option", { value: "" }, [facet[2]]);
      selects[facet[0]] = make("select", { name: facet[0], id: "bs-search-" + facet[0] }, [any]);
      filters.append(labelled(facet[1], selects[facet[0]]));
    });
    var sort = make(
      "select",
      { name: "sort", id: "bs-search-sort" },
      SORTS.map(function (choice) {
        return make("option", { value: choice[0] }, [choice[1]]);
      }),
    );
    var clear = make("button", { type: "button" }, [_("Clear filters")]);
    filters.append(labelled(_("Order"), sort), clear);
    var status = make("p", { class: "bs-search__status", role: "status", "aria-live": "polite" });
    var results = make("div", { id: "bs-search-results", role: "listbox", "aria-label": _("Results") });
    var missing = make("p", { class: "bs-search__missing", role: "status", hidden: true });
    var body = make("div", { class: "bs-search__body", tabindex: "0", role: "region", "aria-label": _("Found") }, [status, missing, results]);
    var keys = make("p", { class: "bs-search__keys", "aria-hidden": "true" }, [
      make("span", {}, [make("kbd", {}, ["↑"]), " ", make("kbd", {}, ["↓"]), " " + _("Choose")]),
      make("span", {}, [make("kbd", {}, ["Enter"]), " " + _("Open")]),
      make("span", {}, [make("kbd", {}, ["Esc"]), " " + _("Close")]),
    ]);
    var dialog = make("dialog", { class: "bs-search", "aria-label": _("Search") }, [form, kinds, filters, body, keys]);
    document.body.append(dialog);

    form.addEventListener("submit", function (event) {
      event.preventDefault();
      follow();
    });
    input.addEventListener("input", function () {
      shown = PAGE;
      window.clearTimeout(timer);
      timer = window.setTimeout(update, WAIT);
    });
    input.addEventListener("keydown", choose);
    close.addEventListener("click", function () {
      dialog.close();
    });
    toggle.addEventListener("click", function () {
      filters.hidden = !filters.hidden;
      toggle.setAttribute("aria-expanded", String(!filters.hidden));
      if (!faceted) {
        faceted = true;
        update();
      }
    });
    filters.addEventListener("change", function () {
      shown = PAGE;
      update();
    });
    clear.addEventListener("click", unfilter);
    results.addEventListener("click", function (event) {
      if (event.target.closest("a")) dialog.close(); // the place may be on this very page
    });
    dialog.addEventListener("click", function (event) {
      if (event.target === dialog) dialog.close(); // the ground around the dialog
    });
    return {
      dialog: dialog, input: input, toggle: toggle, kinds: kinds, filters: filters, selects: selects, sort: sort,
      status: status, results: results, missing: missing, body: body,
    };
  }

  /* `early` is what was typed before the dialog was there. */
  function open(early) {
    if (!parts) {
      parts = build();
      hint();
      countKinds({});
    }
    if (!parts.dialog.open) parts.dialog.showModal();
    parts.input.focus();
    if (early) {
      parts.input.value = early;
      update();
    } else {
      parts.input.select();
    }
    load().then(sayMissing).catch(failed);
  }

  function unfilter() {
    chosenKind = "";
    shown = PAGE;
    FACETS.forEach(function (facet) {
      parts.selects[facet[0]].value = "";
    });
    parts.sort.value = "";
    parts.input.focus();
    update();
  }

  /* The index */

  function load() {
    return loading || keep(begin());
  }

  function keep(promise) {
    loading = promise;
    promise.catch(function () {
      if (loading === promise) loading = null; // the next opening tries again
    });
    return promise;
  }

  async function begin() {
    var mine = ++nBegun;
    var found = SISTERS.length ? import(new URL("shards.js", HERE).href).then(whoIsThere).catch(alone) : null;
    var pagefind = await import(new URL("pagefind/pagefind.js", ROOT).href);
    await start(pagefind);
    if (!found) return pagefind;
    var join = await Promise.race([found, pause(PATIENCE)]);
    if (join) await join(pagefind);
    else found.then(function (late) {
      if (mine === nBegun) joinLate(pagefind, late);
    });
    return pagefind;
  }

  /* The site was perhaps published anew since its index was read: then the new one leads to what is there. */
  function renew(pagefind) {
    isRenewed = true;
    dayLists = {};
    return keep(pagefind.destroy().then(begin));
  }

  function start(pagefind) {
    var own = SISTERS.length ? { mergeFilter: { part: nameOf(ROOT.href) || _("This site") } } : {};
    return pagefind.options(Object.assign({ ranking: RANKING }, own)).then(pagefind.init);
  }

  /* Other sites of the collection: joined by shards.js, which is fetched only where there are any */

  function shards() {
    var known = {};
    return Array.from(document.querySelectorAll("[data-bs-shard]"))
      .map(function (entry) {
        return { name: entry.textContent.trim(), root: entry.href || ROOT.href, fault: "" };
      })
      .filter(function (shard) {
        var isFirst = !known[shard.root] && new URL(shard.root).origin === ROOT.origin;
        known[shard.root] = true;
        return isFirst;
      });
  }

  function nameOf(root) {
    var shard = SHARDS.find(function (one) { return one.root === root; });
    return shard ? shard.name : "";
  }

  function pause(ms) {
    return new Promise(function (resolve) { window.setTimeout(resolve, ms); });
  }

  /* Returns what joins the sisters that answered. */
  async function whoIsThere(joining) {
    var there = await joining.whoIsThere(ROOT, SISTERS);
    return function (pagefind) { return joining.join(pagefind, there, start, RANKING); };
  }

  function alone() {
    SISTERS.forEach(function (sister) { sister.fault = _("{part} (not to be reached just now)"); });
    return async function () {};
  }

  function joinLate(pagefind, join) {
    loading = join(pagefind).then(function () { return pagefind; });
    loading.then(function () {
      if (active < 0) update(); // no list that changes while somebody chooses from it
    }, failed);
  }

  function sayMissing() {
    var absent = SISTERS.filter(function (sister) { return sister.fault; }).map(function (sister) {
      return fill(sister.fault, { part: sister.name });
    });
    var words = [];
    if (absent.length) words.push(fill(_("Not searched: {parts}."), { parts: absent.join(", ") }));
    if (isPartial) words.push(_("Some of what was found could not be loaded."));
    var line = words.join(" ");
    if (parts.missing.textContent !== line) parts.missing.textContent = line;
    parts.missing.hidden = !line;
  }

  function chosen(without) {
    var filters = {};
    if (chosenKind && without !== "kind") filters.kind = [chosenKind];
    FACETS.forEach(function (facet) {
      var value = parts.selects[facet[0]].value;
      if (value && without !== facet[0]) filters[facet[0]] = [value];
    });
    return filters;
  }

  function isFiltered() {
    return Object.keys(chosen()).length > 0;
  }

  async function update() {
    var mine = ++turn;
    isPartial = false;
    var query = parts.input.value.trim();
    if (!query && !isFiltered() && !faceted) {
      hint();
      return;
    }
    var slow = window.setTimeout(function () {
      if (mine === turn) say(_("Searching…"));
    }, 400);
    try {
      var pagefind = await load();
      if (faceted) await pagefind.filters();
      var found = await ask(pagefind, query, mine);
      if (mine !== turn) return;
      if (isPartial && !isRenewed) {
        pagefind = await renew(pagefind);
        isPartial = false;
        if (faceted) await pagefind.filters();
        found = await ask(pagefind, query, mine);
        if (mine !== turn) return;
      }
      if (isPartial && !found.total) throw new Error();
      sayMissing();
      countKinds(found.kinds);
      countFacets(found.facets);
      if (query || isFiltered()) show(query, found);
      else hint();
    } catch (error) {
      if (mine === turn) failed(error);
    } finally {
      window.clearTimeout(slow);
    }
  }

  async function ask(pagefind, typed, mine) {
    var order = parts.sort.value;
    var days = order ? await readDays() : null;
    var query = typed.replace(/[“”„«»]/g, '"');
    var phrase = /^"([^"]+)"?$/.exec(query);
    var loose = phrase ? phrase[1].trim() : query;
    // Pages that hold several words as they stand come first; three and more may be somebody's very words.
    var n = loose.indexOf('"') < 0 ? loose.split(/\s+/).length : 0;
    function search(filters, words) {
      return pagefind.search(words || loose || null, { filters: filters });
    }
    // Names tell kinds, so that nothing has to be fetched to tell them apart.
    async function byKind(words) {
      var results = (await search(chosen("kind"), words)).results;
      return sorted(results, days, order).reduce(function (groups, result) {
        var kind = kindOf(result);
        (groups[kind] = groups[kind] || []).push(result);
        return groups;
      }, {});
    }
    var every = await byKind();
    var found = { kinds: {}, total: 0, groups: [], facets: {} };
    Object.keys(every).forEach(function (kind) { found.kinds[kind] = every[kind].length; });
    if (faceted) {
      var here = await search(chosen());
      for (var facet of FACETS) {
        var name = facet[0];
        // A list with a choice made counts what the other choices would give.
        var others = parts.selects[name].value ? await search(chosen(name)) : here;
        found.facets[name] = others.filters[name] || {};
      }
    }
    if (mine !== turn || (!query && !isFiltered())) return found;
    var kinds = Object.keys(every).filter(function (kind) { return !chosenKind || kind === chosenKind; });
    var exact = phrase || n > 1 ? await byKind('"' + loose + '"') : {};
    if (phrase) found.kinds = {};
    var most = chosenKind ? shown : kinds.length > 1 ? FIRST : ALONE;
    for (var kind of kinds) {
      var answer = every[kind];
      var sure = exact[kind] || [];
      if (phrase) answer = await holding(answer, loose, sure);
      else if (n > 1 && !order && NAMED.indexOf(kind) < 0) {
        var held = sure.length || n < 3 ? sure : await holding(answer, loose, sure);
        answer = held.concat(answer.filter(isNoneOf(held)));
      }
      if (phrase) found.kinds[kind] = answer.length;
      if (!answer.length) continue;
      var byName = loose && !order && NAMED.indexOf(kind) >= 0;
      var results = (await read(answer.filter(byName ? mayBeNamed : isFirst))).filter(Boolean);
      if (!results.length) continue;
      var named = byName ? results.filter(isNamed) : [];
      // A family's name that several pages have means whoever bears it and has more to tell.
      var bearer = named.length > 1 && results.slice(0, results.indexOf(named[0])).find(bears);
      if (bearer) named.unshift(bearer);
      found.total += answer.length;
      found.groups.push({
        kind: kind,
        count: answer.length,
        named: named.length ? NAMED.length - NAMED.indexOf(kind) : 0,
        score: answer[0].score,
        results: named
          .concat(
            results.filter(function (result) {
              return named.indexOf(result) < 0;
            }),
          )
          .slice(0, most),
      });
    }
    found.groups.sort(function (a, b) {
      return b.named - a.named || b.score - a.score || (a.kind < b.kind ? -1 : 1);
    });
    return found;

    function isFirst(result, place) {
      return place < most;
    }

    function mayBeNamed(result, place) {
      return place < most || (place < CANDIDATES && (result.matchedMetaFields || []).indexOf("name") >= 0);
    }

    function bears(result) {
      return plainName(result.meta.title).endsWith(" " + plainName(loose));
    }

    function isNamed(result) {
      return plainName(result.meta.title) === plainName(loose);
    }
  }

  function kindOf(result) {
    var name = NAME.exec(result.id);
    return name ? decodeURIComponent(name[2].replace(/~/g, "%")) : "Page";
  }

  /* The results, best first; by day where an order is chosen, whose number is then their score. Pages without a day are the
     oldest. Pagefind leaves equals of a site in any order: here they stand as in its index. */
  function sorted(results, days, order) {
    results.forEach(function (result, at) {
      var name = NAME.exec(result.id) || [];
      result.at = at;
      result.index = name[3];
      result.place = parseInt(Array.from(name[1] || "0").reverse().join(""), 16);
      if (!order) return;
      if (!days[name[3]]) isPartial = true;
      result.score = ((days[name[3]] || [])[result.place] || 0) * MOST_PAGES + result.place;
      if (order === "asc") result.score = -result.score;
    });
    return results.sort(function (a, b) {
      return b.score - a.score || (a.index === b.index ? a.place - b.place : a.at - b.at);
    });
  }

  /* The days of all pages that are searched, by the name of their index; fetched when they are first asked for. */
  async function readDays() {
    var roots = [ROOT.href].concat(SISTERS.filter(function (sister) { return !sister.fault; }).map(function (sister) { return sister.root; }));
    var lists = await Promise.allSettled(roots.map(function (root) {
      dayLists[root] = dayLists[root] || fetchDays(root);
      dayLists[root].catch(function () { delete dayLists[root]; });
      return dayLists[root];
    }));
    if (lists[0].reason) throw lists[0].reason;
    isPartial = isPartial || lists.some(function (one) { return one.status === "rejected"; });
    return Object.assign.apply(null, [{}].concat(lists.map(function (one) { return one.value; })));
  }

  async function fetchDays(root) {
    var answer = await fetch(new URL("pagefind/days.json", root), { cache: "no-cache" });
    if (!answer.ok) throw new Error("days.json: " + answer.status);
    return answer.json();
  }

  /* What is told of each result; null for one that cannot be read, such as one of a site that was published anew meanwhile. */
  async function read(results) {
    var told = await Promise.allSettled(results.map(function (result) { return result.data(); }));
    isPartial = isPartial || told.some(function (one) { return one.status === "rejected"; });
    return told.map(function (one) { return one.value || null; });
  }

  /* The results that hold a phrase word for word. Pagefind 1.5 misses pages that have one of its words in two spellings as
     well (Pagefind's search.rs, exact_term), so the best of those with all the words are read. */
  async function holding(all, phrase, exact) {
    var doubtful = all.filter(isNoneOf(exact)).slice(0, CANDIDATES);
    var texts = await read(doubtful);
    var wanted = " " + plainName(phrase) + " ";
    var held = doubtful.filter(function (result, place) {
      return texts[place] && (" " + plainName(texts[place].meta.title + " " + texts[place].content) + " ").indexOf(wanted) >= 0;
    });
    return exact.concat(held);
  }

  function isNoneOf(results) {
    var known = results.map(function (result) {
      return result.id;
    });
    return function (result) {
      return known.indexOf(result.id) < 0;
    };
  }

  /* A name as people type it: without accents, capitals and signs. */
  function plainName(name) {
    return (name || "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }

  /* What is said and shown */

  function say(words, isFailure) {
    parts.status.textContent = "";
    parts.status.append.apply(parts.status, [].concat(words));
    parts.status.classList.toggle("bs-search__status--failed", Boolean(isFailure));
  }

  function empty() {
    parts.results.textContent = "";
    parts.input.setAttribute("aria-expanded", "false");
    activate(-1);
  }

  function hint() {
    empty();
    say(_("Type a name, a word or a “whole phrase” in quotation marks, or choose a filter."));
  }

  function failed(error) {
    empty();
    if (window.location.protocol === "file:") {
      say(
        [
          _("Search needs the site to be served, for a browser does not let a file read another. Run this in the site’s folder, then open http://localhost:8000:"),
          " ", make("code", {}, ["python -m http.server"]),
        ],
        true,
      );
      return;
    }
    var reason = error && error.message ? " (" + error.message + ")" : "";
    say(_("The search index could not be loaded. Look at your connection, then close search and open it again.") + reason, true);
  }

  function show(query, found) {
    empty();
    parts.body.scrollTop = 0;
    if (!found.total) {
      nothing(query);
      return;
    }
    var summary = found.groups
      .map(function (group) {
        return counted(group.kind, group.count);
      })
      .join(", ");
    say(query ? fill(_("For “{query}”: {found}"), { query: query, found: summary }) : summary);
    found.groups.forEach(function (group, place) {
      var label = "bs-search-group-" + place;
      var members = group.results.map(function (result) {
        return option(result, query);
      });
      if (group.count > group.results.length) members.push(more(group));
      parts.results.append(
        make("div", { role: "group", "aria-labelledby": label }, [
          make("div", { class: "bs-search__heading", id: label, role: "presentation" }, [heading(group.kind)]),
        ].concat(members)),
      );
    });
    options().forEach(function (element, place) {
      element.id = "bs-search-option-" + place;
    });
    parts.input.setAttribute("aria-expanded", "true");
  }

  function nothing(query) {
    var words = [(query ? fill(_("Nothing found for “{query}”."), { query: query }) : _("Nothing found.")) + " "];
    if (isFiltered()) {
      var without = make("button", { type: "button", class: "bs-search__more" }, [_("Search without filters")]);
      without.addEventListener("click", unfilter);
      words.push(_("The filters leave nothing over."), without);
    } else {
      words.push(_("Try fewer words, or another spelling of a name."));
    }
    say(words);
  }

  function option(result, query) {
    var part = partOf(result);
    var about = [part && fill(_("From {part}"), { part: part }), result.meta.outlet, day(result.meta.date)].filter(Boolean).join(" · ");
    var children = [make("div", { class: "bs-search__title" }, [result.meta.title || result.url])];
    if (about) children.push(make("div", { class: "bs-search__about" }, [about]));
    children.push(make("div", { class: "bs-search__excerpt" }, query ? marked(result.excerpt) : [plain(result.excerpt)]));
    return make("a", {
      class: "bs-search__result", role: "option", tabindex: "-1", "aria-selected": "false", href: address(result),
    }, children);
  }

  /* The other site of the collection that a result stands on: the nearest, where one stands below another. */
  function partOf(result) {
    var url = new URL(result.url, ROOT).href;
    var roots = SISTERS.map(function (sister) { return sister.root; }).concat(ROOT.href).filter(function (root) {
      return url.indexOf(root) === 0;
    });
    roots.sort(function (a, b) { return b.length - a.length; });
    return roots.length && roots[0] !== ROOT.href ? nameOf(roots[0]) : "";
  }

  function more(group) {
    var words = chosenKind
      ? fill(_("Show {n} more"), { n: Math.min(PAGE, group.count - group.results.length) })
      : fill((KINDS[group.kind] || [])[3] || _("All {n}"), { n: group.count });
    var button = make(
      "button",
      { type: "button", class: "bs-search__more", role: "option", tabindex: "-1", "aria-selected": "false" },
      [words],
    );
    button.addEventListener("click", function () {
      shown = chosenKind ? shown + PAGE : PAGE;
      chosenKind = group.kind;
      parts.input.focus();
      update();
    });
    return button;
  }

  /* The page, at the quotation or paragraph that holds most of what was searched for. */
  function address(result) {
    var url = new URL(result.url, ROOT);
    var best = null;
    (result.weighted_locations || []).forEach(function (location) {
      if (!best || location.balanced_score > best.balanced_score) best = location;
    });
    var anchor = null;
    (result.anchors || []).forEach(function (candidate) {
      if (best && candidate.location <= best.location && /^[pq]-/.test(candidate.id)) {
        if (!anchor || candidate.location >= anchor.location) anchor = candidate;
      }
    });
    if (anchor) url.hash = anchor.id;
    return url.href;
  }

  /* Pagefind gives text in which only `<` and `>` are written as entities and found words stand between mark tags. */
  function plain(excerpt) {
    return excerpt.replace(/<\/?mark>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">");
  }

  function marked(excerpt) {
    return excerpt.split(/(<mark>.*?<\/mark>)/s).map(function (piece) {
      return piece.indexOf("<mark>") === 0 ? make("mark", {}, [plain(piece)]) : plain(piece);
    });
  }

  function day(iso) {
    var match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso || "");
    if (!match) return "";
    var date = new Date(Date.UTC(+match[1], match[2] - 1, +match[3]));
    var language = document.documentElement.lang || "en";
    var form = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
    return date.toLocaleDateString(language === "en" ? "en-GB" : language, form);
  }

  /* Kinds and filters */

  function countKinds(counts) {
    parts.kinds.querySelectorAll("button[aria-pressed]").forEach(function (button) {
      button.remove();
    });
    var names = Object.keys(counts).filter(function (kind) {
      return counts[kind] || kind === chosenKind;
    });
    names.sort(function (a, b) {
      return counts[b] - counts[a] || (a < b ? -1 : 1);
    });
    [""].concat(names).forEach(function (kind) {
      var words = kind ? heading(kind) + " " + counts[kind] : _("Everything");
      var button = make("button", { type: "button", "aria-pressed": String(kind === chosenKind) }, [words]);
      button.addEventListener("click", function () {
        chosenKind = kind;
        shown = PAGE;
        parts.input.focus();
        update();
      });
      parts.kinds.insertBefore(button, parts.toggle);
    });
  }

  function countFacets(facets) {
    Object.keys(facets).forEach(function (name) {
      var select = parts.selects[name];
      var kept = select.value;
      var counts = facets[name];
      var values = Object.keys(counts).filter(function (value) {
        return counts[value] || value === kept;
      });
      values.sort(function (a, b) {
        if (name === "year") return a < b ? 1 : -1;
        return counts[b] - counts[a] || (a < b ? -1 : 1);
      });
      while (select.options.length > 1) select.remove(1);
      values.slice(0, MOST_CHOICES).forEach(function (value) {
        select.append(make("option", { value: value }, [value + " (" + (counts[value] || 0) + ")"]));
      });
      if (kept && values.slice(0, MOST_CHOICES).indexOf(kept) < 0) {
        select.append(make("option", { value: kept }, [kept + " (" + (counts[kept] || 0) + ")"]));
      }
      select.value = kept;
      select.disabled = !values.length;
    });
  }

  /* Keys */

  function options() {
    return Array.from(parts.results.querySelectorAll("[role=option]"));
  }

  function activate(place) {
    var all = options();
    active = all.length ? Math.max(-1, Math.min(place, all.length - 1)) : -1;
    all.forEach(function (element, i) {
      element.setAttribute("aria-selected", String(i === active));
    });
    if (active < 0) {
      parts.input.removeAttribute("aria-activedescendant");
      return;
    }
    parts.input.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  }

  function choose(event) {
    if (event.key === "ArrowDown") activate(active + 1);
    else if (event.key === "ArrowUp") activate(active - 1);
    else return;
    event.preventDefault();
  }

  function follow() {
    var all = options();
    var target = all[Math.max(active, 0)];
    if (target) target.click();
  }

  /* What a search finds, best first: for tests. */
  async function find(query) {
    if (!parts) parts = build();
    var found = await ask(await load(), query, turn);
    return found.groups.flatMap(function (group) {
      return group.results.map(function (result) {
        return { kind: group.kind, title: result.meta.title, address: address(result) };
      });
    });
  }

  window.bsSearch = { open: open, find: find };
})();
