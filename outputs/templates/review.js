"use strict";
// The review page's script: it asks hedui for findings and pages, and sends verdicts the moment they are given.
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const data = JSON.parse($("#data").textContent);
  const lang = document.body.dataset.lang;
  const rows = $$("#list > li");
  const byId = new Map(rows.map((row) => [row.dataset.id, row]));
  const verdicts = new Map();
  const detail = $("#detail"), comment = $("#comment"), toast = $("#toast");
  const said = new Map();
  let current = null, shown = rows, seq = data.seq, zoom = 1;

  const memory = {
    read(key) { try { return localStorage.getItem(key); } catch { return null; } },
    write(key, text) { try { localStorage.setItem(key, text); } catch { /* not kept */ } },
  };

  // ---- talking to hedui
  let hiding = 0;
  function tell(text, bad = false) {
    toast.textContent = text;
    toast.classList.toggle("bad", bad);
    toast.hidden = false;
    clearTimeout(hiding);
    if (!bad) hiding = setTimeout(() => { toast.hidden = true; }, 2500);
  }
  async function ask(path, body) {
    let answer;
    try {
      answer = await fetch(path, body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body });
    } catch {
      tell(data.say.lost, true);
      return null;
    }
    if (toast.classList.contains("bad")) toast.hidden = true;
    if (!answer.ok) { const said = await answer.json().catch(() => ({})); tell(said[lang] ?? answer.statusText, true); return null; }
    return answer;
  }
  async function send(path, body) {
    const answer = await ask(path + "?since=" + seq, JSON.stringify(body));
    if (!answer) return null;
    const said = await answer.json();
    take(said);
    return said;
  }
  function take(said) {
    seq = Math.max(seq, said.seq);
    for (const state of said.states) {
      if (state.verdict === "open") verdicts.delete(state.id); else verdicts.set(state.id, state);
      paint(byId.get(state.id));
    }
    if (said.states.length) count();
  }
  setInterval(async () => {
    if (document.hidden) return;
    const answer = await ask("verdicts?since=" + seq);
    if (answer) take(await answer.json());
  }, 4000);

  // ---- the list
  const stateOf = (row) => verdicts.get(row.dataset.id)?.verdict ?? "open";
  function paint(row) {
    const given = verdicts.get(row.dataset.id);
    row.classList.toggle("accepted", given?.verdict === "accepted");
    row.classList.toggle("dismissed", given?.verdict === "dismissed");
    $(".state", row).textContent = given ? data.say[given.verdict] : "";
    if (row === current) paintActions();
  }
  function paintActions() {
    const given = verdicts.get(current.dataset.id);
    for (const button of $$(".actions [aria-pressed]")) button.setAttribute("aria-pressed", String(button.dataset.do === given?.verdict));
    if (document.activeElement !== comment) comment.value = given?.comment ?? said.get(current.dataset.id) ?? "";
    $("#said").textContent = given ? [given.who, given.when.replace("T", " ").replace("Z", "")].filter(Boolean).join(" · ") : "";
  }
  function count() {
    const done = rows.filter((row) => stateOf(row) !== "open").length;
    $("#count").textContent = done + " / " + rows.length;
    $(".done i").style.width = (rows.length ? 100 * done / rows.length : 0) + "%";
  }

  // ---- filters
  const search = $("#search"), rule = $("#rule");
  const pressed = (box, name) => $$(box + " [aria-pressed=true]").map((chip) => chip.dataset[name]);
  const texts = new Map();
  const textOf = (row) => { if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase()); return texts.get(row); };
  function filter() {
    const severities = pressed("#severities", "severity"), states = pressed("#states", "state"), wanted = search.value.trim().toLowerCase();
    shown = rows.filter((row) =>
      (!severities.length || severities.includes(row.dataset.severity)) && (!states.length || states.includes(stateOf(row))) &&
      (!rule.value || row.dataset.rule === rule.value) && (!wanted || textOf(row).includes(wanted)));
    const keep = new Set(shown);
    for (const row of rows) row.hidden = !keep.has(row);
    $("#no-match").hidden = shown.length > 0 || rows.length === 0;
  }
  for (const chip of $$(".chip")) chip.addEventListener("click", () => { chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true")); filter(); });
  let waiting = 0;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  search.addEventListener("keydown", (event) => { if (event.key === "Enter") { filter(); search.blur(); if (shown.length) select(shown[0]); } });
  rule.addEventListener("change", filter);

  // ---- one finding: its fragment, fetched ahead for the next ones
  const fragments = new Map();
  function fragment(row) {
    const id = row.dataset.id;
    if (!fragments.has(id)) {
      if (fragments.size > 200) fragments.delete(fragments.keys().next().value);
      fragments.set(id, ask("findings/" + id + "?lang=" + lang).then((answer) => answer ? answer.text() : (fragments.delete(id), "")));
    }
    return fragments.get(id);
  }
  async function select(row, leaving = true) {
    if (!row) return;
    if (leaving) sayComment();
    current?.classList.remove("current");
    current = row;
    row.classList.add("current");
    row.scrollIntoView({ block: "nearest" });
    $(".actions").hidden = false;
    paintActions();
    history.replaceState(null, "", "#f-" + row.dataset.id);
    const html = await fragment(row);
    if (current !== row) return;
    detail.innerHTML = html; // made by our template, which escapes every text
    detail.scrollTop = 0;
    const article = $("article", detail);
    if (article) showPanes(JSON.parse(article.dataset.panes));
    const next = shown[shown.indexOf(row) + 1];
    if (next) fragment(next).then(ahead);
  }
  function ahead(html) {
    const article = new DOMParser().parseFromString(html, "text/html").querySelector("article");
    for (const pane of article ? JSON.parse(article.dataset.panes) : []) if (!pane.why) new Image().src = address(pane.document, pane.page);
  }
  const step = (by) => {
    const at = shown.indexOf(current);
    select(shown[at < 0 ? 0 : Math.min(shown.length - 1, Math.max(0, at + by))]);
  };

  // ---- pages
  const panes = $$(".pane").map((element) => ({ element, view: $(".view", element), sheet: $(".sheet", element), image: $("img", element), boxes: $(".boxes", element), none: $(".empty", element), is: null, page: 0 }));
  const names = $$(".top h1 b").map((name) => name.textContent);
  const scales = [1, 1.5, 2, 3];
  function scale() {
    const wanted = zoom * 1.25 * devicePixelRatio;
    return scales.find((each) => each >= wanted) ?? scales[scales.length - 1];
  }
  const address = (number, page) => "pages/" + number + "/" + page + "?scale=" + scale().toFixed(1);
  function showPanes(wanted) {
    panes.forEach((pane, n) => {
      pane.is = wanted[n] ?? null;
      pane.element.hidden = !pane.is;
      if (pane.is) showPage(pane, pane.is.page);
    });
  }
  function showPage(pane, page) {
    const { is } = pane;
    pane.page = page;
    $(".tools b", pane.element).textContent = names[is.document];
    $(".number", pane.element).textContent = is.pages ? page + " / " + is.pages : "";
    pane.none.hidden = !is.why;
    pane.sheet.hidden = Boolean(is.why);
    pane.none.textContent = is.why ?? "";
    if (is.why) return;
    pane.sheet.style.width = 100 * zoom + "%";
    const source = address(is.document, page);
    if (pane.image.getAttribute("src") !== source) pane.image.src = source;
    pane.image.alt = names[is.document] + ", " + data.say.page + " " + page;
    pane.boxes.replaceChildren(...(page === is.page ? [...is.around.map((box) => mark("around", box)), ...is.figures.map((box) => mark("figure", box))] : []));
    const centre = () => {
      const box = $(".figure", pane.boxes) ?? $(".around", pane.boxes);
      if (!box) { pane.view.scrollTop = 0; return; }
      pane.view.scrollTop = box.offsetTop + box.offsetHeight / 2 - pane.view.clientHeight / 2;
      pane.view.scrollLeft = box.offsetLeft + box.offsetWidth / 2 - pane.view.clientWidth / 2;
    };
    if (pane.image.complete && pane.image.naturalWidth) centre();
    pane.image.onload = centre;
  }
  function mark(kind, [x0, y0, x1, y1]) {
    const box = document.createElement("i");
    box.className = kind + (kind === "figure" && x1 - x0 < 0.002 ? " gap" : "");
    Object.assign(box.style, { left: 100 * x0 + "%", top: 100 * y0 + "%", width: 100 * (x1 - x0) + "%", height: 100 * (y1 - y0) + "%" });
    return box;
  }
  function setZoom(to) {
    zoom = Math.min(3, Math.max(0.5, to));
    for (const pane of panes) if (pane.is) showPage(pane, pane.page);
  }
  for (const pane of panes) {
    pane.element.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button?.dataset.go) showPage(pane, Math.min(pane.is.pages, Math.max(1, pane.page + Number(button.dataset.go))));
      if (button?.dataset.zoom) setZoom(zoom * (Number(button.dataset.zoom) > 0 ? 1.25 : 0.8));
    });
  }

  // ---- verdicts
  const who = () => $("#reviewer").value.trim();
  async function judge(verdict) {
    const row = current;
    if (!row) return;
    const same = stateOf(row) === verdict;
    const next = shown[shown.indexOf(row) + 1];
    const body = { ids: [row.dataset.id], verdict: same ? "open" : verdict, comment: comment.value.trim(), who: who() };
    const sent = send("verdicts", body);
    said.delete(row.dataset.id);
    comment.value = "";
    if (!same && next) select(next, false);
    await sent;
  }
  async function dismissAll() {
    if (!current) return;
    const alike = rows.filter((row) => row.dataset.rule === current.dataset.rule && stateOf(row) === "open");
    if (alike.length) await send("verdicts", { ids: alike.map((row) => row.dataset.id), verdict: "dismissed", who: who() });
  }
  async function undo() {
    const answer = await send("undo", { who: who() });
    if (!answer) return;
    if (answer.undone.length) select(byId.get(answer.undone[0])); else tell(data.say.nothing_to_undo);
  }
  // A comment is sent when one leaves its field; on a finding still open it waits for the verdict.
  function sayComment() {
    if (!current) return;
    const given = verdicts.get(current.dataset.id), text = comment.value.trim();
    if (!given) { if (text) said.set(current.dataset.id, text); return; }
    if (text !== given.comment) send("verdicts", { ids: [current.dataset.id], verdict: given.verdict, comment: text, who: who() });
  }
  comment.addEventListener("change", sayComment);
  comment.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === "Escape") comment.blur(); });
  document.addEventListener("click", (event) => {
    const row = event.target.closest("#list li"), act = event.target.closest("[data-do]")?.dataset.do;
    if (row) select(row);
    if (event.target.closest(".fold")) $("article", detail).classList.add("open");
    if (act === "all") dismissAll(); else if (act === "undo") undo(); else if (act) judge(act);
  });
  $("#import").addEventListener("click", () => $("#file").click());
  $("#file").addEventListener("change", async () => {
    const text = await $("#file").files[0].text();
    $("#file").value = "";
    const answer = await ask("decisions?since=" + seq, text);
    if (!answer) return;
    const read = await answer.json();
    take(read);
    tell(read.taken + " " + data.say.decisions_read);
  });
  const kept = memory.read("hedui:reviewer");
  if (kept) $("#reviewer").value = kept;
  $("#reviewer").addEventListener("change", () => memory.write("hedui:reviewer", who()));

  // ---- keys
  const keys = {
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
    a: () => judge("accepted"), d: () => judge("dismissed"), D: dismissAll, u: undo,
    c: () => comment.focus(), o: () => $("article", detail)?.classList.toggle("open"),
    "/": () => search.focus(), "?": () => $("#keys").showModal(),
    "+": () => setZoom(zoom * 1.25), "=": () => setZoom(zoom * 1.25), "-": () => setZoom(zoom * 0.8), 0: () => setZoom(1),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || $("#keys").open) return;
    if (event.target.closest("input, textarea, select")) { if (event.key === "Escape") event.target.blur(); return; }
    if (event.target.closest(".view") && event.key.startsWith("Arrow")) return;
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  $("#help").addEventListener("click", () => $("#keys").showModal());

  // ---- light and dark
  const root = document.documentElement, theme = memory.read("hedui:theme");
  if (theme) root.dataset.theme = theme;
  $("#theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    memory.write("hedui:theme", root.dataset.theme);
  });

  take(data);
  count();
  select(byId.get(location.hash.slice(3)) ?? rows.find((row) => stateOf(row) === "open") ?? rows[0]);
})();
