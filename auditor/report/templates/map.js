"use strict";
(() => {
  const FIELDS = ["q", "group", "kind", "severity", "order"];
  const LEVELS = [1, 2, 5];
  const [NAME, HREF, GROUP, FAILS] = [0, 1, 2, 3];
  const [ID, PAGE, TITLE, SEVERITY, KIND] = [0, 1, 2, 3, 4];
  // On a page of another language, what is Chinese is marked as such.
  const CHINESE = document.documentElement.lang.startsWith("zh") ? /$^/ : /[\u3400-\u9fff]/;

  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const valueOf = (id) => (byId(id) ? byId(id).value : "");

  let found = [];
  let rules = [];
  let first = 0;

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    if (name === "bdi" && CHINESE.test(text)) made.lang = "zh";
    return made;
  };
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
    const terms = plain(valueOf("q")).split(/\s+/).filter(Boolean);
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
  const remember = () => {
    const state = new URLSearchParams();
    FIELDS.forEach((id) => { if (valueOf(id)) state.set(id, valueOf(id)); });
    try {
      history.replaceState(null, "", state.size ? `#${state}` : location.pathname + location.search);
    } catch { /* a browser that refuses this for files loses only the memory of the filters */ }
  };
  const recall = () => {
    const state = new URLSearchParams(location.hash.slice(1));
    if (!FIELDS.some((id) => state.has(id))) return false;
    FIELDS.filter(byId).forEach((id) => {
      byId(id).value = state.get(id) || "";
      if (byId(id).selectedIndex === -1) byId(id).value = "";
    });
    return true;
  };

  FIELDS.filter(byId).forEach((id) => byId(id).addEventListener(id === "q" ? "input" : "change", () => {
    remember();
    refresh();
  }));
  byId("clear").addEventListener("click", () => {
    FIELDS.filter(byId).forEach((id) => { byId(id).value = ""; });
    remember();
    refresh();
    byId("q").focus();
  });
  byId("previous").addEventListener("click", () => turn(-1));
  byId("next").addEventListener("click", () => turn(1));
  window.addEventListener("hashchange", () => {
    if (!recall()) return;
    byId("map").scrollIntoView();
    refresh();
  });

  byId("filters").hidden = false;
  recall();
  refresh();
})();
