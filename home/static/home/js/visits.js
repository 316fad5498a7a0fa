/* The demo's statistics: a stand-in on the site's own server, which counts in the visitor's own
   browser and sends nothing anywhere. It runs only once statistics are allowed. */
(() => {
  "use strict";
  const days = 90;
  const [, seen = "0"] = /(?:^|; )au_visits=(\d+)/.exec(document.cookie) || [];
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `au_visits=${Number(seen) + 1}; path=/; max-age=${days * 86400}; samesite=lax${secure}`;
  localStorage.setItem("au_last_page", location.pathname);
})();
