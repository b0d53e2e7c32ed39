/* Before the page is painted: which colours. After that: the switch, the menu, and buttons that copy a line. No part of a
   page's content needs this. */
(function () {
  "use strict";

  var KEY = "broadsheet.colours";
  var root = document.documentElement;
  var switched = document.currentScript.hasAttribute("data-switch");
  var dark = window.matchMedia("(prefers-color-scheme: dark)");

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

  document.addEventListener("DOMContentLoaded", function () {
    if (!navigator.clipboard) return;
    document.querySelectorAll("pre[data-bs-copy]").forEach(function (line) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "bs-copy";
      button.textContent = "Copy the line";
      button.addEventListener("click", function () {
        navigator.clipboard.writeText(line.textContent.replace(/\s+$/, "") + "\n").then(
          function () {
            button.textContent = "Copied";
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
})();
