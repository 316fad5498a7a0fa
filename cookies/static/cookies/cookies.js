/* Asks for consent once, and lets what waits for it run. Reads one cookie; asks the server only to
   store a decision. Everything it needs stands in the attributes of its own element. */
(() => {
  "use strict";
  if (window.cookieConsent) return;

  const { name, url, groups, days } = document.currentScript.dataset;
  const versions = new Map(groups.split(" ").filter(Boolean).map((group) => group.split(".")));
  const [acceptDays, refuseDays] = days.split(" ").map(Number);
  const banner = document.getElementById("cookie-banner");
  const ran = new Set();
  let returnTo = null;
  let busy = false;

  /* The decisions in the cookie; none at all unless every part of it is as it should be. */
  function decisions() {
    const start = name + "=";
    const value = (document.cookie.split("; ").find((pair) => pair.startsWith(start)) || "").slice(start.length);
    const found = new Map();
    const body = value.length < 3073 && /^1~([-\w.~]+):[-\w]{43}$/.exec(value);
    for (const part of body ? body[1].split("~") : []) {
      const entry = /^([-\w]{1,32})\.(\d{1,9})\.([ar])\.(\d{10})$/.exec(part);
      if (!entry) return new Map();
      found.set(entry[1], { version: entry[2], accepted: entry[3] === "a", at: entry[4] * 1000 });
    }
    return found;
  }

  /* true, false or, when nothing valid is decided, null */
  function answer(group, from = decisions()) {
    const found = from.get(group);
    if (!found || found.version !== versions.get(group)) return null;
    const age = (Date.now() - found.at) / 864e5;
    return age < (found.accepted ? acceptDays : refuseDays) && age > -1 ? found.accepted : null;
  }

  function status() {
    const from = decisions();
    const times = [...from.values()].map((each) => each.at);
    return {
      groups: Object.fromEntries([...versions.keys()].map((group) => [group, answer(group, from)])),
      decidedAt: times.length ? new Date(Math.max(...times)).toISOString() : null,
    };
  }

  const undecided = () => Object.values(status().groups).includes(null);

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

  /* Bring the page in line with the decisions: run what may run, once and in order. */
  function apply() {
    for (const inert of document.querySelectorAll("[data-consent]")) {
      const group = inert.dataset.consent;
      if (!answer(group)) continue;
      ran.add(group);
      if (inert.tagName === "TEMPLATE") inert.replaceWith(document.importNode(inert.content, true));
      else revive(inert);
    }
    for (const blocked of document.querySelectorAll("[data-consent-blocked]")) {
      if (answer(blocked.dataset.consentBlocked)) blocked.remove();
      else for (const button of blocked.querySelectorAll("button")) button.hidden = false;
    }
    for (const list of document.querySelectorAll("[data-cookie-choices]")) list.hidden = false;
    for (const shown of document.querySelectorAll("[data-cookie-state]")) {
      const now = answer(shown.dataset.cookieState);
      shown.textContent = now === null ? shown.dataset.open : now ? shown.dataset.yes : shown.dataset.no;
    }
  }

  /* Keep room under the page, so that the banner never hides what has the focus. */
  function makeRoom() {
    const height = !banner || banner.hidden ? "" : `${banner.offsetHeight + 24}px`;
    document.body.style.marginBottom = height;
    document.documentElement.style.scrollPaddingBottom = height;
  }

  function show(take) {
    returnTo = document.activeElement;
    banner.hidden = false;
    makeRoom();
    if (take || returnTo === document.body) banner.focus({ preventScroll: true });
  }

  function hide() {
    if (!banner || banner.hidden) return;
    const inside = banner.contains(document.activeElement);
    banner.hidden = true;
    makeRoom();
    const target = returnTo && returnTo.isConnected && returnTo !== document.body ? returnTo : document.querySelector("main");
    if (inside && target) target.focus({ preventScroll: true });
    returnTo = null;
  }

  function complain(failed) {
    const error = banner && banner.querySelector(".cookie-error");
    if (!error) return;
    if (failed && banner.hidden) show(true);
    error.hidden = !failed;
    makeRoom();
  }

  async function decide(verb, chosen) {
    const named = chosen === undefined ? [] : [].concat(chosen);
    const body = new URLSearchParams({ decision: chosen === undefined ? `${verb}-all` : verb });
    for (const group of named) body.append("group", group);
    complain(false);
    try {
      const response = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (!response.ok) throw new Error(`cookie choice: ${response.status}`);
      const open = chosen === undefined ? [...versions.keys()] : named;
      if (verb === "accept" && open.some((group) => !answer(group))) throw new Error("cookie choice: not kept");
    } catch (error) {
      complain(true);
      throw error;
    }
    if (chosen === undefined || !undecided()) hide();
    apply();
    const now = status();
    document.dispatchEvent(new CustomEvent("cookieconsent:change", { detail: now }));
    if ([...ran].some((group) => !now.groups[group])) location.reload();
    return now;
  }

  function open() {
    if (banner) show(true);
    else location.assign(url);
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

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-cookies]");
    if (button) press(button.dataset.cookies, button.dataset.group);
    else if (banner && event.target.closest("[data-cookie-settings]")) {
      event.preventDefault();
      open();
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !banner || banner.hidden) return;
    if (document.activeElement !== document.body && !banner.contains(document.activeElement)) return;
    if (undecided()) press("refuse");
    else hide();
  });

  window.addEventListener("resize", makeRoom);
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    apply();
    if (!undecided()) hide();
  });

  window.cookieConsent = { status, accept: (which) => decide("accept", which), refuse: (which) => decide("refuse", which), open };
  apply();
  if (banner && undecided()) show(false);
})();
