// Copies the text for a chat group, and prints; without it the text is selected by hand.
"use strict";
(function () {
  document.querySelectorAll("[data-copy]").forEach(function (button) {
    const area = document.getElementById(button.dataset.copy);
    const status = button.parentElement.querySelector("[data-copied]");
    function say() {
      status.textContent = button.dataset.done;
    }
    function copyOldWay() {
      // Over plain http, as in an office's own network, browsers offer no clipboard to scripts.
      area.focus();
      area.select();
      if (document.execCommand("copy")) say();
    }
    button.hidden = false;
    button.addEventListener("click", function () {
      status.textContent = "";
      if (navigator.clipboard) navigator.clipboard.writeText(area.value).then(say, copyOldWay);
      else copyOldWay();
    });
  });
  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });
})();
