// Shows the page anew when the server says that something has changed. Without this script every page reads the same.
(() => {
  const path = document.getElementById("main")?.dataset.live;
  const told = document.getElementById("live");
  if (!path || !told || !window.EventSource) return;

  // At most so often: where much happens, a page is not asked for with every event.
  const PAUSE = 3000;
  const REACHED = "a[href], button, summary, input, select, textarea, [tabindex]";

  let busy = false;
  let again = false;
  let last = 0;

  const all = (root, selector) => [...root.querySelectorAll(selector)];

  // What somebody has chosen or typed and not sent yet would be lost.
  const inUse = (main) =>
    document.activeElement?.matches("input, select, textarea") ||
    all(main, "input, textarea").some((each) => each.type !== "hidden" && each.value !== each.defaultValue) ||
    all(main, "select").some((each) => each.selectedIndex !== Math.max(0, all(each, "option").findIndex((one) => one.defaultSelected)));

  const later = () => { again = true; };

  async function refresh() {
    const main = document.getElementById("main");
    const wait = last + PAUSE - Date.now();
    if (busy || document.hidden || inUse(main)) { later(); return; }
    if (wait > 0) { busy = true; setTimeout(() => { busy = false; refresh(); }, wait); return; }
    busy = true;
    again = false;
    last = Date.now();
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main");
      if (!fresh || fresh.innerHTML === main.innerHTML) return;
      if (inUse(main)) { later(); return; }
      show(main, fresh);
      told.textContent = "Updated " + new Date().toLocaleTimeString();
    } catch (e) {
      told.textContent = "Not live: the server does not answer";
    } finally {
      busy = false;
      if (again) refresh();
    }
  }

  // Whoever reads keeps their place: open parts, what has the focus, and how far page and wide parts are scrolled.
  function show(main, fresh) {
    const open = all(main, "details").map((each) => each.open);
    const scrolled = all(main, "[tabindex]").map((each) => [each.scrollLeft, each.scrollTop]);
    const focused = main.contains(document.activeElement) ? document.activeElement : null;
    const at = focused ? all(main, REACHED).indexOf(focused) : -1;
    const href = focused?.getAttribute("href");
    const [x, y] = [scrollX, scrollY];
    main.replaceChildren(...fresh.childNodes);
    all(main, "details").forEach((each, i) => { each.open = open[i] ?? each.open; });
    all(main, "[tabindex]").forEach((each, i) => { [each.scrollLeft, each.scrollTop] = scrolled[i] ?? [0, 0]; });
    const same = href ? main.querySelector(`[href="${CSS.escape(href)}"]`) : all(main, REACHED)[at];
    if (focused) same?.focus({ preventScroll: true });
    scrollTo(x, y);
  }

  const source = new EventSource(path);
  source.addEventListener("changed", refresh);
  source.addEventListener("open", () => { told.textContent = "Live"; told.dataset.state = "on"; });
  source.addEventListener("error", () => { told.textContent = "Not live; trying again"; told.dataset.state = "off"; });
  document.addEventListener("visibilitychange", () => { if (again) refresh(); });
  document.addEventListener("focusout", () => setTimeout(() => { if (again) refresh(); }));
  addEventListener("pagehide", () => source.close());
})();
