// The charts stand in the page as drawings. When the browser has time, Plotly draws them again to be
// pointed at; a picture to take along is made by Plotly too, and on paper the drawings stay.
"use strict";
(function () {
  const NARROW = 480;
  const LEGEND_ROW = 20; // pixels
  const own = document.currentScript.dataset;
  const waiting = [];
  let coming = null;

  function add(name, attributes) {
    return new Promise(function (resolve, reject) {
      const element = Object.assign(document.createElement(name), attributes);
      element.onload = resolve;
      element.onerror = reject;
      document.head.append(element);
    });
  }

  // Its rules come as a file of ours, under the name by which it looks whether they are there.
  function bring() {
    if (coming) { return coming; }
    coming = Promise.all([
      add("link", {rel: "stylesheet", href: own.style, id: "plotly.js-style-global", className: "no-inline-styles"}),
      add("script", {src: own.plotly})
    ]).then(teach);
    coming.catch(function () { coming = null; }); // the next touch asks again
    return coming;
  }

  function teach() {
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
  }

  // The figure as the drawing shows it: on a narrow screen with fewer labels under an axis.
  function figureOf(place) {
    const figure = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    if (place.clientWidth <= NARROW) {
      Object.keys(figure.narrow).forEach(function (axis) {
        Object.assign(figure.layout[axis], figure.narrow[axis]);
      });
    }
    return figure;
  }

  function draw(place) {
    const figure = figureOf(place);
    const live = document.createElement("div");
    live.className = "live";
    place.append(live);
    return Plotly.newPlot(live, figure.data, figure.layout, figure.config).then(function () {
      place.dataset.drawn = "yes";
    });
  }

  function whenIdle(work) {
    if ("requestIdleCallback" in window) { window.requestIdleCallback(work, {timeout: 2000}); } else { setTimeout(work, 200); }
  }

  // One after the other, so that scrolling and typing are never kept waiting for all.
  function drawNext() {
    const place = waiting.shift();
    if (place) { draw(place).then(function () { whenIdle(drawNext); }); }
  }

  function drawAll() { bring().then(drawNext, function () {}); } // without it the drawings stay

  // A person who asked the browser to spare data gets Plotly with the first touch of a chart.
  const isSparing = Boolean(navigator.connection && navigator.connection.saveData);

  function expect(place) {
    const isFirst = waiting.length === 0;
    waiting.push(place);
    place.addEventListener("pointerenter", drawAll);
    const button = document.querySelector("[data-png='" + place.dataset.chart + "']");
    if (button) {
      button.hidden = false;
      button.addEventListener("click", function () { save(place); });
    }
    if (isFirst && !isSparing && document.readyState === "complete") { whenIdle(drawAll); }
  }

  // What the page says over the chart, for a picture that goes without the page.
  function explain(place, figure) {
    const legend = place.closest("section").querySelector(".legend");
    const word = function (kind) {
      const found = legend && legend.querySelector("[data-kind='" + kind + "']");
      return found ? found.textContent.trim() : "";
    };
    let entries = 0;
    figure.data.forEach(function (trace) {
      const parts = trace.name.startsWith("due") ? [trace.name] : trace.name.split("-");
      const said = parts.map(word).filter(Boolean);
      const isSaid = said.length > 1 && said[1].toLowerCase().startsWith(said[0].toLowerCase());
      const words = said.slice(isSaid ? 1 : 0).join(", ");
      trace.showlegend = Boolean(trace.type === "bar" ? words && trace.marker : words || figure.layout.legend);
      trace.name = words || trace.name;
      entries += trace.showlegend ? 1 : 0;
    });
    return entries;
  }

  // Plotly's own way of saving, from a button that a keyboard reaches; on white, whatever the page.
  function save(place) {
    const figure = figureOf(place);
    const options = figure.config.toImageButtonOptions;
    const margin = figure.layout.margin;
    const entries = explain(place, figure);
    const above = 30 + entries * LEGEND_ROW;
    const layout = Object.assign(figure.layout, {
      paper_bgcolor: "#ffffff",
      showlegend: entries > 0,
      legend: {orientation: "v", x: 0, y: 1 + margin.t / (figure.layout.height - margin.t - margin.b), yanchor: "bottom"},
      title: {text: place.getAttribute("aria-label").split(". ")[0].replace(/&/g, "&amp;").replace(/</g, "&lt;"),
        font: {size: 14}, x: 0, xref: "paper", y: 1, yref: "container", yanchor: "top", pad: {t: 8}}
    });
    margin.t += above;
    return bring().then(function () {
      return Plotly.downloadImage(
        {data: figure.data, layout: layout, config: figure.config},
        {format: "png", filename: options.filename, scale: options.scale,
          width: place.clientWidth, height: figure.layout.height + above}
      );
    });
  }

  document.querySelectorAll("[data-chart]").forEach(expect);
  if (!isSparing) { window.addEventListener("load", function () { whenIdle(drawAll); }); }

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
      section.querySelectorAll("[data-chart]").forEach(expect);
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

  // On paper nothing can be unfolded.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details.twin").forEach(function (fold) { fold.open = true; });
  });
})();
