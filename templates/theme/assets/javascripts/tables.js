/* Tables that can be sorted and filtered where they stand. Without this script they are the same tables, in the order
   that the page gives; lists of several pages have their other orders as pages of their own. */
(function () {
  "use strict";

  var LEAST_TO_SORT = 3;
  var LEAST_TO_FILTER = 12;
  var compare = new Intl.Collator(document.documentElement.lang || "en", { numeric: true }).compare;

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
      });
    });
  }

  function makeFilter(table) {
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    var label = document.createElement("label");
    var field = document.createElement("input");
    var said = document.createElement("output");
    label.className = "bs-filter";
    label.appendChild(document.createTextNode("Show rows with "));
    field.type = "search";
    field.autocomplete = "off";
    label.appendChild(field);
    label.appendChild(said);
    field.addEventListener("input", function () {
      var words = field.value.trim().toLowerCase();
      var n = 0;
      rows.forEach(function (row) {
        row.hidden = words !== "" && row.textContent.toLowerCase().indexOf(words) === -1;
        if (!row.hidden) n += 1;
      });
      said.textContent = words ? n + " of " + rows.length + " rows of this page" : "";
    });
    table.parentNode.parentNode.insertBefore(label, table.parentNode);
  }

  document.querySelectorAll("table[data-bs-table]").forEach(function (table) {
    if (!table.tHead || !table.tBodies.length) return;
    var n = table.tBodies[0].rows.length;
    if (n >= LEAST_TO_SORT) makeSortable(table);
    if (n >= LEAST_TO_FILTER) makeFilter(table);
  });
})();
