// Makes the file field a box to drop files on, shows what was chosen, and says that reading takes a
// while. Without it the plain field and button do the same work.
"use strict";

(function () {
  const zone = document.getElementById("drop-zone");
  const field = document.getElementById("files");
  const list = document.getElementById("chosen");
  const form = document.getElementById("upload-form");
  const button = document.getElementById("upload-button");
  if (!zone || !field || !list || !form || !button) return;
  zone.querySelector(".drop-hint").hidden = false;
  zone.classList.add("is-ready");

  function showChosen() {
    list.querySelector("strong").textContent = field.files.length;
    list.querySelector("ul").replaceChildren(...Array.from(field.files, function (file) {
      const item = document.createElement("li");
      item.textContent = file.name;
      return item;
    }));
    list.hidden = field.files.length === 0;
  }

  function holdsFiles(event) {
    return event.dataTransfer && Array.from(event.dataTransfer.types).includes("Files");
  }

  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, function (event) {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      zone.classList.add("is-over");
    });
  }
  zone.addEventListener("dragleave", function () { zone.classList.remove("is-over"); });
  zone.addEventListener("drop", function (event) {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    zone.classList.remove("is-over");
    field.files = event.dataTransfer.files;
    showChosen();
  });
  // A file that misses the box must not replace the page.
  for (const name of ["dragover", "drop"]) {
    window.addEventListener(name, function (event) { if (holdsFiles(event)) event.preventDefault(); });
  }

  field.addEventListener("change", showChosen);
  form.addEventListener("submit", function () {
    button.dataset.idle = button.textContent;
    button.textContent = button.dataset.busy;
    button.disabled = true;
  });
  // Back from the preview: the button works again.
  window.addEventListener("pageshow", function () {
    if (button.dataset.idle) button.textContent = button.dataset.idle;
    button.disabled = false;
    showChosen();
  });
})();

// A link in the overview of a preview opens the file it leads to.
(function () {
  function openTarget() {
    const target = document.getElementById(window.location.hash.slice(1));
    if (target instanceof HTMLDetailsElement) target.open = true;
  }
  window.addEventListener("hashchange", openTarget);
  openTarget();
})();
