(() => {
  const FIELDS = ["q", "group", "kind", "severity", "order"];
  const LEVELS = [1, 2, 5];
  const [NAME, HREF, GROUP, FAILS] = [0, 1, 2, 3];
  const [ID, PAGE, TITLE, SEVERITY, KIND] = [0, 1, 2, 3, 4];

  let found = [];
  let rules = [];
  let first = 0;

  const headOf = (scope, text, href, title) => {
    const head = element("th");
    head.scope = scope;
    const link = element("a");
    link.append(element("bdi", "", text));
    link.href = href;
    if (title) link.title = title;
    head.append(link);
    return head;
  };

  // Units with the rules that are asked for, each with its numbers by rule and their sum.
  const select = () => {
    const terms = termsOf("q");
    const group = data.groups.indexOf(valueOf("group"));
    const asked = data.rules.map((rule) =>
      (!valueOf("kind") || rule[KIND] === valueOf("kind")) &&
      (!valueOf("severity") || rule[SEVERITY] === valueOf("severity")));
    found = data.units
      .filter((unit) => (group < 0 || unit[GROUP] === group) && terms.every((term) => plain(unit[NAME]).includes(term)))
      .map((unit) => ({ unit, fails: unit[FAILS].filter(([rule]) => asked[rule]) }))
      .filter(({ fails }) => fails.length)
      .map(({ unit, fails }) => ({ unit, fails: new Map(fails), total: fails.reduce((sum, [, n]) => sum + n, 0) }));
    const present = new Set(found.flatMap(({ fails }) => [...fails.keys()]));
    rules = data.rules.map((_, place) => place).filter((place) => present.has(place));
    const order = valueOf("order");
    if (order === "name") found.sort((one, other) => collator.compare(one.unit[NAME], other.unit[NAME]));
    else if (order === "group") found.sort((one, other) => one.unit[GROUP] - other.unit[GROUP] || other.total - one.total);
    else found.sort((one, other) => other.total - one.total);
  };

  const heads = () => {
    const [kinds, row] = byId("map-heads").rows;
    const last = row.lastElementChild;
    row.replaceChildren(row.firstElementChild, ...rules.map((place) => {
      const rule = data.rules[place];
      const head = headOf("col", rule[ID], rule[PAGE], rule[TITLE]);
      head.className = rule[SEVERITY];
      return head;
    }), last);
    const spans = [];
    rules.forEach((place) => {
      const kind = data.rules[place][KIND];
      if (spans.length && spans[spans.length - 1].kind === kind) spans[spans.length - 1].span += 1;
      else spans.push({ kind, span: 1 });
    });
    kinds.replaceChildren(kinds.firstElementChild, ...spans.map(({ kind, span }) => {
      const head = element("th", "", kind);
      head.scope = "colgroup";
      head.colSpan = span;
      return head;
    }), kinds.lastElementChild);
  };

  const rowOf = ({ unit, fails, total }) => {
    const row = element("tr");
    row.append(headOf("row", unit[NAME], unit[HREF]), ...rules.map((place) => {
      const number = fails.get(place);
      if (!number) return element("td");
      return element("td", `h${LEVELS.filter((bound) => number >= bound).length} ${data.rules[place][SEVERITY]}`, number);
    }), element("td", "sum", total));
    return row;
  };

  const show = () => {
    const shown = found.slice(first, first + data.rows);
    const rows = [];
    let group = -2;
    shown.forEach((each) => {
      if (valueOf("order") === "group" && each.unit[GROUP] !== group) {
        group = each.unit[GROUP];
        const head = element("th", "", data.groups[group]);
        head.scope = "rowgroup";
        const rest = element("td");
        rest.colSpan = rules.length + 1;
        const row = element("tr", "band");
        row.append(head, rest);
        rows.push(row);
      }
      rows.push(rowOf(each));
    });
    byId("cells").replaceChildren(...rows);
    byId("shown").textContent = shown.length
      ? data.words.shown.replace("{first}", first + 1).replace("{last}", first + shown.length).replace("{total}", found.length)
      : data.words.nothing;
    byId("previous").disabled = first === 0;
    byId("next").disabled = first + data.rows >= found.length;
    byId("previous").parentElement.hidden = found.length <= data.rows;
  };

  const refresh = () => { first = 0; select(); heads(); show(); };
  const turn = (step) => {
    first += step * data.rows;
    show();
    byId("shown").scrollIntoView();
  };
  const changed = () => {
    remember(FIELDS);
    refresh();
  };

  offer(FIELDS, changed, changed);
  byId("previous").addEventListener("click", () => turn(-1));
  byId("next").addEventListener("click", () => turn(1));
  window.addEventListener("hashchange", () => {
    if (!recall(FIELDS)) return;
    byId("map").scrollIntoView();
    refresh();
  });

  recall(FIELDS);
  refresh();
})();
