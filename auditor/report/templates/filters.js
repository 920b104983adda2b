"use strict";
// What the scripts of both lists begin with: elements of rows, and filters that stand in the address of the page.
// On a page of another language, what is Chinese is marked as such.
const CHINESE = document.documentElement.lang.startsWith("zh") ? /$^/ : /[\u3400-\u9fff]/;

const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
const plain = (text) => text.normalize("NFKC").toLowerCase();
const valueOf = (id) => (byId(id) ? byId(id).value : "");
const termsOf = (id) => plain(valueOf(id)).split(/\s+/).filter(Boolean);

const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  if (name === "bdi" && CHINESE.test(text)) made.lang = "zh";
  return made;
};

const remember = (fields, sort = "") => {
  const state = new URLSearchParams();
  fields.forEach((id) => { if (valueOf(id)) state.set(id, valueOf(id)); });
  if (sort) state.set("sort", sort);
  const hash = state.toString();
  try {
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  } catch { /* a browser that refuses this for files loses only the memory of the filters */ }
};

// The state that the address asks for, where it asks for one.
const recall = (fields) => {
  const state = new URLSearchParams(location.hash.slice(1));
  if (![...fields, "sort"].some((id) => state.has(id))) return null;
  fields.filter(byId).forEach((id) => {
    byId(id).value = state.get(id) || "";
    if (byId(id).selectedIndex === -1) byId(id).value = "";
  });
  return state;
};

const offer = (fields, changed, clear) => {
  fields.filter(byId).forEach((id) => byId(id).addEventListener(id === "q" ? "input" : "change", changed));
  byId("clear").addEventListener("click", () => {
    fields.filter(byId).forEach((id) => { byId(id).value = ""; });
    clear();
    byId("q").focus();
  });
  byId("filters").hidden = false;
};
