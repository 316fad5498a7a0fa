/* Asks for consent once, and lets what waits for it run. Reads one cookie; asks the server only to
   store a decision, and for the second layer. All it needs stands on its own element. */
(() => {
  "use strict";
  if (window.cookieConsent) return;

  const { name, url, groups, days, banner: version } = document.currentScript.dataset;
  const declared = new Map();
  for (const each of groups.split(" ").filter(Boolean)) {
    const [group, number, flags = ""] = each.split(".");
    declared.set(group, { version: number, flags });
  }
  const [acceptDays, refuseDays] = days.split(" ").map(Number);
  const gpc = navigator.globalPrivacyControl === true;
  const banner = document.getElementById("cookie-banner");
  const all = (selector, within = document) => within.querySelectorAll(selector);
  const ran = new Set();
  let panel = null;
  let returnTo = null;
  let takes = "";
  let busy = false;
  let told = "";

  /* The decisions in the cookie; none at all unless every part of it is as it should be. */
  function read() {
    const start = name + "=";
    const value = (document.cookie.split("; ").find((pair) => pair.startsWith(start)) || "").slice(start.length);
    const found = new Map();
    const body = value.length < 3073 && /^2~([\w-]*)~([-\w.~]+):[-\w]{43}$/.exec(value);
    for (const part of body ? body[2].split("~") : []) {
      const entry = /^([-\w]{1,32})\.(\d{1,9})\.([ar])\.(\d{10})$/.exec(part);
      if (!entry) return new Map();
      found.set(entry[1], { version: entry[2], accepted: entry[3] === "a", at: entry[4] * 1000 });
    }
    found.receipt = (body && body[1]) || null;
    return found;
  }

  /* true, false or, when nothing valid is decided, null */
  function answer(group, from = read()) {
    const own = declared.get(group);
    const found = from.get(group);
    if (!own) return null;
    if (found && found.version === own.version) {
      const age = (Date.now() - found.at) / 864e5;
      if (age < (found.accepted ? acceptDays : refuseDays) && age > -1) return found.accepted;
    }
    return gpc && own.flags.includes("g") ? false : null;
  }

  function status() {
    const from = read();
    const times = [...from.values()].map((each) => each.at);
    return {
      groups: Object.fromEntries([...declared.keys()].map((group) => [group, answer(group, from)])),
      decidedAt: times.length ? new Date(Math.max(...times)).toISOString() : null,
      receipt: from.receipt || null,
      gpc,
    };
  }

  const undecided = () => Object.values(status().groups).includes(null);

  /* Google Consent Mode v2, basic: nothing is said before something is accepted. */
  const SIGNALS = {
    a: ["analytics_storage"],
    d: ["ad_storage", "ad_user_data", "ad_personalization"],
    f: ["functionality_storage", "personalization_storage"],
  };
  const layer = () => (window.dataLayer = window.dataLayer || []);
  function gtag() {
    layer().push(arguments);
  }
  function tell() {
    const state = {};
    for (const signal of Object.values(SIGNALS).flat()) state[signal] = "denied";
    const denied = { ...state };
    for (const [group, { flags }] of declared) {
      for (const signal of SIGNALS[flags.replace("g", "")] || []) if (answer(group)) state[signal] = "granted";
    }
    const now = JSON.stringify(state);
    if (now === (told || JSON.stringify(denied))) return;
    if (!told) gtag("consent", "default", denied);
    gtag("consent", "update", state);
    told = now;
  }

  function revive(inert) {
    const live = document.createElement("script");
    for (const { name: attribute, value } of inert.attributes) {
      if (!["type", "data-consent", "data-src", "data-type"].includes(attribute)) live.setAttribute(attribute, value);
    }
    if (inert.dataset.type) live.type = inert.dataset.type;
    live.async = inert.hasAttribute("async");
    if (inert.dataset.src) live.src = inert.dataset.src;
    else live.textContent = inert.textContent;
    inert.replaceWith(live);
  }

  function release(inert) {
    ran.add(inert.dataset.consent);
    if (inert.tagName !== "TEMPLATE") return revive(inert);
    const live = document.importNode(inert.content, true);
    for (const script of all("script", live)) script.async = script.hasAttribute("async");
    const first = live.firstElementChild;
    const blocked = inert.nextElementSibling;
    inert.replaceWith(live);
    if (!blocked || !blocked.matches("[data-consent-blocked]")) return;
    const held = blocked.contains(document.activeElement);
    blocked.remove();
    if (!held || !first) return;
    if (first.tabIndex < 0) first.tabIndex = -1;
    first.focus();
  }

  /* Bring the page in line with the decisions: run what may run, once and in order. */
  function apply() {
    tell();
    for (const inert of all("[data-consent]")) if (answer(inert.dataset.consent)) release(inert);
    for (const held of all("[data-consent-blocked] button, [data-cookie-choices]")) held.removeAttribute("inert");
    for (const note of all("[data-cookie-gpc]")) note.hidden = !gpc;
    for (const shown of all("[data-cookie-state]")) {
      const now = answer(shown.dataset.cookieState);
      shown.textContent = now === null ? shown.dataset.open : now ? shown.dataset.yes : shown.dataset.no;
    }
  }

  /* Take away what refused groups have stored: names by pattern, on every domain level and path. */
  function clean({ cookie = [], local = [], session = [], paths = [] }) {
    const like = (patterns) => new RegExp(`^(${patterns.map((each) => each.replace(/[^\w*]/g, "\\$&").replace(/\*/g, ".*")).join("|")})$`);
    const names = new Set(cookie.filter((each) => !each.includes("*")));
    for (const pair of document.cookie.split("; ")) {
      const found = pair.split("=")[0];
      if (cookie.length && like(cookie).test(found)) names.add(found);
    }
    names.delete(name);
    const steps = location.pathname.split("/");
    const places = new Set(["/", ...paths]);
    steps.forEach((_, index) => places.add(steps.slice(0, index + 1).join("/") || "/").add(steps.slice(0, index + 1).join("/") + "/"));
    const levels = location.hostname.split(".");
    const hosts = ["", ...levels.map((_, index) => `; domain=${levels.slice(index).join(".")}`)];
    const secure = location.protocol === "https:" ? "; secure" : "";
    for (const each of names) for (const path of places) for (const host of hosts) document.cookie = `${each}=; max-age=0; path=${path}${host}${secure}`;
    for (const [store, patterns] of [["localStorage", local], ["sessionStorage", session]]) {
      if (patterns.length) for (const key of Object.keys(window[store])) if (like(patterns).test(key)) window[store].removeItem(key);
    }
  }

  /* Keep room under the page, so that the banner never hides what has the focus. */
  function makeRoom() {
    const height = banner.hidden ? "" : `${innerHeight - banner.getBoundingClientRect().top + 12}px`;
    document.body.style.marginBottom = height;
    document.documentElement.style.scrollPaddingBottom = height;
  }

  /* The banner has come, gone or grown. Done when the browser has laid it out and not before: to ask
     for its place, or give it the focus, at once would lay out the whole page while it loads. */
  function settle() {
    if (takes && !banner.hidden) {
      if (takes === "always" || document.activeElement === document.body) banner.focus({ preventScroll: true });
      takes = "";
    }
    makeRoom();
  }

  function show(take) {
    returnTo = document.activeElement;
    takes = take || "if nothing has it";
    banner.hidden = false;
  }

  function hide() {
    const open = panel && panel.open;
    const inside = open || (banner && banner.contains(document.activeElement));
    if (open) panel.close();
    if (banner) banner.hidden = true;
    const target = returnTo && returnTo.isConnected && returnTo !== document.body ? returnTo : document.querySelector("main");
    if (inside && target) target.focus({ preventScroll: true });
    returnTo = null;
  }

  function complain(failed) {
    if (!banner) return;
    const within = panel && panel.open ? panel : banner;
    if (failed && within.hidden) show("always");
    within.querySelector(".cookie-error").hidden = !failed;
  }

  async function decide(verb, chosen) {
    const named = chosen === undefined ? [] : [].concat(chosen);
    const body = new URLSearchParams({ decision: chosen === undefined ? `${verb}-all` : verb, seen: groups, banner: version, gpc: +gpc });
    for (const group of named) body.append("group", group);
    complain(false);
    let answered;
    try {
      const response = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (!response.ok) throw new Error(`cookie choice: ${response.status}`);
      answered = await response.json();
      const open = chosen === undefined ? [...declared.keys()] : named;
      if (verb !== "refuse" && open.some((group) => !answer(group))) throw new Error("cookie choice: not kept");
    } catch (error) {
      complain(true);
      throw error;
    }
    if (chosen === undefined || verb === "choose" || !undecided()) hide();
    clean(answered.remove);
    apply();
    const now = status();
    layer().push({ event: "cookieconsent", groups: now.groups });
    document.dispatchEvent(new CustomEvent("cookieconsent:change", { detail: now }));
    if ([...ran].some((group) => !now.groups[group])) {
      /* What still runs may store something once more on its way out. */
      history.replaceState({ ...history.state, cookies: answered.remove }, "");
      location.reload();
    }
    return now;
  }

  async function open() {
    if (!banner) return location.assign(url);
    if (!panel) {
      try {
        const response = await fetch(`${url.replace("?", "details/?")}&v=${version}`);
        if (!response.ok) throw new Error(response.status);
        const holder = document.createElement("template");
        holder.innerHTML = await response.text();
        panel = holder.content.querySelector("dialog");
        document.body.append(panel);
      } catch {
        return location.assign(url);
      }
      panel.addEventListener("cancel", (event) => {
        event.preventDefault();
        dismiss();
      });
    }
    if (panel.open) return;
    for (const box of all("input", panel)) box.checked = answer(box.value) === true;
    apply();
    returnTo = returnTo || document.activeElement;
    banner.hidden = true;
    panel.showModal();
    panel.querySelector("h2").focus();
  }

  /* Closing without a choice is a refusal of what is undecided. */
  function dismiss() {
    if (!undecided()) return hide();
    const from = read();
    press("refuse", [...declared.keys()].filter((group) => answer(group, from) === null));
  }

  async function press(verb, group) {
    if (busy) return;
    busy = true;
    try {
      await decide(verb, group);
    } catch {
      /* The banner says so. */
    } finally {
      busy = false;
    }
  }

  const verbs = {
    open,
    close: dismiss,
    once: (button) => release(button.closest("[data-consent-blocked]").previousElementSibling),
    save: () => press("choose", [...all("input:checked", panel)].map((box) => box.value)),
    accept: (button) => press("accept", button.dataset.group),
    refuse: (button) => press("refuse", button.dataset.group),
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
    if (document.activeElement === document.body || banner.contains(document.activeElement)) dismiss();
  });

  if (banner) {
    new ResizeObserver(() => requestAnimationFrame(settle)).observe(banner);
    window.addEventListener("resize", makeRoom);
  }
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    apply();
    if (!undecided()) hide();
  });

  window.cookieConsent = { status, accept: (which) => decide("accept", which), refuse: (which) => decide("refuse", which), open };
  if (history.state && history.state.cookies) {
    clean(history.state.cookies);
    history.replaceState({ ...history.state, cookies: undefined }, "");
  }
  for (const left of all("[data-cookie-remove]")) clean(JSON.parse(left.dataset.cookieRemove));
  apply();
  if (read().size) layer().push({ event: "cookieconsent", groups: status().groups });
  if (banner && undecided()) show();
})();
