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

  document.querySelectorAll("[data-chart]").forEach(function (place) {
    const figure = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    if (place.clientWidth < 480) {
      // On a telephone the labels beside the bars need a larger part of the width.
      figure.layout.xaxis.range[1] *= 1.15;
      figure.layout.font.size = 11;
      figure.layout.xaxis.tickvals = [0, 50, 100];
      figure.layout.xaxis.ticktext = ["0%", "50%", "100%"];
    }
    Plotly.newPlot(place, figure.data, figure.layout, figure.config).then(function () {
      place.dataset.drawn = "yes";
    });
  });

  // On paper nothing can be unfolded, and a chart must fit the sheet.
  const charts = document.querySelectorAll("[data-chart]");
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details.twin").forEach(function (fold) { fold.open = true; });
    charts.forEach(function (place) { Plotly.relayout(place, {width: PAPER_WIDTH}); });
  });
  window.addEventListener("afterprint", function () {
    charts.forEach(function (place) { Plotly.relayout(place, {width: null, autosize: true}); });
  });
})();
