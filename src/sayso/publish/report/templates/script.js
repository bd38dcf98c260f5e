
"use strict";
// The page is complete without this script, which adds filters, a panel for one statement, and keys. It makes no markup from text.
(() => {
  const SPEAKERS = 60, CARDS = 100; // shown at once; the rest on demand
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const form = $("#filters");
  const groups = $$("details.who");
  const texts = $$("details.doc");
  const panel = $("#panel");

  // ---- the index, made once -------------------------------------------------------------------------------------------------------
  const cards = [], groupOf = [], firstOf = [];
  groups.forEach((group, g) => {
    firstOf.push(cards.length);
    for (const card of group.lastElementChild.children) { cards.push(card); groupOf.push(g); }
  });
  firstOf.push(cards.length);
  const modes = cards.map((card) => card.dataset.m);
  const kinds = cards.map((card) => card.dataset.k);
  const documents = cards.map((card) => Number(card.dataset.d));
  const hiddenCards = new Uint8Array(cards.length);
  const room = new Array(groups.length).fill(CARDS);
  let roomForGroups = SPEAKERS;
  let words = null; // made at the first search
  let matched = new Uint8Array(cards.length).fill(1);

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (i) => {
    if (!words) words = cards.map((card, j) => plain(`${card.children[0].textContent} ${card.children[1].textContent} ${groups[groupOf[j]].dataset.key}`));
    return words[i];
  };

  // ---- filters --------------------------------------------------------------------------------------------------------------------
  const FIELDS = ["text", "who", "doc", "mode", "kind"];
  const option = (select, value, label) => {
    const made = document.createElement("option");
    made.value = value;
    made.textContent = label;
    select.append(made);
  };
  const tallied = (values) => {
    const found = new Map();
    for (const value of values) found.set(value, (found.get(value) || 0) + 1);
    return [...found].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  };
  const fill = () => {
    for (const group of groups) option(form.who, group.dataset.key, `${$("h3", group).textContent} (${$(".count", group).dataset.n})`);
    for (const text of texts) option(form.doc, text.dataset.d, `${$("bdi", text).textContent}: ${$("h3", text).textContent}`);
    for (const [mode, n] of tallied(modes)) option(form.mode, mode, `${mode} (${n})`);
    for (const [kind, n] of tallied(kinds)) option(form.kind, kind, `${kind} (${n})`);
  };
  const wanted = () => Object.fromEntries(FIELDS.map((name) => [name, form[name].value.trim()]));

  const many = (n, one, more) => `${n.toLocaleString("en")} ${n === 1 ? one : more}`;
  const match = (state) => {
    const who = state.who ? groups.findIndex((group) => group.dataset.key === state.who) : -1;
    const doc = Number(state.doc);
    const terms = plain(state.text).split(/\s+/).filter(Boolean);
    for (let i = 0; i < cards.length; i += 1) {
      matched[i] = (who < 0 || groupOf[i] === who) && (!doc || documents[i] === doc) && (!state.mode || modes[i] === state.mode)
        && (!state.kind || kinds[i] === state.kind) && terms.every((term) => wordsOf(i).includes(term)) ? 1 : 0;
    }
  };
  const count = (element, n) => {
    const all = Number(element.dataset.n);
    const label = n === all ? many(all, "statement", "statements") : `${n.toLocaleString("en")} of ${many(all, "statement", "statements")}`;
    if (element.textContent !== label) element.textContent = label;
  };
  const pager = (g, left) => {
    let button = groups[g].querySelector(":scope > .pager");
    if (!button && left <= 0) return;
    if (!button) {
      button = document.createElement("p");
      button.className = "pager";
      button.append(document.createElement("button"));
      button.firstChild.type = "button";
      button.firstChild.addEventListener("click", () => { room[g] += CARDS; show(false); });
      groups[g].append(button);
    }
    button.hidden = left <= 0;
    button.firstChild.textContent = `Show more (${left.toLocaleString("en")} left)`;
  };

  const show = (active) => {
    const perDocument = new Map();
    let total = 0, speakers = 0, shownGroups = 0;
    groups.forEach((group, g) => {
      let n = 0;
      for (let i = firstOf[g]; i < firstOf[g + 1]; i += 1) {
        if (matched[i]) { n += 1; perDocument.set(documents[i], (perDocument.get(documents[i]) || 0) + 1); }
        const hide = !matched[i] || n > room[g] ? 1 : 0;
        if (hide !== hiddenCards[i]) { hiddenCards[i] = hide; cards[i].hidden = Boolean(hide); }
      }
      pager(g, n - room[g]);
      total += n;
      if (n) speakers += 1;
      if (n && shownGroups < roomForGroups) { shownGroups += 1; if (group.hidden) group.hidden = false; } else if (!group.hidden) group.hidden = true;
      count($(".count", group), n);
    });
    const more = $("#more");
    more.hidden = speakers <= shownGroups;
    more.textContent = `Show more speakers (${(speakers - shownGroups).toLocaleString("en")} left)`;
    showTexts(perDocument, filtering);
    $("#none").hidden = total > 0;
    $("#matches").textContent = filtering
      ? `${total.toLocaleString("en")} of ${many(cards.length, "statement", "statements")}, by ${many(speakers, "speaker", "speakers")}, in ${many(perDocument.size, "document", "documents")}`
      : `${many(cards.length, "statement", "statements")}, none filtered out`;
    $("#clear").disabled = !filtering;
    if (active) unfold(total);
  };
  const showTexts = (perDocument, only) => {
    let left = 0;
    for (const text of texts) {
      const n = perDocument.get(Number(text.dataset.d)) || 0;
      const hide = only && !n;
      if (hide) left += 1;
      if (text.hidden !== hide) text.hidden = hide;
      count($(".count", text), n);
      if (text.open) dim(text);
    }
    const note = $("#left-out");
    note.hidden = !left;
    note.textContent = `${many(left, "document has", "documents have")} no statement that matches, and ${left === 1 ? "is" : "are"} not shown.`;
  };
  // Few matches are shown unfolded; what was unfolded for that reason alone is folded again.
  const unfold = (total) => {
    for (const group of groups) {
      const want = filtering && total <= CARDS && !group.hidden;
      if (want && !group.open) { group.open = true; group.dataset.unfolded = "1"; }
      if (!want && group.dataset.unfolded) { group.open = false; delete group.dataset.unfolded; }
    }
  };
  let indexOf = null; // statement number to card
  const cardOf = (number) => {
    if (!indexOf) indexOf = new Map(cards.map((card, i) => [card.id.slice(1), i]));
    return indexOf.get(number);
  };
  const dim = (text) => {
    for (const mark of $$("mark", text)) mark.classList.toggle("dim", filtering && !matched[cardOf(mark.dataset.s)]);
  };

  let filtering = false;
  const apply = () => {
    const state = wanted();
    filtering = FIELDS.some((name) => state[name]);
    roomForGroups = SPEAKERS;
    room.fill(CARDS);
    match(state);
    show(true);
  };

  // ---- the address: #who=...&text=...&at=12 ---------------------------------------------------------------------------------------
  let chosen = null;
  const write = () => {
    const parts = new URLSearchParams();
    if (form) for (const [name, value] of Object.entries(wanted())) if (value) parts.set(name, value);
    if (chosen) parts.set("at", chosen);
    const hash = parts.toString();
    try { history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search); } catch { /* not where the page is embedded */ }
  };
  const read = () => {
    const hash = location.hash.slice(1);
    if (!hash.includes("=")) return hash ? go(hash) : undefined;
    const parts = new URLSearchParams(hash);
    if (form) {
      for (const name of FIELDS) form[name].value = parts.get(name) || "";
      apply();
    }
    return parts.get("at") ? go(`t${parts.get("at")}`) : undefined;
  };

  // ---- going to a place on the page -----------------------------------------------------------------------------------------------
  const unhide = (element) => {
    for (let up = element; up && up !== document.body; up = up.parentElement) {
      if (up.localName === "details" && !up.open) up.open = true;
      if (up.hidden) up.hidden = false;
    }
    const i = element.id.startsWith("s") ? cardOf(element.id.slice(1)) : undefined;
    if (i !== undefined) hiddenCards[i] = 0;
  };
  const go = (id) => {
    const element = document.getElementById(id);
    if (!element) return false;
    unhide(element);
    if (/^t\d+$/.test(id)) choose(id.slice(1), false);
    const far = Math.abs(element.getBoundingClientRect().top) > 3 * innerHeight;
    element.scrollIntoView({ block: /^[tf]\d/.test(id) ? "center" : "start", behavior: far ? "instant" : "auto" });
    if (!element.matches("a, summary, [tabindex]")) element.tabIndex = -1;
    if (!/^t\d+$/.test(id)) element.focus({ preventScroll: true });
    return true;
  };

  // ---- one statement in the panel -------------------------------------------------------------------------------------------------
  const fragments = (number) => $$(`mark[data-s="${number}"]`);
  const choose = (number, focus = true) => {
    const card = document.getElementById(`s${number}`);
    if (!card) return;
    close(false);
    chosen = number;
    for (const mark of fragments(number)) mark.classList.add("chosen");
    const copy = document.createElement("div");
    copy.className = card.className;
    for (const child of card.children) copy.append(child.cloneNode(true));
    for (const more of $$("details", copy)) more.open = true;
    $("#panel-h").textContent = `Statement ${number}`;
    $("#panel-body").replaceChildren(copy);
    $("#copied").textContent = "";
    panel.hidden = false;
    panel.scrollTop = 0;
    document.documentElement.classList.add("paneled");
    if (focus) $("#panel-h").focus({ preventScroll: true });
    write();
  };
  const close = (back = true) => {
    if (!chosen) return;
    for (const mark of fragments(chosen)) mark.classList.remove("chosen");
    if (back) document.getElementById(`t${chosen}`)?.focus({ preventScroll: true });
    chosen = null;
    panel.hidden = true;
    document.documentElement.classList.remove("paneled");
    if (back) write();
  };
  const step = (by) => {
    const inside = document.activeElement?.closest(".text");
    const here = chosen || document.activeElement?.id.slice(1);
    let number = Number(here);
    if (!inside && !chosen) return;
    do number += by; while (form && cardOf(String(number)) !== undefined && !matched[cardOf(String(number))]);
    if (cardOf(String(number)) === undefined) return;
    go(`t${number}`);
    $("#panel-h").focus({ preventScroll: true });
  };
  const copy = async () => {
    const id = $("#panel-body .id");
    try {
      await navigator.clipboard.writeText(id.textContent);
      $("#copied").textContent = "copied";
    } catch {
      getSelection().selectAllChildren(id);
      $("#copied").textContent = "selected; copy it with the keyboard";
    }
  };
  const ACTIONS = { back: () => step(-1), on: () => step(1), close: () => close(), list: () => go(`s${chosen}`), copy };

  // ---- what a person does ---------------------------------------------------------------------------------------------------------
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) return void ACTIONS[button.dataset.do]();
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest('a[href^="#"]');
    if (link) {
      const number = link.matches(".text .n") ? link.id.slice(1) : null;
      if (number) choose(number);
      else if (!go(link.hash.slice(1))) return;
      event.preventDefault();
      return;
    }
    const mark = event.target.closest(".text [data-s]");
    if (mark && getSelection().isCollapsed) choose(mark.dataset.s);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    if (event.key === "Escape" && chosen) close();
    // Letters act only while a statement has the focus (WCAG 2.1.4).
    const near = event.target.closest("#panel, .text");
    if (near && (event.key === "j" || event.key === "k")) { event.preventDefault(); step(event.key === "j" ? 1 : -1); }
  });
  if (form) {
    let waiting = 0;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => { apply(); write(); }, 120);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => { apply(); write(); }));
    $("#more").addEventListener("click", () => { roomForGroups += SPEAKERS; show(false); });
    document.addEventListener("toggle", (event) => { if (event.target.matches(".doc[open]")) dim(event.target); }, true);
    fill();
    apply();
  }
  addEventListener("hashchange", read);
  let folded = [];
  addEventListener("beforeprint", () => { folded = $$("details:not([open]):not(.more)"); for (const each of folded) each.open = true; });
  addEventListener("afterprint", () => { for (const each of folded) each.open = false; });
  read();
})();
