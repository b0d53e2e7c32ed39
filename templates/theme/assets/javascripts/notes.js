/* Notes at the marks of the reading view, and the quotation that an address leads to.

   A note says who speaks, with which word, how sure that is and by which rule; at a name, who that is. It is put
   together from the cards and lists of the same page. It opens by hover, by focus and by a first tap, stays while the
   pointer is on it, and Escape closes it. Without this script marks keep their titles and names stay links. */
(function () {
  "use strict";

  var _ = function (m) { return (window.bsWords || {})[m] || m; };
  var fill = window.bsHands.fill;
  var make = window.bsHands.make;

  var LATE = 250; // ms until a note opens under a pointer that only passes
  var LINGER = 300; // ms that it stays, so that the pointer can reach it
  var reading = document.querySelector(".bs-reading");
  var note = null;
  var at = null; // the mark whose note is open
  var timer = 0;
  var isQuiet = false; // the focus comes back to a mark whose note was just closed
  var pointer = "";

  function copy(element) {
    var mine = element.cloneNode(true);
    [mine].concat(Array.from(mine.querySelectorAll("[id]"))).forEach(function (one) {
      one.removeAttribute("id");
    });
    return mine;
  }

  /* What a note says */

  function cardOf(mark) {
    var quote = /^in-/.test(mark.id) ? document.getElementById("q-" + mark.id.slice(3)) : null;
    return quote ? quote.closest(".bs-quote") : null;
  }

  function whoSays(card) {
    var own = card.querySelector(".bs-speaker");
    var head = own || (card.closest(".bs-group") || card).querySelector("h3");
    return head ? Array.from(copy(head).childNodes) : [];
  }

  function ofQuote(mark) {
    var card = cardOf(mark);
    if (!card) return mark.bsTitle ? [make("p", { class: "bs-speaker" }, [mark.bsTitle])] : null;
    var out = [make("p", { class: "bs-speaker" }, whoSays(card))];
    var cue = card.querySelector(".bs-cue");
    var how = card.querySelector(".bs-how");
    var corrected = card.querySelector(".bs-corrected");
    var line = make("p", { class: "bs-note" });
    if (cue) line.append(copy(cue), " · ");
    if (how) line.append(copy(how.querySelector("summary")).textContent);
    else if (corrected) line.append(corrected.textContent);
    if (line.firstChild) out.push(line);
    if (how) out.push(make("p", { class: "bs-note" }, [how.querySelector("p").textContent]));
    var anchor = card.id || "q-" + mark.id.slice(3);
    out.push(make("p", { class: "bs-note" }, [make("a", { href: "#" + anchor }, [_("In the list above")])]));
    return out;
  }

  function ofActor(link) {
    var entry = Array.from(document.querySelectorAll("ul.bs-names a.bs-name")).find(function (a) {
      return a.href === link.href;
    });
    var kind = (/bs-actor--(\w+)/.exec(link.className) || [])[1];
    var words = (link.bsTitle || "").split(": ");
    var name = entry ? entry.textContent : words[0];
    var out = [make("p", { class: "bs-speaker" }, [make("span", { class: "bs-sign bs-sign--" + kind, "aria-hidden": "true" }), make("strong", {}, [name])])];
    var line = make("p", { class: "bs-note" }, [words.length > 1 ? words[words.length - 1].charAt(0).toUpperCase() + words[words.length - 1].slice(1) : ""]);
    var item = entry && entry.closest("li");
    if (item) {
      item.querySelectorAll(".bs-role, .bs-note").forEach(function (one) {
        line.append(line.textContent ? " · " : "", one.textContent);
      });
    }
    out.push(line, make("p", { class: "bs-note" }, [make("a", { href: link.href, tabindex: "-1" }, [fill(_("All about {name}"), { name: name })])]));
    return out;
  }

  function content(mark) {
    if (mark.matches("a.bs-actor")) return ofActor(mark);
    if (mark.matches(".bs-source")) return [make("p", { class: "bs-speaker" }, [mark.bsTitle])];
    return ofQuote(mark);
  }

  /* Where it stands: under the line that was met, inside the reading view's width. */

  function place(mark, x, y) {
    var lines = Array.from(mark.getClientRects());
    var line = lines.find(function (r) { return y >= r.top - 2 && y <= r.bottom + 2 && x >= r.left - 2 && x <= r.right + 2; }) || lines[0];
    var frame = reading.getBoundingClientRect();
    var left = Math.min(Math.max(line.left, x ? x - 60 : line.left), frame.right - note.offsetWidth);
    note.style.left = Math.max(0, left - frame.left) + "px";
    var below = line.bottom + note.offsetHeight <= window.innerHeight || line.top < note.offsetHeight + 60;
    note.style.top = (below ? line.bottom : line.top - note.offsetHeight) - frame.top + "px";
  }

  function open(mark, x, y) {
    window.clearTimeout(timer);
    if (at === mark) return;
    close();
    var inside = content(mark);
    if (!inside) return;
    if (!note) {
      note = make("div", { id: "bs-note", class: "bs-margin-note", role: "note" });
      note.addEventListener("pointerenter", function () { window.clearTimeout(timer); });
      note.addEventListener("pointerleave", function (event) {
        if (event.pointerType === "mouse") later();
      });
      reading.append(note);
    }
    note.replaceChildren.apply(note, inside);
    note.hidden = false;
    at = mark;
    mark.setAttribute("aria-describedby", "bs-note");
    mark.classList.add("bs-noted");
    place(mark, x, y);
  }

  function close() {
    window.clearTimeout(timer);
    if (!at) return;
    at.removeAttribute("aria-describedby");
    at.classList.remove("bs-noted");
    at = null;
    note.hidden = true;
  }

  function later() {
    window.clearTimeout(timer);
    timer = window.setTimeout(function () {
      if (!note || note.contains(document.activeElement) || document.activeElement === at) return;
      close();
    }, LINGER);
  }

  function markAt(target) {
    return target.closest ? target.closest("a.bs-actor, .bs-source, mark.bs-mark") : null;
  }

  function begin() {
    reading.querySelectorAll("a.bs-actor, .bs-source, mark.bs-mark").forEach(function (mark) {
      mark.bsTitle = mark.getAttribute("title") || "";
      mark.removeAttribute("title"); // the note says it, better
      if (mark.tagName !== "A" && (mark.bsTitle || mark.id)) mark.tabIndex = 0;
    });

    reading.addEventListener("pointerover", function (event) {
      var mark = markAt(event.target);
      if (event.pointerType !== "mouse" || !mark) return;
      window.clearTimeout(timer);
      timer = window.setTimeout(function () { open(mark, event.clientX, event.clientY); }, LATE);
    });
    reading.addEventListener("pointerout", function (event) {
      if (event.pointerType === "mouse" && markAt(event.target)) later();
    });
    document.addEventListener("pointerdown", function (event) {
      pointer = event.pointerType;
      if (at && !note.contains(event.target) && !at.contains(event.target)) close();
    });
    // A first tap opens the note; the link in it, or a second tap, leads on.
    reading.addEventListener("click", function (event) {
      var mark = markAt(event.target);
      if (!mark) return;
      var isLink = mark.tagName === "A";
      if (isLink && (pointer === "mouse" || pointer === "" || at === mark)) return;
      if (isLink) event.preventDefault();
      open(mark, event.clientX, event.clientY);
    });
    reading.addEventListener("focusin", function (event) {
      var mark = event.target;
      if (note && note.contains(mark)) return;
      if (isQuiet || pointer || mark !== markAt(mark)) return;
      open(mark, 0, 0);
    });
    reading.addEventListener("focusout", function (event) {
      if (at && event.relatedTarget && !note.contains(event.relatedTarget) && event.relatedTarget !== at) close();
    });
    document.addEventListener("keydown", function (event) {
      pointer = "";
      if (!at) return;
      var links = Array.from(note.querySelectorAll("a[href]:not([tabindex])"));
      var last = links[links.length - 1];
      if (event.key === "Escape") {
        var mark = at;
        var isInside = note.contains(document.activeElement);
        close();
        if (isInside) back(mark);
      } else if (event.key === "Tab" && !event.shiftKey && document.activeElement === at && last) {
        links[0].focus();
        event.preventDefault();
      } else if (event.key === "Tab" && document.activeElement === (event.shiftKey ? links[0] : last) && last) {
        back(at);
        if (event.shiftKey) event.preventDefault();
        else close(); // and the key goes on from the mark
      }
    });
  }

  function back(mark) {
    isQuiet = true;
    mark.focus({ preventScroll: true });
    isQuiet = false;
  }

  /* The quotation that the address leads to */

  function lead() {
    document.querySelectorAll(".bs-led").forEach(function (one) { one.classList.remove("bs-led"); });
    document.querySelectorAll(".bs-gone").forEach(function (one) { one.remove(); });
    var hash = "";
    try {
      hash = decodeURIComponent(location.hash.slice(1));
    } catch (damaged) {
      return;
    }
    if (!/^(q|in)-/.test(hash)) return;
    var target = document.getElementById(hash);
    if (!target) {
      var head = document.querySelector(".bs-head");
      if (head && /^q-/.test(hash) && document.querySelector(".bs-quote[id^=q-], .bs-reading")) {
        head.append(make("p", { class: "bs-notice bs-gone", role: "status" }, [
          _("The quotation that this address named is not here any more: the article or what was found in it has changed."),
        ]));
      }
      return;
    }
    var isHidden = false;
    for (var box = target.closest("details:not([open])"); box; box = target.closest("details:not([open])")) {
      box.open = true;
      isHidden = true;
    }
    var card = target.closest(".bs-quote") || cardOf(target);
    if (card) {
      card.classList.add("bs-led");
      [card].concat(Array.from(card.querySelectorAll("[id^=q-]"))).forEach(function (one) {
        var mark = document.getElementById("in-" + one.id.slice(2));
        if (mark) mark.classList.add("bs-led");
      });
    }
    if (isHidden) target.scrollIntoView(); // all else the browser does, going there and coming back
  }

  if (reading) begin();
  window.addEventListener("hashchange", lead);
  if (location.hash) lead();
})();
