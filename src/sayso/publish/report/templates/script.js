
"use strict";
// The page is complete without this script, which adds filters, a panel for one statement, and keys.
//
// In a large report the texts and cards stand in <noscript>, which a browser that runs scripts keeps as one string: they become
// elements when they are opened. All markup made here is the report's own, escaped when it was written; nothing is built from words.
(() => {
  const SPEAKERS = 60, CARDS = 100; // shown at once; the rest on demand
  const FIELDS = ["text", "who", "doc", "mode", "kind"];
  const policy = window.trustedTypes?.createPolicy("sayso", { createHTML: (own) => own }) ?? { createHTML: (own) => own };
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const form = $("#filters");
  const panel = $("#panel");
  const texts = $$("details.doc");
  const elements = (own) => {
    const holder = document.createElement("template");
    holder.innerHTML = policy.createHTML(own);
    return holder.content;
  };

  // ---- the index, made once -------------------------------------------------------------------------------------------------------
  // A group: its element, its list (null until made), the range [first, last) of its cards, how many may be shown, what is shown.
  const cards = [];
  const byNumber = new Map();
  const groups = $$("details.who").map((element) => {
    const kept = $(":scope > noscript", element);
    const list = kept ? null : $(":scope > .cards", element);
    const first = cards.length;
    for (const [html, number, mode, kind, text] of (kept ? kept.textContent : list.innerHTML).matchAll(
      /<li class="card[^>]* id="s(\d+)" data-m="(\w+)" data-k="(\w+)" data-d="(\d+)"[^]*?<\/li>/g,
    )) {
      byNumber.set(number, cards.length);
      cards.push({ html, mode, kind, text, words: null });
    }
    return { element, list, first, last: cards.length, room: CARDS, shown: list ? "all" : "", key: element.dataset.key };
  });
  const groupOf = (index) => groups.find((group) => index < group.last);
  const matched = new Uint8Array(cards.length).fill(1);

  const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&#34;": '"', "&quot;": '"', "&#39;": "'" };
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (card) => {
    if (card.words === null) {
      const [said] = card.html.slice(card.html.indexOf(">") + 1).split('<p class="tags">', 1);
      card.words = plain(said.replace(/<[^>]*>/g, " ").replace(/&[#\w]+;/g, (entity) => ENTITIES[entity] ?? " "));
    }
    return card.words;
  };

  // ---- filters --------------------------------------------------------------------------------------------------------------------
  let filtering = false, roomForGroups = SPEAKERS;

  const tallied = (name) => {
    const found = new Map();
    for (const card of cards) found.set(card[name], (found.get(card[name]) || 0) + 1);
    return [...found].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  };
  const fill = () => {
    const add = (select, value, label) => select.append(new Option(label, value));
    for (const { element, key, first, last } of groups) add(form.who, key, `${$("h3", element).textContent} (${last - first})`);
    for (const text of texts) add(form.doc, text.dataset.d, `${$("bdi", text).textContent}: ${$("h3", text).textContent}`);
    for (const name of ["mode", "kind"]) for (const [value, n] of tallied(name)) add(form[name], value, `${value} (${n})`);
  };
  const wanted = () => Object.fromEntries(FIELDS.map((name) => [name, form[name].value.trim()]));
  const match = (state) => {
    const terms = plain(state.text).split(/\s+/).filter(Boolean);
    for (const group of groups) {
      for (let i = group.first; i < group.last; i += 1) {
        const card = cards[i];
        matched[i] = (!state.who || group.key === state.who) && (!state.doc || card.text === state.doc)
          && (!state.mode || card.mode === state.mode) && (!state.kind || card.kind === state.kind)
          && terms.every((term) => wordsOf(card).includes(term)) ? 1 : 0;
      }
    }
  };

  const many = (n, one, more) => `${n.toLocaleString("en")} ${n === 1 ? one : more}`;
  const say = (element, label) => { if (element.textContent !== label) element.textContent = label; };
  const count = (element, n) => {
    const all = Number(element.dataset.n);
    say(element, n === all ? many(all, "statement", "statements") : `${n.toLocaleString("en")} of ${many(all, "statement", "statements")}`);
  };

  // Put the cards that match into the list of an open group; a closed one is left as it is until it is opened.
  const render = (group) => {
    if (!group.element.open || group.element.hidden) return;
    const found = [];
    for (let i = group.first; i < group.last; i += 1) if (matched[i]) found.push(i);
    const shown = found.slice(0, group.room);
    const state = shown.length === group.last - group.first ? "all" : shown.join();
    if (state !== group.shown) {
      if (!group.list) {
        group.list = document.createElement("ol");
        group.list.className = "cards";
        $(":scope > noscript", group.element).replaceWith(group.list);
      }
      group.list.replaceChildren(elements(shown.map((i) => cards[i].html).join("\n")));
      group.shown = state;
    }
    pager(group, found.length - shown.length);
  };
  const pager = (group, left) => {
    $(":scope > .pager", group.element)?.remove();
    if (left <= 0) return;
    const line = document.createElement("p"), button = document.createElement("button");
    line.className = "pager";
    button.type = "button";
    button.textContent = `Show more (${left.toLocaleString("en")} left)`;
    button.addEventListener("click", () => { group.room += CARDS; render(group); });
    line.append(button);
    group.element.append(line);
  };

  const show = () => {
    const perText = new Map();
    let total = 0, speakers = 0;
    const counts = groups.map((group) => {
      let n = 0;
      for (let i = group.first; i < group.last; i += 1) {
        if (matched[i]) { n += 1; perText.set(cards[i].text, (perText.get(cards[i].text) || 0) + 1); }
      }
      total += n;
      return n;
    });
    groups.forEach((group, g) => {
      if (counts[g]) speakers += 1;
      group.element.hidden = !counts[g] || speakers > roomForGroups;
      count($(".count", group.element), counts[g]);
      unfold(group, total);
      render(group);
    });
    showTexts(perText);
    const more = $("#more");
    more.hidden = speakers <= roomForGroups;
    more.textContent = `Show more speakers (${(speakers - roomForGroups).toLocaleString("en")} left)`;
    $("#none").hidden = total > 0;
    const all = many(cards.length, "statement", "statements");
    say($("#matches"), filtering
      ? `${total.toLocaleString("en")} of ${all}, by ${many(speakers, "speaker", "speakers")}, in ${many(perText.size, "document", "documents")}`
      : `${all}, none filtered out`);
    $("#clear").disabled = !filtering;
  };
  // Few matches are shown unfolded; what was unfolded for that reason alone is folded again.
  const unfold = (group, total) => {
    const want = filtering && total <= CARDS && !group.element.hidden;
    if (want && !group.element.open) { group.element.open = true; group.unfolded = true; }
    if (!want && group.unfolded) { group.element.open = false; group.unfolded = false; }
  };
  const showTexts = (perText) => {
    let left = 0;
    for (const text of texts) {
      const n = perText.get(text.dataset.d) || 0;
      text.hidden = filtering && !n;
      if (text.hidden) left += 1;
      count($(".count", text), n);
      if (text.open) dim(text);
    }
    const note = $("#left-out");
    note.hidden = !left;
    say(note, `${many(left, "document has", "documents have")} no statement that matches, and ${left === 1 ? "is" : "are"} not shown.`);
  };
  const dim = (text) => {
    for (const mark of $$(".text mark", text)) mark.classList.toggle("dim", !matched[byNumber.get(mark.dataset.s)]);
  };
  const apply = () => {
    const state = wanted();
    filtering = FIELDS.some((name) => state[name]);
    roomForGroups = SPEAKERS;
    for (const group of groups) group.room = CARDS;
    match(state);
    show();
  };
  // A text that was kept as a string becomes elements.
  const make = (text) => {
    const kept = $(":scope > noscript", text);
    if (!kept) return;
    kept.replaceWith(elements(kept.textContent));
    dim(text);
    if (chosen) light(chosen, true);
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
    if (!hash.includes("=")) return void (hash && go(hash));
    const parts = new URLSearchParams(hash);
    if (form) {
      for (const name of FIELDS) form[name].value = parts.get(name) || "";
      apply();
    }
    if (parts.get("at")) go(`t${parts.get("at")}`);
  };

  // ---- going to a place on the page -----------------------------------------------------------------------------------------------
  // Make sure that what an id names is there: its text made, its card shown even if a filter left it out.
  const reach = (id) => {
    const [, kind, number] = /^([stf])(\d+)/.exec(id) ?? [];
    const index = byNumber.get(number);
    if (kind === "t" && index !== undefined) make(texts[cards[index].text - 1]);
    const note = kind === "f" ? $(`a[href="#${id}"][data-d]`) : null;
    if (note) make(texts[note.dataset.d - 1]);
    if (kind === "s" && index !== undefined) {
      if (!matched[index]) { for (const name of FIELDS) form[name].value = ""; apply(); }
      const group = groupOf(index);
      const before = matched.subarray(group.first, index).reduce((sum, one) => sum + one, 0);
      group.room = Math.max(group.room, before + CARDS);
      group.element.hidden = false;
      group.element.open = true;
      render(group);
    }
    return document.getElementById(id);
  };
  const go = (id) => {
    const element = /^[\w-]+$/.test(id) ? reach(id) : null;
    if (!element) return false;
    for (let up = element; up && up !== document.body; up = up.parentElement) {
      if (up.localName === "details") up.open = true;
      up.hidden = false;
    }
    const far = Math.abs(element.getBoundingClientRect().top) > 3 * innerHeight;
    element.scrollIntoView({ block: /^[tf]\d/.test(id) ? "center" : "start", behavior: far ? "instant" : "auto" });
    if (/^t\d+$/.test(id)) { choose(id.slice(1), false); return true; }
    const spot = element.localName === "details" ? element.firstElementChild : element;
    if (!spot.matches("a, summary, [tabindex]")) spot.tabIndex = -1;
    spot.focus({ preventScroll: true });
    return true;
  };

  // ---- one statement in the panel -------------------------------------------------------------------------------------------------
  const light = (number, on) => { for (const mark of $$(`.text mark[data-s="${number}"]`)) mark.classList.toggle("chosen", on); };
  const choose = (number, focus = true) => {
    const card = cards[byNumber.get(number)];
    if (!card) return;
    close(false);
    chosen = number;
    light(number, true);
    const copy = elements(card.html).firstElementChild;
    const body = document.createElement("div");
    body.className = copy.className;
    body.append(...copy.children);
    if (innerWidth > 700) for (const more of $$("details", body)) more.open = true;
    $("#panel-h").textContent = `Statement ${number}`;
    $("#panel-body").replaceChildren(body);
    $("#copied").textContent = "";
    panel.hidden = false;
    panel.scrollTop = 0;
    document.documentElement.classList.add("paneled");
    if (focus) $("#panel-h").focus({ preventScroll: true });
    write();
  };
  const close = (back = true) => {
    if (!chosen) return;
    light(chosen, false);
    const from = chosen;
    chosen = null;
    panel.hidden = true;
    document.documentElement.classList.remove("paneled");
    if (!back) return;
    document.getElementById(`t${from}`)?.focus({ preventScroll: true });
    write();
  };
  const step = (by) => {
    const focused = document.activeElement?.matches(".text .n") ? document.activeElement.id.slice(1) : null;
    let number = Number(chosen ?? focused ?? NaN);
    do number += by; while (byNumber.has(String(number)) && !matched[byNumber.get(String(number))]);
    if (!byNumber.has(String(number))) return;
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
    if (link?.matches(".text .n")) {
      choose(link.id.slice(1));
      event.preventDefault();
    } else if (link) {
      if (go(link.hash.slice(1))) event.preventDefault();
    } else {
      const mark = event.target.closest(".text [data-s]");
      if (mark && getSelection().isCollapsed) choose(mark.dataset.s);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    if (event.key === "Escape") close();
    // Letters act only while a statement has the focus (WCAG 2.1, 2.1.4).
    if (event.target.closest("#panel, .text") && "jk".includes(event.key)) { event.preventDefault(); step(event.key === "j" ? 1 : -1); }
  });
  document.addEventListener("toggle", ({ target }) => {
    if (!target.open) return;
    if (target.matches(".doc")) { make(target); dim(target); }
    if (target.matches(".who")) render(groups.find((group) => group.element === target));
  }, true);
  if (form) {
    let waiting = 0;
    const soon = (wait) => { clearTimeout(waiting); waiting = setTimeout(() => { apply(); write(); }, wait); };
    form.addEventListener("input", () => soon(120));
    form.addEventListener("reset", () => soon(0));
    form.addEventListener("submit", (event) => event.preventDefault());
    $("#more").addEventListener("click", () => { roomForGroups += SPEAKERS; show(); });
    fill();
    apply();
  }
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = $$("details:not([open]):not(.more):not([hidden])");
    for (const each of folded) each.open = true;
    for (const text of texts) if (!text.hidden) make(text);
    for (const group of groups) { group.room = Infinity; render(group); }
  });
  addEventListener("afterprint", () => {
    for (const each of folded) each.open = false;
    if (form) apply();
  });
  addEventListener("hashchange", read);
  read();
})();
