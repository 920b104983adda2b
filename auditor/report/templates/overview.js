"use strict";
(() => {
  const STEP = 200;
  const GRADES = ["error", "warning", "notice", "unknown"];
  const FIELDS = ["q", "severity", "status", "year", "rule"];
  const [HREF, UNIT, PATH, YEAR, FORM, STATE, REASON, COUNTS, RULES] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  // On a page of another language, what is Chinese is marked as such.
  const CHINESE = document.documentElement.lang.startsWith("zh") ? /$^/ : /[\u3400-\u9fff]/;

  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const words = data.words;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const haystacks = new Map(data.rows.map((row) => [row, plain(`${row[UNIT]} ${row[PATH]} ${row[YEAR] || ""}`)]));

  let sort = { key: "", descending: false };
  let limit = STEP;
  let found = data.rows;

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    if (name === "bdi" && CHINESE.test(text)) made.lang = "zh";
    return made;
  };
  const isolated = (name, text) => {
    const made = document.createElement(name);
    made.append(element("bdi", "", text));
    return made;
  };

  const rowOf = (row) => {
    const made = document.createElement("tr");
    const head = element("th");
    head.scope = "row";
    const link = isolated("a", row[UNIT]);
    link.href = row[HREF];
    head.append(link, isolated("small", row[PATH]));
    const state = data.states[row[STATE]];
    const status = element("td", `state ${state}`, words[state]);
    if (row[REASON]) status.append(isolated("small", row[REASON]));
    made.append(head, element("td", "figure", row[YEAR] || ""));
    row[COUNTS].forEach((count, place) => {
      made.append(element("td", `figure n ${GRADES[place]}${count ? "" : " zero"}`, count));
    });
    made.append(status, element("td", "", data.forms[row[FORM]]));
    return made;
  };

  const values = {
    unit: (row) => row[UNIT],
    year: (row) => row[YEAR],
    form: (row) => data.forms[row[FORM]],
    status: (row) => words[data.states[row[STATE]]],
  };
  GRADES.forEach((grade, place) => { values[grade] = (row) => row[COUNTS][place]; });

  const compare = (left, right) =>
    typeof left === "number" ? left - right : collator.compare(left, right);

  const select = () => {
    const terms = plain(byId("q").value).split(/\s+/).filter(Boolean);
    const grade = GRADES.indexOf(byId("severity").value);
    const isClean = byId("severity").value === "clean";
    const status = byId("status").value;
    const year = Number(byId("year").value);
    const rule = byId("rule").value;
    const ruleNumber = data.rules.indexOf(rule);
    found = data.rows.filter((row) =>
      terms.every((term) => haystacks.get(row).includes(term)) &&
      (grade < 0 || row[COUNTS][grade] > 0) &&
      (!isClean || (data.states[row[STATE]] === "audited" && !row[COUNTS].some((count, place) => count && place < 3))) &&
      (!status || data.states[row[STATE]] === status) &&
      (!year || row[YEAR] === year) &&
      (!rule || row[RULES].includes(ruleNumber)));
    if (sort.key) {
      const value = values[sort.key];
      const sign = sort.descending ? -1 : 1;
      found = [...found].sort((left, right) => sign * compare(value(left), value(right)));
    }
  };

  const show = () => {
    const rows = byId("rows");
    rows.replaceChildren(...found.slice(0, limit).map(rowOf));
    if (!found.length) {
      const cell = element("td", "nothing", words.nothing_matches);
      cell.colSpan = 4 + GRADES.length;
      const row = element("tr");
      row.append(cell);
      rows.append(row);
    }
    byId("shown").textContent = words.shown.replace("{shown}", found.length).replace("{total}", data.rows.length);
    const more = byId("more");
    more.hidden = found.length <= limit;
    more.textContent = words.more.replace("{count}", Math.min(STEP, found.length - limit));
    for (const head of byId("heads").children) {
      const isSorted = head.dataset.key === sort.key;
      if (isSorted) head.setAttribute("aria-sort", sort.descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
  };

  const remember = () => {
    const state = new URLSearchParams();
    FIELDS.forEach((id) => { if (byId(id).value) state.set(id, byId(id).value); });
    if (sort.key) state.set("sort", (sort.descending ? "-" : "") + sort.key);
    const hash = state.toString();
    try {
      history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    } catch { /* a browser that refuses this for files loses only the memory of the filters */ }
  };

  const recall = () => {
    const state = new URLSearchParams(location.hash.slice(1));
    if (!FIELDS.some((id) => state.has(id)) && !state.has("sort")) return false;
    FIELDS.forEach((id) => {
      byId(id).value = state.get(id) || "";
      if (byId(id).selectedIndex === -1) byId(id).value = "";
    });
    const key = state.get("sort") || "";
    sort = { key: key.replace(/^-/, ""), descending: key.startsWith("-") };
    if (!(sort.key in values)) sort.key = "";
    return true;
  };

  const refresh = () => { limit = STEP; select(); show(); };
  const changed = () => { remember(); refresh(); };

  FIELDS.forEach((id) => byId(id).addEventListener(id === "q" ? "input" : "change", changed));
  byId("clear").addEventListener("click", () => {
    FIELDS.forEach((id) => { byId(id).value = ""; });
    sort = { key: "", descending: false };
    changed();
    byId("q").focus();
  });
  byId("more").addEventListener("click", () => {
    const first = limit;
    limit += STEP;
    show();
    byId("rows").children[first].querySelector("a").focus();
  });
  for (const head of byId("heads").children) {
    head.firstElementChild.addEventListener("click", () => {
      const key = head.dataset.key;
      const startsDescending = head.classList.contains("figure");
      if (sort.key !== key) sort = { key, descending: startsDescending };
      else if (sort.descending === startsDescending) sort = { key, descending: !startsDescending };
      else sort = { key: "", descending: false };
      changed();
    });
  }
  window.addEventListener("hashchange", () => {
    if (!recall()) return;
    byId("submissions").scrollIntoView();
    refresh();
  });

  byId("filters").hidden = false;
  recall();
  refresh();
})();
