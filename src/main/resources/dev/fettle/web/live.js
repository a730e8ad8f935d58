// Shows the page anew when the server says that something has changed. Without this script every page reads the same.
(() => {
  const path = document.getElementById("main")?.dataset.live;
  const told = document.getElementById("live");
  if (!path || !told || !window.EventSource) return;

  let busy = false;
  let again = false;

  const openDetails = (root) => [...root.querySelectorAll("details")].map((each) => each.open);

  async function refresh() {
    if (busy) { again = true; return; }
    busy = true;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main");
      const main = document.getElementById("main");
      if (!fresh || fresh.innerHTML === main.innerHTML) return;
      // Whoever reads or types keeps their place: open parts, the focused link, the scroll position.
      const open = openDetails(main);
      const focused = main.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
      const [x, y] = [scrollX, scrollY];
      main.replaceChildren(...fresh.childNodes);
      main.querySelectorAll("details").forEach((each, i) => { each.open = open[i] ?? each.open; });
      if (focused) main.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
      scrollTo(x, y);
      told.textContent = "Updated " + new Date().toLocaleTimeString();
    } catch (e) {
      told.textContent = "Not live: the server does not answer";
    } finally {
      busy = false;
      if (again) { again = false; refresh(); }
    }
  }

  const source = new EventSource(path);
  source.addEventListener("changed", refresh);
  source.addEventListener("open", () => { told.textContent = "Live"; told.dataset.state = "on"; });
  source.addEventListener("error", () => { told.textContent = "Not live; trying again"; told.dataset.state = "off"; });
  addEventListener("pagehide", () => source.close());
})();
