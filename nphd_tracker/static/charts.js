// Draws the figures that stand in the page as JSON; without it their tables say the same.
"use strict";
(function () {
  const PAPER_WIDTH = 900; // A4 across, less its margins and those of a panel

  Plotly.register({
    moduleType: "locale",
    name: "id",
    dictionary: {
      "Download plot as a PNG": "Unduh diagram sebagai PNG",
      "Download plot": "Unduh diagram",
      "Preparing image - this may take a few seconds": "Menyiapkan gambar - mohon tunggu sebentar",
      "Image succeeded": "Gambar selesai",
      "Sorry, there was a problem downloading your image!": "Maaf, gambar gagal diunduh."
    },
    format: {
      days: ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"],
      shortDays: ["Min", "Sen", "Sel", "Rab", "Kam", "Jum", "Sab"],
      months: ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus",
        "September", "Oktober", "November", "Desember"],
      shortMonths: ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
      date: "%d-%m-%Y",
      decimal: ",",
      thousands: "."
    }
  });

  const NARROW = 480;
  const drawn = [];

  function draw(place) {
    const figure = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    if (place.clientWidth < NARROW) {
      Object.assign(figure.layout, figure.narrow || {font: {size: 11}});
    }
    return Plotly.newPlot(place, figure.data, figure.layout, figure.config).then(function () {
      place.dataset.drawn = "yes";
      drawn.push(place);
      const button = document.querySelector("[data-png='" + place.dataset.chart + "']");
      if (button) {
        button.hidden = false;
        button.addEventListener("click", function () { save(place, figure.config); });
      }
    });
  }

  // Plotly's own way of saving, from a button that a keyboard reaches; on white, whatever the page.
  function save(place, config) {
    const options = config.toImageButtonOptions;
    const layout = Object.assign({}, place.layout, {
      paper_bgcolor: "#ffffff",
      title: {text: place.getAttribute("aria-label").split(". ")[0].replace(/&/g, "&amp;").replace(/</g, "&lt;"),
        font: {size: 14}, x: 0, xref: "paper", y: 0.99, yanchor: "top"},
      margin: Object.assign({}, place.layout.margin, {t: place.layout.margin.t + 30})
    });
    return Plotly.downloadImage(
      {data: place.data, layout: layout, config: config},
      {format: "png", filename: options.filename, scale: options.scale,
        width: place.clientWidth, height: place.clientHeight + 30}
    );
  }

  document.querySelectorAll("[data-chart]").forEach(draw);

  // A nation's charts come as they are looked at; until then each is a link to its page.
  function fill(part) {
    const asked = new XMLHttpRequest();
    const fail = function () { part.dataset.failed = "yes"; }; // its link stays
    asked.open("GET", part.dataset.part);
    asked.responseType = "document";
    asked.onload = function () {
      const found = asked.status === 200 && asked.response && asked.response.querySelector("section");
      if (!found) { fail(); return; }
      const section = document.importNode(found, true);
      part.replaceWith(section);
      section.querySelectorAll("[data-chart]").forEach(draw);
    };
    asked.onerror = fail;
    asked.send();
  }

  const parts = document.querySelectorAll("[data-part]");
  if ("IntersectionObserver" in window) {
    const seen = new IntersectionObserver(function (entries) {
      entries.filter(function (entry) { return entry.isIntersecting; }).forEach(function (entry) {
        seen.unobserve(entry.target);
        fill(entry.target);
      });
    }, {rootMargin: "300px"});
    parts.forEach(function (part) { seen.observe(part); });
  }

  // On paper nothing can be unfolded, and a chart must fit the sheet.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details.twin").forEach(function (fold) { fold.open = true; });
    drawn.forEach(function (place) {
      Plotly.relayout(place, {width: place.closest(".even") ? PAPER_WIDTH / 2 - 40 : PAPER_WIDTH});
    });
  });
  window.addEventListener("afterprint", function () {
    drawn.forEach(function (place) { Plotly.relayout(place, {width: null, autosize: true}); });
  });
})();
