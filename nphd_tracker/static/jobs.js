// Keeps the page of a job up to date without loading it anew; where it leads to, the server decides.
// Without this script the page loads itself again every two seconds.
"use strict";

(function () {
  const box = document.getElementById("job");
  const bar = document.getElementById("job-bar");
  if (!box || !bar) return;
  const places = document.querySelectorAll("[data-job]");

  function show(seen) {
    bar.value = seen.percent;
    for (const place of places) {
      const text = seen[place.dataset.job];
      const dash = place.tagName === "DD" ? "–" : "";
      if (place.textContent !== (text || dash)) place.textContent = text || dash;
    }
  }

  async function look() {
    try {
      const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
      const kind = answer.headers.get("Content-Type") || "";
      if (answer.status === 503 || !kind.startsWith("application/json")) throw new Error("no progress");
      const seen = await answer.json();
      if (seen.over) {
        window.location.reload();
        return;
      }
      show(seen);
    } catch {
      const note = box.querySelector('[data-job="note"]');
      note.textContent = box.dataset.lost;
    }
    window.setTimeout(look, 1000);
  }
  window.setTimeout(look, 700);
})();
