"use strict";
// Tables sort by the column whose heading is pressed, and a second press turns the order around; those wider than the
// page can be reached, and so scrolled, from the keyboard.
(() => {
  const numeric = new Set(["share", "number", "money", "exact-money", "count", "heat"]);
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;

  const value = (row, index) => {
    const cell = row.cells[index];
    return cell.dataset.v === undefined ? cell.textContent.trim() : cell.dataset.v;
  };

  const sort = (table, index, kind, direction) => {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const [totals, others] = [rows.filter((r) => r.classList.contains("total")), rows.filter((r) => !r.classList.contains("total"))];
    const sign = direction === "ascending" ? 1 : -1;
    const ordered = others.map((row, place) => ({ row, place, key: value(row, index) }));
    ordered.sort((a, b) => {
      if ((a.key === "") !== (b.key === "")) return a.key === "" ? 1 : -1; // absent figures stay last
      const order = numeric.has(kind) ? Number(a.key) - Number(b.key) : compare(a.key, b.key);
      return order === 0 ? a.place - b.place : sign * order;
    });
    body.append(...ordered.map((item) => item.row), ...totals);
  };

  const reach = () => {
    for (const frame of document.querySelectorAll("main .table")) {
      if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0;
      else frame.removeAttribute("tabindex");
    }
  };
  let width = 0;
  new ResizeObserver(([{ contentRect }]) => {
    if (contentRect.width !== width) reach();
    width = contentRect.width;
  }).observe(document.querySelector("main"));
  document.addEventListener("toggle", reach, true); // folded tables have no width until they are opened

  for (const table of document.querySelectorAll("main table")) {
    if (table.tBodies[0].rows.length < 3 || table.querySelector("tr[class*='depth-1']")) continue; // trees keep their order
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, index) => {
      const name = head.querySelector(".name");
      if (name === null) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "name";
      button.textContent = name.textContent;
      name.replaceWith(button);
      const kind = head.dataset.kind;
      button.addEventListener("click", () => {
        const first = numeric.has(kind) && kind !== "count" ? "descending" : "ascending";
        const other = first === "descending" ? "ascending" : "descending";
        const direction = head.getAttribute("aria-sort") === first ? other : first;
        for (const each of heads) each.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", direction);
        sort(table, index, kind, direction);
      });
    });
  }
})();
