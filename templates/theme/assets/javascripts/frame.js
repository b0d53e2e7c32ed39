/* Before the page is painted: which colours. After that: the switch, the menu, search once it is asked for, and buttons
   that copy a line. No part of a page's content needs this. */
(function () {
  "use strict";

  var _ = function (m) {
    return (window.bsWords || {})[m] || m;
  };

  var KEY = "broadsheet.colours";
  var root = document.documentElement;
  var switched = document.currentScript.hasAttribute("data-switch");
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var ASSETS = new URL("../", document.currentScript.src); // from its own address, so that it works under any sub-path
  var ready = new Promise(function (resolve) { document.addEventListener("DOMContentLoaded", resolve); });
  var searching = null; // the promise of search, whose script and styles a page view does not wait for
  var early = null; // what was typed while it was being fetched

  root.classList.remove("no-js");
  root.classList.add("js");

  function chosen() {
    try {
      return window.localStorage.getItem(KEY);
    } catch (refused) {
      return null;
    }
  }

  function isDark() {
    var choice = chosen();
    return choice ? choice === "dark" : dark.matches;
  }

  function paint() {
    var scheme = isDark() ? "slate" : "default";
    document.body.setAttribute("data-md-color-scheme", scheme);
    root.setAttribute("data-md-color-scheme", scheme);
    document.querySelectorAll("[data-bs-colours]").forEach(function (button) {
      var words = button.getAttribute(isDark() ? "data-light" : "data-dark");
      button.title = words;
      button.querySelector("span").textContent = words;
    });
  }

  if (switched) {
    paint();
    dark.addEventListener("change", paint);
    document.addEventListener("DOMContentLoaded", paint);
    window.addEventListener("storage", paint);
  } else {
    root.setAttribute("data-md-color-scheme", document.body.getAttribute("data-md-color-scheme") || "default");
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-bs-colours]")) {
      try {
        window.localStorage.setItem(KEY, isDark() ? "light" : "dark");
      } catch (refused) {
        dark = { matches: !isDark() };
      }
      paint();
    }
    document.querySelectorAll("details.bs-menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  /* On paper stands the page's address, known here only where the site's settings do not say it. */
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("[data-bs-address]:empty").forEach(function (line) {
      line.textContent = window.location.href.split("#")[0];
    });
  });

  document.addEventListener("DOMContentLoaded", function () {
    if (!navigator.clipboard) return;
    document.querySelectorAll("pre[data-bs-copy]").forEach(function (line) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "bs-copy";
      button.textContent = _("Copy the line");
      button.addEventListener("click", function () {
        navigator.clipboard.writeText(line.textContent.replace(/\s+$/, "") + "\n").then(
          function () {
            button.textContent = _("Copied");
          },
          function () {
            window.getSelection().selectAllChildren(line);
          },
        );
      });
      line.after(button);
    });
  });

  document.addEventListener("keydown", function (event) {
    var menu = document.querySelector("details.bs-menu[open]");
    if (event.key === "Escape" && menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  /* Search */

  function fetched(element) {
    return new Promise(function (done, refused) {
      element.addEventListener("load", done);
      element.addEventListener("error", refused);
      document.head.append(element);
    });
  }

  function openSearch() {
    if (!searching) {
      var style = document.createElement("link");
      style.rel = "stylesheet";
      style.href = new URL("stylesheets/search.css", ASSETS).href;
      var script = document.createElement("script");
      script.src = new URL("javascripts/search.js", ASSETS).href;
      // search.js builds on hands.js, which is there once the page has been read.
      searching = ready.then(function () { return Promise.all([fetched(style), fetched(script)]); });
      searching.catch(function () {
        searching = null; // the next try begins anew
      });
    }
    early = early || "";
    searching.then(
      function () {
        window.bsSearch.open(early);
        early = null;
      },
      function () {
        early = null;
        document.querySelectorAll("[data-bs-search] span").forEach(function (words) {
          words.textContent = _("Search could not be loaded");
        });
      },
    );
  }

  function isTyping(element) {
    return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-bs-search]")) openSearch();
  });

  document.addEventListener("keydown", function (event) {
    var plainKey = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (early !== null && plainKey && event.key.length === 1) {
      event.preventDefault();
      early += event.key;
      return;
    }
    if (event.key === "/" && plainKey && !isTyping(event.target) && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      openSearch();
    }
  });
})();
