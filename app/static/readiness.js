// What pages do with scripts on. Everything works without it.
import { initAll } from "./vendor/nhsuk-frontend.min.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();

// Plotly draws a chart over the server's drawing of it; where it fails, the server's drawing stays.
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

// Asks whether the report is there, and says so when it is.
async function awaitReport(waiting) {
  const answer = await fetch(waiting.dataset.awaitReport, { method: "HEAD" });
  if (answer.ok && answer.headers.get("Content-Type") === "application/pdf") {
    waiting.textContent = waiting.dataset.ready;
  } else {
    setTimeout(awaitReport, 3000, waiting);
  }
}

if (window.Plotly) document.querySelectorAll("[data-chart]").forEach(takeOver);
document.querySelectorAll("[data-await-report]").forEach(awaitReport);
