(() => {
  const STEP = 200;
  const GRADES = ["error", "warning", "notice", "unknown"];
  const FIELDS = ["q", "severity", "status", "year", "rule"];
  const [HREF, UNIT, PATH, YEAR, FORM, STATE, REASON, COUNTS, RULES] = [0, 1, 2, 3, 4, 5, 6, 7, 8];

  const words = data.words;
  const haystacks = new Map(data.rows.map((row) => [row, plain(`${row[UNIT]} ${row[PATH]} ${row[YEAR] || ""}`)]));

  let sort = { key: "", descending: false };
  let limit = STEP;
  let found = data.rows;

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
    const terms = termsOf("q");
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

  const recalled = () => {
    const state = recall(FIELDS);
    const key = state?.get("sort") || "";
    if (state) sort = { key: key.replace(/^-/, ""), descending: key.startsWith("-") };
    if (!(sort.key in values)) sort.key = "";
    return state;
  };

  const refresh = () => { limit = STEP; select(); show(); };
  const changed = () => {
    remember(FIELDS, sort.key && (sort.descending ? "-" : "") + sort.key);
    refresh();
  };

  offer(FIELDS, changed, () => {
    sort = { key: "", descending: false };
    changed();
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
    if (!recalled()) return;
    byId("submissions").scrollIntoView();
    refresh();
  });

  recalled();
  refresh();
})();
