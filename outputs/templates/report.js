"use strict";
// The report's own script: tabs, filters, keys, verdicts kept in this browser. It makes no markup out of any text.
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const data = JSON.parse($("#data").textContent);
  const cards = $$("#cards > .card");
  const byId = new Map(cards.map((card) => [card.dataset.id, card]));
  const verdicts = new Map(data.decisions.map((decision) => [decision.id, decision]));
  const undo = [];
  let current = null;
  let shown = cards;

  // ---- storage: a browser may refuse it for files; then verdicts last as long as the page
  const storageKey = "hedui:" + data.key;
  const storage = {
    read(key) { try { return localStorage.getItem(key); } catch { return null; } },
    write(key, text) { try { localStorage.setItem(key, text); } catch { /* kept in memory */ } },
  };
  const kept = storage.read(storageKey);
  if (kept) for (const decision of JSON.parse(kept)) verdicts.set(decision.id, decision);
  const keep = () => storage.write(storageKey, JSON.stringify([...verdicts.values()]));

  // ---- tabs
  const tabs = $$("[role=tab]");
  function openTab(tab) {
    for (const other of tabs) {
      other.setAttribute("aria-selected", String(other === tab));
      $("#" + other.getAttribute("aria-controls")).hidden = other !== tab;
    }
  }
  tabs.forEach((tab, n) => {
    tab.addEventListener("click", () => openTab(tab));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) { const next = tabs[(n + step + tabs.length) % tabs.length]; next.focus(); openTab(next); }
    });
  });

  // ---- page images, set when a card comes near the screen
  const show = (image) => { if (!image.src) image.src = "data:image/webp;base64," + data.cuts[image.dataset.cut]; };
  const nearby = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) { $$("img[data-cut]", entry.target).forEach(show); nearby.unobserve(entry.target); }
  }, { rootMargin: "800px" });
  cards.forEach((card) => nearby.observe(card));
  addEventListener("beforeprint", () => $$("img[data-cut]").forEach(show));

  // ---- filters
  const search = $("#search"), rule = $("#rule"), page = $("#page");
  const texts = new Map();
  const textOf = (card) => {
    if (!texts.has(card)) texts.set(card, $("h3", card).textContent.toLowerCase() + " " + $(".sides", card).textContent.toLowerCase());
    return texts.get(card);
  };
  const pressed = (box, name) => $$(box + " [aria-pressed=true]").map((chip) => chip.dataset[name]);
  const stateOf = (card) => verdicts.get(card.dataset.id)?.verdict ?? "open";
  function filter() {
    const severities = pressed("#severities", "severity"), states = pressed("#states", "state");
    const wanted = search.value.trim().toLowerCase(), onPage = page.value.trim();
    shown = cards.filter((card) =>
      (!severities.length || severities.includes(card.dataset.severity)) &&
      (!states.length || states.includes(stateOf(card))) &&
      (!rule.value || card.dataset.rule === rule.value) &&
      (!onPage || card.dataset.pages.includes(" " + onPage + " ")) &&
      (!wanted || textOf(card).includes(wanted)));
    const keepThem = new Set(shown);
    for (const card of cards) card.hidden = !keepThem.has(card);
    $("#no-match").hidden = shown.length > 0 || cards.length === 0;
    $("#clear").hidden = !(severities.length || states.length || rule.value || onPage || wanted);
    if (current && !keepThem.has(current)) select(null);
  }
  for (const chip of $$("#severities .chip, #states .chip")) {
    chip.addEventListener("click", () => { chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true")); filter(); });
  }
  let waiting = 0;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  page.addEventListener("input", filter);
  rule.addEventListener("change", filter);
  $("#clear").addEventListener("click", () => {
    search.value = page.value = rule.value = "";
    $$(".filters [aria-pressed=true]").forEach((chip) => chip.setAttribute("aria-pressed", "false"));
    filter();
  });

  // ---- the current card
  function select(card, scroll = true) {
    current?.classList.remove("current");
    current = card;
    if (!card) return;
    card.classList.add("current");
    card.focus({ preventScroll: true });
    if (scroll) card.scrollIntoView({ block: "nearest" });
  }
  function step(by) {
    if (!shown.length) return;
    const at = shown.indexOf(current);
    select(shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(shown.length - 1, Math.max(0, at + by))]);
  }
  function go(id) {
    const card = byId.get(id);
    if (!card) return;
    openTab(tabs[0]);
    if (card.hidden) $("#clear").click();
    select(card, false);
    card.scrollIntoView({ block: "start" });
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".margin a"), mark = event.target.closest("#text [data-finding]");
    if (link) { event.preventDefault(); go(link.hash.slice(3)); return; }
    if (mark) { go(mark.dataset.finding); return; }
    const card = event.target.closest(".card");
    if (!card) return;
    if (event.target.closest(".fold")) card.classList.add("open");
    const button = event.target.closest("[data-do]");
    if (card !== current && !event.target.closest("textarea")) select(card, false);
    if (button?.dataset.do === "comment") comment(card);
    else if (button) judge([card], button.dataset.do);
  });

  // ---- verdicts
  function paint(card) {
    const decision = verdicts.get(card.dataset.id);
    card.classList.toggle("accepted", decision?.verdict === "accepted");
    card.classList.toggle("dismissed", decision?.verdict === "dismissed");
    for (const button of $$("[data-do][aria-pressed]", card)) button.setAttribute("aria-pressed", String(button.dataset.do === decision?.verdict));
    $(".said", card).textContent = decision ? [data.say[decision.verdict], decision.who, decision.comment].filter(Boolean).join(" · ") : "";
  }
  function count() {
    const counts = { open: 0, accepted: 0, dismissed: 0 };
    for (const card of cards) counts[stateOf(card)] += 1;
    for (const chip of $$("#states .chip")) $("b", chip).textContent = counts[chip.dataset.state];
    $(".done i").style.width = (cards.length ? 100 * (cards.length - counts.open) / cards.length : 0) + "%";
  }
  function put(card, decision) {
    if (decision) verdicts.set(card.dataset.id, decision); else verdicts.delete(card.dataset.id);
    paint(card);
  }
  function change(pairs) {
    undo.push(pairs.map(([card]) => [card, verdicts.get(card.dataset.id) ?? null]));
    for (const [card, decision] of pairs) put(card, decision);
    keep(); count();
  }
  const now = () => new Date().toISOString().replace(/\.\d+/, "");
  const made = (card, verdict, said) => ({ id: card.dataset.id, verdict, comment: said ?? verdicts.get(card.dataset.id)?.comment ?? "", who: $("#reviewer").value.trim(), when: now() });
  function judge(some, verdict) {
    const same = some.length === 1 && stateOf(some[0]) === verdict;
    change(some.map((card) => [card, same ? null : made(card, verdict)]));
  }
  function comment(card) {
    const box = $("textarea", card);
    box.hidden = !box.hidden;
    if (box.hidden) { card.focus({ preventScroll: true }); return; }
    box.value = verdicts.get(card.dataset.id)?.comment ?? "";
    box.focus();
    box.onkeydown = (event) => {
      event.stopPropagation();
      if (event.key === "Escape" || (event.key === "Enter" && !event.shiftKey)) { event.preventDefault(); box.blur(); }
    };
    box.onblur = () => {
      const before = verdicts.get(card.dataset.id);
      const said = box.value.trim();
      if (said !== (before?.comment ?? "")) change([[card, made(card, before?.verdict ?? "dismissed", said)]]);
      box.hidden = true;
      if (current === card) card.focus({ preventScroll: true });
    };
  }
  function takeBack() {
    const last = undo.pop();
    if (!last) return;
    for (const [card, decision] of last) put(card, decision);
    keep(); count();
    select(last[0][0]);
  }
  $("#reviewer").value = storage.read("hedui:reviewer") ?? "";
  $("#reviewer").addEventListener("change", () => storage.write("hedui:reviewer", $("#reviewer").value.trim()));

  // ---- decisions as a file
  $("#export").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify([...verdicts.values()], null, 1) + "\n"], { type: "application/json" }));
    link.download = "decisions.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  $("#import").addEventListener("click", () => $("#file").click());
  $("#file").addEventListener("change", async () => {
    let list;
    try { list = JSON.parse(await $("#file").files[0].text()); } catch { list = null; }
    $("#file").value = "";
    const fits = Array.isArray(list) && list.every((d) => typeof d?.id === "string" && ["accepted", "dismissed"].includes(d.verdict));
    if (!fits) { $("#verdict-note").textContent = data.say.decisions_bad; return; }
    const known = list.filter((decision) => byId.has(decision.id));
    change(known.map((decision) => [byId.get(decision.id), decision]));
    $("#verdict-note").textContent = known.length + " " + data.say.decisions_read;
  });

  // ---- keys
  const keys = {
    j: () => step(1), k: () => step(-1),
    a: () => current && judge([current], "accepted"),
    d: () => current && judge([current], "dismissed"),
    D: () => current && judge(cards.filter((card) => card.dataset.rule === current.dataset.rule), "dismissed"),
    c: () => current && comment(current),
    o: () => current && current.classList.toggle("open"),
    u: takeBack,
    "/": () => search.focus(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select")) { if (event.key === "Escape") event.target.blur(); return; }
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    if (tabs[0].getAttribute("aria-selected") !== "true") openTab(tabs[0]);
    act();
  });

  // ---- light and dark
  const root = document.documentElement;
  const theme = storage.read("hedui:theme");
  if (theme) root.dataset.theme = theme;
  $("#theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    storage.write("hedui:theme", root.dataset.theme);
  });

  cards.forEach((card) => verdicts.has(card.dataset.id) && paint(card));
  count();
  if (location.hash.startsWith("#f-")) go(location.hash.slice(3));
})();
