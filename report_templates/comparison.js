// Tables of a comparison: sorted by their heads, narrowed by what is typed. Without this script they are plain tables.
"use strict";
(function () {
  const LONG = 8;
  const words = document.currentScript.dataset;
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
  let numbered = 0;

  // Empty values come last whichever way the others run, and equal ones stay in the order they came in.
  function sort(table, column, isNumber, isDown) {
    const body = table.tBodies[0];
    const value = (row) => row.cells[column].dataset.value || "";
    const beside = (a, b) => (isNumber ? Number(a) - Number(b) : order.compare(a, b));
    const rows = Array.from(body.rows).sort(function (one, other) {
      const a = value(one), b = value(other);
      if (a === "" || b === "") {
        return (a === "") - (b === "") || one.dataset.place - other.dataset.place;
      }
      return (isDown ? beside(b, a) : beside(a, b)) || one.dataset.place - other.dataset.place;
    });
    body.append(...rows);
  }

  function makeSortable(table) {
    const heads = Array.from(table.tHead.rows[0].cells);
    Array.from(table.tBodies[0].rows).forEach((row, place) => { row.dataset.place = place; });
    heads.forEach(function (head, column) {
      if (head.dataset.kind === "chart") {
        return;
      }
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sorter";
      button.title = words.sort + " " + head.textContent;
      head.dataset.words = head.textContent;
      button.append(...head.childNodes);
      head.append(button);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", function () {
        const isDown = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((one) => one.hasAttribute("aria-sort") && one.setAttribute("aria-sort", "none"));
        head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
        sort(table, column, head.dataset.kind === "number", isDown);
      });
    });
    table.classList.add("with-sorters");
  }

  function plain(said) {
    return said.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLocaleLowerCase(document.documentElement.lang);
  }

  // How many are shown is told beside the field, and announced.
  function makeFilterable(table) {
    const rows = Array.from(table.tBodies[0].rows);
    if (rows.length <= LONG) {
      return;
    }
    const texts = rows.map((row) => plain(row.textContent));
    const tools = document.createElement("div"), label = document.createElement("label");
    const field = document.createElement("input"), count = document.createElement("span");
    tools.className = "tools";
    field.type = "search";
    field.autocomplete = "off";
    field.dir = "auto";
    table.id = table.id || "table-" + (numbered += 1);
    field.setAttribute("aria-controls", table.id);
    field.setAttribute("aria-label", words.filter + ": " + table.dataset.title);
    count.setAttribute("role", "status");
    count.setAttribute("aria-live", "polite");
    label.append(words.filter, field);
    tools.append(label, count);
    function narrow() {
      const wanted = plain(field.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach(function (row, place) {
        row.hidden = !wanted.every((word) => texts[place].includes(word));
        shown += row.hidden ? 0 : 1;
      });
      tools.classList.toggle("narrowed", shown < rows.length);
      count.textContent = words.count.replace("{shown}", shown).replace("{all}", rows.length);
    }
    field.addEventListener("input", narrow);
    narrow();
    table.parentNode.before(tools);
  }

  document.querySelectorAll("table.sorts").forEach(function (table) {
    makeSortable(table);
    makeFilterable(table);
  });
})();
