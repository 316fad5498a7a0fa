// Asks again how far a package is, while the page is looked at, and shows the page anew when it is
// ready. Without this script the page has a link that does the same.
(() => {
  const EVERY = 2000;
  const AFTER_FETCH = 4000;
  const place = document.querySelector("[data-privacy-progress]");
  const again = () => window.location.assign(window.location.pathname);
  const ask = async () => {
    if (!document.hidden) {
      try {
        const answer = await fetch(place.dataset.privacyProgress, { redirect: "error" });
        if (answer.status === 204) return again();
        if (!answer.ok) return;
        const text = await answer.text();
        if (text !== place.innerHTML) place.innerHTML = text;
      } catch {
        // The next turn asks again: a server that restarts is back by then.
      }
    }
    window.setTimeout(ask, EVERY);
  };
  if (place) {
    document.querySelector("[data-privacy-reload]").parentElement.hidden = true;
    window.setTimeout(ask, EVERY);
  }
  // Each link fetches once: the page needs a new one when the file is on its way.
  const form = document.querySelector("[data-privacy-fetch]");
  if (form) form.addEventListener("submit", () => window.setTimeout(again, AFTER_FETCH));
})();
