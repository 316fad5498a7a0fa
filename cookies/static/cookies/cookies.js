/* Asks for consent once, and lets what waits for it run. Reads one cookie; asks the server only to
   store a decision, and for the second layer. All it needs stands on its own element. */
(() => {
  "use strict";
  if (window.cookieConsent) return;

  const { groups, set } = document.currentScript.dataset;
  const [version, name = "cookie_choice", acceptDays = 182, refuseDays = acceptDays] = set.split(" ");
  const url = document.querySelector(".cookie-way a").getAttribute("href");
  const declared = new Map();
  for (const each of groups.split(" ").filter(Boolean)) {
    const [code, ...patterns] = each.split(",");
    const [group, number, flags = ""] = code.split(".");
    declared.set(group, { version: number, flags, patterns: patterns.map(decodeURIComponent) });
  }
  const gpc = navigator.globalPrivacyControl === true;
  const banner = document.getElementById("cookie-banner");
  const all = (selector, within = document) => within.querySelectorAll(selector);
  const channel = new BroadcastChannel(name);
  const ran = new Map();
  let loading, panel, returnTo, takes, told, waiting, outcome, queue = Promise.resolve();

  function stored() { // of two cookies of the name neither counts
    const [own = "", another] = document.cookie.split("; ").filter((pair) => pair.startsWith(name + "="));
    return another ? "" : own.slice(name.length + 1);
  }

  /* The decisions in the cookie; none at all unless every part of it is as it should be. */
  function read(value = stored()) {
    const found = new Map();
    const body = value.length < 3073 && /^2~([\w-]*)~([-\w.~]+):[-\w]{43}$/.exec(value);
    for (const part of body ? body[2].split("~") : []) {
      const entry = /^([-\w]{1,32})\.(\d{1,9})\.([ar])\.(\d{10})$/.exec(part);
      if (!entry) return new Map();
      found.set(entry[1], { version: entry[2], accepted: entry[3] === "a", at: entry[4] * 1000, part });
    }
    found.receipt = body && body[1];
    return found;
  }

  function answer(group, from = read()) { // true, false or, when nothing valid is decided, null
    const own = declared.get(group);
    const found = from.get(group);
    if (!own) return null;
    const signalled = gpc && own.flags.includes("g");
    if (found && found.version === own.version) {
      const age = (Date.now() - found.at) / 864e5;
      const stands = !signalled || found.at >= from.get("-")?.at; // accepted while it was on
      if (age < (found.accepted ? acceptDays : refuseDays) && age > -1) return found.accepted && stands;
    }
    return signalled ? false : null;
  }

  function status() {
    const from = read();
    const times = [...from.values()].map((each) => each.at);
    return {
      groups: Object.fromEntries([...declared.keys()].map((group) => [group, answer(group, from)])),
      decidedAt: times.length ? new Date(Math.max(...times)).toISOString() : null,
      receipt: from.receipt || null, gpc,
    };
  }

  const undecided = () => [...declared.keys()].filter((group) => answer(group) === null);

  /* Google Consent Mode v2, basic: nothing is said before something is accepted. */
  const SIGNALS = {
    a: "analytics_storage",
    d: "ad_storage ad_user_data ad_personalization",
    f: "functionality_storage personalization_storage",
  };
  const layer = () => (window.dataLayer = window.dataLayer || []);
  function gtag() { layer().push(arguments); }
  function tell() {
    const denied = Object.fromEntries(Object.values(SIGNALS).join(" ").split(" ").map((signal) => [signal, "denied"]));
    const state = { ...denied };
    for (const [group, { flags }] of declared) {
      const signals = SIGNALS[flags.replace("g", "")];
      if (signals && answer(group)) for (const signal of signals.split(" ")) state[signal] = "granted";
    }
    const now = JSON.stringify(state);
    if (now === (told || JSON.stringify(denied))) return;
    if (!told) gtag("consent", "default", denied);
    gtag("consent", "update", state);
    told = now;
  }

  /* Scripts run in their order: one that is written in the page waits for those before it. */
  function run(script, place) {
    const start = () => place.replaceWith(script);
    if (!script.src && loading) return loading.then(start);
    start();
    if (!script.src || script.async || script.defer || script.noModule) return;
    loading = new Promise((done) => ["load", "error"].forEach((kind) => script.addEventListener(kind, done)));
  }

  function release(inert, from = read()) {
    ran.set(inert.dataset.consent, from.get(inert.dataset.consent)?.part);
    delete inert.dataset.consent;
    if (inert.tagName !== "TEMPLATE") {
      const script = inert.cloneNode(true);
      script.type = inert.dataset.type || "";
      script.async = inert.hasAttribute("async");
      if (inert.dataset.src) script.src = inert.dataset.src;
      return run(script, inert);
    }
    const there = document.createRange(); // its scripts run, unlike those of innerHTML
    there.selectNode(inert);
    const live = there.createContextualFragment(inert.dataset.html || inert.innerHTML);
    for (const each of all("[data-cookie-style]", live)) each.style.cssText = each.dataset.cookieStyle;
    const scripts = [...all("script:not([data-consent])", live)].map((script) => {
      const place = new Comment();
      script.async = script.hasAttribute("async");
      script.replaceWith(place);
      return [script, place];
    });
    const first = live.firstElementChild;
    const blocked = inert.nextElementSibling;
    inert.replaceWith(live);
    for (const each of scripts) run(...each);
    if (!blocked?.matches("[data-consent-blocked]")) return;
    const held = blocked.contains(document.activeElement);
    blocked.remove();
    if (!held || !first) return;
    if (first.tabIndex < 0) first.tabIndex = -1;
    first.focus();
  }

  /* Run what may run, once and in order, and what comes with it; besides, what was allowed this once. */
  function apply(allowed) {
    const from = read();
    const next = () => [...all("[data-consent]")].filter((inert) => answer(inert.dataset.consent, from));
    tell();
    if (allowed) release(allowed);
    for (let ready = next(); ready.length; ready = next()) for (const inert of ready) release(inert, from);
    for (const held of all("[data-consent-blocked] button, [data-cookie-choices]")) held.removeAttribute("inert");
    for (const note of all("[data-cookie-gpc]")) note.hidden = !gpc;
    for (const shown of all("[data-cookie-state]")) {
      const now = answer(shown.dataset.cookieState, from);
      shown.textContent = now === null ? shown.dataset.open : now ? shown.dataset.yes : shown.dataset.no;
    }
  }

  /* Take away what refused groups have stored and no accepted one has: names by pattern, after the
     mark of their store, on every domain level and path of this page. */
  function clean(from) {
    const like = (verdict) => {
      const patterns = [...declared].flatMap(([group, own]) => (answer(group, from) === verdict ? own.patterns : []));
      return new RegExp(`^(${patterns.map((each) => each.replace(/[^\w*]/g, "\\$&").replace(/\*/g, ".*")).join("|")})$`);
    };
    const [no, yes] = [false, true].map(like);
    if (no.test("")) return;
    const gone = (key) => no.test(key) && !yes.test(key);
    for (const [mark, store] of [["+", "localStorage"], ["=", "sessionStorage"]]) {
      if (no.source.includes(mark)) for (const key of Object.keys(window[store])) if (gone(mark + key)) window[store].removeItem(key);
    }
    const names = document.cookie.split("; ").map((pair) => pair.split("=")[0]).filter((each) => each !== name && gone(each));
    const places = location.pathname.split("/").map((_, index, steps) => steps.slice(0, index + 1).join("/"));
    const hosts = ["", ...location.hostname.split(".").map((_, index, levels) => `; domain=${levels.slice(index).join(".")}`)];
    const rest = location.protocol === "https:" ? "; secure" : "";
    for (const each of names) for (const path of places) for (const host of hosts) for (const end of ["", "/"]) document.cookie = `${each}=; max-age=0; path=${path}${end}${host}${rest}`;
  }

  /* Bring the page in line with what is decided, here or anywhere: in another tab, by the form. */
  function sync() {
    apply();
    if (banner && !banner.hidden && !undecided().length) hide();
    clean(read());
    if (!waiting) renew(); // what waits to be stored would be lost
  }

  function renew(from = read()) {
    waiting = "";
    if ([...ran].some(([group, under]) => (answer(group, from) ?? from.get(group)?.accepted) === false && from.get(group)?.part !== under)) location.reload();
  }

  /* Keep room under the page, so that the banner never hides what has the focus. Done when it is laid
     out: to ask for its place, or focus it, at once would lay out the whole page while it loads. */
  function settle() {
    if (takes && !banner.hidden) {
      if (takes > 1 || document.activeElement === document.body) banner.focus({ preventScroll: true });
      takes = 0;
    }
    const height = banner.hidden ? "" : `${innerHeight - banner.getBoundingClientRect().top + 12}px`;
    document.body.style.marginBottom = document.documentElement.style.scrollPaddingBottom = height;
  }

  function show(take) { // with 1 it takes the focus if nothing has it, with 2 always
    returnTo = document.activeElement;
    takes = take;
    banner.hidden = false;
  }

  function hide() {
    const open = panel?.open;
    const inside = open || banner?.contains(document.activeElement);
    if (open) panel.close();
    if (banner) banner.hidden = true;
    const target = returnTo?.isConnected && returnTo !== document.body ? returnTo : document.querySelector("main");
    if (inside && target) target.focus({ preventScroll: true });
    returnTo = null;
  }

  function complain(failed) {
    const within = panel?.open ? panel : banner;
    if (failed && within?.hidden) show(2);
    if (within) within.querySelector(".cookie-error").hidden = !failed;
  }

  async function store(verb, chosen) {
    const body = new URLSearchParams({ decision: chosen === undefined ? `${verb}-all` : verb, seen: groups.replace(/,\S*/g, ""), banner: version, gpc: +gpc });
    for (const group of [].concat(chosen ?? [])) body.append("group", group);
    complain(false);
    try {
      const response = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" }, signal: AbortSignal.timeout?.(15e3) });
      if (!response.ok) throw new Error(`cookie choice: ${response.status}`);
      if ((await response.json()).choice !== stored() && (stored() || ran.size || verb !== "refuse")) throw new Error("cookie choice: not kept");
    } catch (error) {
      complain(true);
      throw error;
    }
    if (chosen === undefined || verb === "choose" || !stored() || !undecided().length) hide();
    sync();
    channel.postMessage(0);
    const now = status();
    layer().push({ event: "cookieconsent", groups: now.groups });
    document.dispatchEvent(new CustomEvent("cookieconsent:change", { detail: now }));
    return now;
  }

  /* In turn, since each answer sets the whole cookie; the same twice in a row is one. To close
     without a choice is to refuse what is undecided by then. */
  function decide(...asked) {
    const now = JSON.stringify(asked);
    if (now === waiting) return outcome;
    waiting = now;
    outcome = queue.then(() => (asked[0] ? store(...asked) : undecided().length && store("refuse", undecided())));
    const turn = (queue = outcome.catch(() => {}).then(() => queue === turn && renew()));
    return outcome;
  }

  async function open() {
    if (!banner) return location.assign(url);
    if (!panel) {
      const made = await fetch(`${url.replace("?", "details/?")}&v=${version}`).then((response) => (response.ok ? response.text() : ""), () => "");
      if (!made) return location.assign(url);
      if (!panel) document.body.insertAdjacentHTML("beforeend", made); // asked for twice, once made
      panel = panel || document.body.lastElementChild;
      panel.oncancel = (event) => (event.preventDefault(), verbs.close());
    }
    if (panel.open) return;
    for (const box of all("input", panel)) box.checked = answer(box.value) === true;
    apply();
    returnTo = returnTo || document.activeElement;
    panel.querySelector(".cookie-error").hidden = banner.hidden || banner.querySelector(".cookie-error").hidden;
    banner.hidden = true;
    panel.showModal();
    panel.querySelector("h2").focus();
  }

  const verbs = {
    open: () => queue.then(open), // after what is being stored, which would close it
    close: () => (undecided().length ? decide() : hide()),
    once: (button) => apply(button.closest("[data-consent-blocked]").previousElementSibling),
    save: () => decide("choose", [...all("input:checked", panel)].map((box) => box.value)),
    accept: (button) => decide("accept", button.dataset.group),
    refuse: (button) => decide("refuse", button.dataset.group),
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-cookies]");
    const verb = button ? button.dataset.cookies : banner && event.target.closest("[data-cookie-settings]") ? "open" : "";
    if (!verbs[verb] || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    verbs[verb](button);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !banner || banner.hidden) return;
    if (document.activeElement === document.body || banner.contains(document.activeElement)) verbs.close();
  });

  if (banner) {
    banner.tabIndex = -1;
    new ResizeObserver(() => requestAnimationFrame(settle)).observe(banner);
    window.addEventListener("resize", settle);
  }
  window.addEventListener("pageshow", (event) => event.persisted && sync());
  document.addEventListener("visibilitychange", sync);
  channel.onmessage = sync;

  window.cookieConsent = { status, accept: (which) => decide("accept", which), refuse: (which) => decide("refuse", which), open: verbs.open };
  /* Each in a task of its own, so that the page of a slow visitor answers in between. */
  for (const step of [
    sync,
    () => banner && undecided().length && show(1),
    () => document.referrer.startsWith(location.origin + url.split("?")[0]) && channel.postMessage(0), // from the form
    () => read().size && layer().push({ event: "cookieconsent", groups: status().groups }),
  ]) setTimeout(step);
})();
