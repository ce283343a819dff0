"use strict";
const $ = id => document.getElementById(id);
const make = (tag, text, className) => {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
};
const read = async path => {
  const answer = await fetch(path, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
};

async function showStatus() {
  try {
    const status = await read("/status");
    $("synthetic").hidden = !status.syntheticCity;
    const ready = status.services.filter(service => service.ready).length;
    $("services-note").textContent =
      `${ready} of ${status.services.length} services ready. Version ${status.version.split("+")[0]}. Business day: ${status.today}.`;
    $("services").replaceChildren(...status.services.map(service => {
      const item = make("li", service.name + " ");
      item.append(make("span", service.ready ? "ready" : "not ready", service.ready ? "ready" : "down"));
      return item;
    }));
  } catch {
    $("services-note").textContent = "The state of the services cannot be read just now.";
  }
}

showStatus();
setInterval(showStatus, 10000);

const show = (cell, unit) => cell.mark ? cell.mark : unit === "percent" ? `${cell.value.toFixed(1)}%` : String(cell.value);

function tableOf(period) {
  const table = make("table");
  const caption = make("caption", `${period.quarter}, closed on ${period.closedOn}`);
  const head = make("tr");
  head.append(make("th", "Area"), ...period.indicators.map(indicator =>
    make("th", indicator.number ? `${indicator.name} (indicator ${indicator.number})` : indicator.name)));
  head.querySelectorAll("th").forEach(cell => { cell.scope = "col"; });
  const areas = [...new Set(period.indicators.flatMap(indicator => indicator.cells.map(cell => cell.area)))].sort();
  const rows = [...areas, "city"].map(area => {
    const row = make("tr");
    const name = make("th", area);
    name.scope = "row";
    row.append(name, ...period.indicators.map(indicator => {
      const cell = area === "city" ? indicator.city : indicator.cells.find(one => one.area === area);
      return make("td", cell ? show(cell, indicator.unit) : "x");
    }));
    return row;
  });
  const body = make("tbody");
  body.append(...rows);
  const top = make("thead");
  top.append(head);
  table.append(caption, top, body);
  const scroll = make("div", undefined, "scroll");
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", `Figures of ${period.quarter}`);
  scroll.append(table);
  return scroll;
}

async function showScorecard() {
  try {
    const scorecard = await read("/outcomes/v1/scorecard");
    const closed = scorecard.periods.length;
    $("scorecard-note").textContent = closed
      ? "Closed quarters only; what is published does not change afterwards."
      : "No quarter is closed yet: figures are published when their quarter closes.";
    $("scorecard-tables").replaceChildren(...scorecard.periods.map(tableOf));
    $("legend").hidden = !closed;
  } catch {
    $("scorecard-note").textContent = "The published figures cannot be read just now.";
  }
}

showScorecard();
