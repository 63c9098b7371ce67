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

// Asks whether the report is there, and says so when it is. The page says why, where nobody is at work on it any more.
async function awaitReport(waiting) {
  const answer = await fetch(waiting.dataset.awaitReport, { method: "HEAD" });
  if (answer.ok && answer.headers.get("Content-Type") === "application/pdf") {
    waiting.textContent = waiting.dataset.ready;
  } else if (!answer.ok || answer.headers.has("Retry-After")) {
    setTimeout(awaitReport, 3000, waiting);
  } else {
    window.location.reload();
  }
}

// A part of the page that says how far something has come, until it has nothing new to say or nobody looks any more.
const LOOK_AGAIN = 4000; // ms
const MOST_LOOKS = 150;

async function lookAgain(part, looks = 0) {
  await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
  const answer = await fetch(window.location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const newer = page.getElementById(part.id);
  if (!newer || newer.dataset.state !== part.dataset.state) {
    window.location.reload();
    return;
  }
  if (newer.innerHTML !== part.innerHTML) part.replaceChildren(...newer.childNodes);
  if ("lookAgain" in newer.dataset && looks < MOST_LOOKS) lookAgain(part, looks + 1).catch(() => {});
}

takeOverCharts().catch(() => {}); // every chart is drawn already
document.querySelectorAll("[data-await-report]").forEach(awaitReport);
document.querySelectorAll("[data-look-again]").forEach((part) => lookAgain(part).catch(() => {})); // there is a link
