// What pages do with scripts on. Everything works without it.
import { initAll } from "./vendor/nhsuk-frontend.min.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();

// Plotly draws a chart over the server's drawing of it, where there is room (see readiness.css for how much).
// It is fetched only there: a phone shows the server's drawing and saves the data. Where it fails, that one stays.
const ROOM = 440;

function loadPlotly() {
  const script = document.createElement("script");
  script.src = new URL("vendor/plotly.min.js", import.meta.url);
  return new Promise((resolve, reject) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  });
}

async function takeOver(chart) {
  const { data, layout, config } = JSON.parse(chart.querySelector("script").textContent);
  const figure = document.createElement("div");
  figure.className = "app-chart__figure";
  figure.setAttribute("role", "img");
  figure.setAttribute("aria-labelledby", chart.querySelector("svg").getAttribute("aria-labelledby"));
  chart.append(figure);
  chart.classList.add("app-chart--taken");
  try {
    await window.Plotly.newPlot(figure, data, layout, config);
  } catch {
    chart.classList.remove("app-chart--taken");
    figure.remove();
  }
}

async function takeOverCharts() {
  const charts = [...document.querySelectorAll("[data-chart]")].filter((chart) => chart.clientWidth >= ROOM);
  if (charts.length === 0) return;
  await loadPlotly();
  await Promise.all(charts.map(takeOver));
}

// Asks whether the report is there, and says so when it is.
async function awaitReport(waiting) {
  const answer = await fetch(waiting.dataset.awaitReport, { method: "HEAD" });
  if (answer.ok && answer.headers.get("Content-Type") === "application/pdf") {
    waiting.textContent = waiting.dataset.ready;
  } else {
    setTimeout(awaitReport, 3000, waiting);
  }
}

takeOverCharts().catch(() => {}); // every chart is drawn already
document.querySelectorAll("[data-await-report]").forEach(awaitReport);
