/* Tables that can be sorted, filtered and taken away as CSV where they stand. Without this script they are the same
   tables, in the order that the page gives; lists of several pages have their other orders as pages of their own. */
(function () {
  "use strict";

  var _ = function (m) { return (window.bsWords || {})[m] || m; };
  var fill = window.bsHands.fill;

  var LEAST_TO_SORT = 3;
  var LEAST_TO_FILTER = 12;
  var compare = new Intl.Collator(document.documentElement.lang || "en", { numeric: true }).compare;

  function words(element) {
    return element.textContent.replace(/\s+/g, " ").trim();
  }

  function value(row, column) {
    var cell = row.cells[column];
    if (!cell) return "";
    return cell.hasAttribute("data-sort") ? cell.getAttribute("data-sort") : cell.textContent.trim();
  }

  function sort(table, column, ascending) {
    var body = table.tBodies[0];
    var rows = Array.prototype.slice.call(body.rows);
    var isNumber = table.tHead.rows[0].cells[column].classList.contains("bs-number");
    rows
      .map(function (row, place) {
        var found = value(row, column);
        return { row: row, place: place, value: isNumber ? Number(found) : found };
      })
      .sort(function (a, b) {
        var order = isNumber ? a.value - b.value : compare(a.value, b.value);
        return (ascending ? order : -order) || a.place - b.place;
      })
      .forEach(function (item) {
        body.appendChild(item.row);
      });
  }

  function makeSortable(table) {
    var told = document.createElement("p");
    told.className = "bs-hidden";
    told.setAttribute("role", "status");
    table.parentNode.parentNode.insertBefore(told, table.parentNode);
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "bs-sort";
      while (head.firstChild) button.appendChild(head.firstChild);
      head.appendChild(button);
      button.addEventListener("click", function () {
        var now = head.getAttribute("aria-sort");
        // Numbers and dates are looked at from the largest, words from the first letter.
        var byDate = table.tBodies[0].rows[0].cells[column].hasAttribute("data-sort");
        var ascending = now ? now !== "ascending" : !byDate;
        Array.prototype.forEach.call(table.tHead.rows[0].cells, function (other) {
          other.removeAttribute("aria-sort");
        });
        head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
        sort(table, column, ascending);
        told.textContent = fill(
          ascending ? _("Sorted by {column}, smallest or first letter on top") : _("Sorted by {column}, largest or last letter on top"),
          { column: words(button) },
        );
      });
    });
  }

  function makeFilter(table) {
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    var label = document.createElement("label");
    var field = document.createElement("input");
    var said = document.createElement("output");
    label.className = "bs-filter";
    label.appendChild(document.createTextNode(_("Show rows with") + " "));
    field.type = "search";
    field.autocomplete = "off";
    label.appendChild(field);
    label.appendChild(said);
    field.addEventListener("input", function () {
      var sought = field.value.trim().toLowerCase();
      var n = 0;
      rows.forEach(function (row) {
        row.hidden = sought !== "" && row.textContent.toLowerCase().indexOf(sought) === -1;
        if (!row.hidden) n += 1;
      });
      said.textContent = sought ? fill(_("{n} of {total} rows of this page"), { n: n, total: rows.length }) : "";
    });
    var place = table.parentNode.previousElementSibling;
    if (place && place.classList.contains("bs-hidden")) place = place.previousElementSibling;
    if (place && place.classList.contains("bs-filter-place")) place.append(label);
    else table.parentNode.before(label);
  }

  /* A field of CSV. What a spreadsheet would take for a formula gets an apostrophe before it. */
  function field(text) {
    var isFormula = /^(?:[\s\0\ufeff]*[=+\-@＝＋－＠]|[\t\r\n])/.test(text) && !/^-?\d+(?:\.\d+)?$/.test(text);
    var plain = isFormula ? "'" + text : text;
    return /[",\n\r]/.test(plain) ? '"' + plain.replace(/"/g, '""') + '"' : plain;
  }

  /* The rows that are shown, in their order; numbers and dates as they sort, the first column's addresses last. */
  function csv(table) {
    var heads = Array.from(table.tHead.rows[0].cells);
    var rows = Array.from(table.tBodies[0].rows).filter(function (row) { return !row.hidden; });
    var isLinked = rows.some(function (row) { return row.cells[0].querySelector("a[href]"); });
    var lines = [heads.map(words).concat(isLinked ? _("Address") : [])];
    rows.forEach(function (row) {
      var link = row.cells[0].querySelector("a[href]");
      var cells = heads.map(function (head, column) {
        var cell = row.cells[column];
        var isPlain = head.classList.contains("bs-number") || head.classList.contains("bs-date");
        return !cell ? "" : isPlain && cell.hasAttribute("data-sort") ? cell.getAttribute("data-sort") : words(cell);
      });
      lines.push(cells.concat(isLinked ? (link ? link.href : "") : []));
    });
    return lines.map(function (line) { return line.map(field).join(","); }).join("\r\n") + "\r\n";
  }

  function nameOf(table) {
    return table.caption ? words(table.caption) : table.getAttribute("aria-label") || "";
  }

  function fileName(table) {
    var title = document.querySelector("h1");
    var name = (title ? words(title) + " " : "") + nameOf(table);
    return (name.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 80) || "table") + ".csv";
  }

  function makeDownload(table) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "bs-citing bs-csv";
    button.textContent = _("Save as CSV");
    if (nameOf(table)) button.setAttribute("aria-label", fill(_("Save as CSV: {table}"), { table: nameOf(table) }));
    button.addEventListener("click", function () {
      var url = URL.createObjectURL(new Blob(["\ufeff" + csv(table)], { type: "text/csv" }));
      var link = document.createElement("a");
      link.href = url;
      link.download = fileName(table);
      link.click();
      window.setTimeout(function () { URL.revokeObjectURL(url); }, 1000);
    });
    (table.closest(".bs-scroll") || table).after(button);
  }

  document.querySelectorAll("table.bs-table").forEach(function (table) {
    if (!table.tHead || !table.tBodies.length) return;
    var n = table.tBodies[0].rows.length;
    if (table.hasAttribute("data-bs-table")) {
      if (n >= LEAST_TO_SORT) makeSortable(table);
      if (n >= LEAST_TO_FILTER) makeFilter(table);
    }
    // A whole list's file stands at its foot; this would be one page of it.
    if (n && !document.querySelector(".bs-whole")) makeDownload(table);
  });
})();
