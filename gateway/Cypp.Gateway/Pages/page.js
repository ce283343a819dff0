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
