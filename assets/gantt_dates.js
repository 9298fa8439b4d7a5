// Keeps the dates of a tall Gantt chart in sight: once its head is scrolled away, a copy
// of it stands at the top of what is left to see. Without this it is not copied, no more.
const COPY = "linchpin-dates";
const SVG = "http://www.w3.org/2000/svg";
const HEAD = [".xaxislayer-above", ".infolayer"]; // dates, and the status date's name

// How far down the bar of a phone covers the page; that of a desktop is clear.
const covered = () => {
  const bar = document.querySelector("[data-testid=stHeader]");
  const clear = !bar || getComputedStyle(bar).backgroundColor === "rgba(0, 0, 0, 0)";
  return clear ? 0 : bar.getBoundingClientRect().bottom;
};

// How many pixels of a chart are scrolled away at its top.
const hidden = (plot, height) => {
  const box = plot.getBoundingClientRect();
  let top = covered();
  for (let at = plot.parentElement; at; at = at.parentElement) {
    const scrolls = at.scrollHeight > at.clientHeight;
    if (scrolls && getComputedStyle(at).overflowY !== "visible")
      top = Math.max(top, at.getBoundingClientRect().top);
  }
  return Math.min(Math.max(0, top - box.top), box.height - height);
};

const made = (name, attributes) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

const place = (plot, { height, paper }) => {
  const down = hidden(plot, height);
  const old = plot.querySelector(`.${COPY}`);
  if (down === 0) return old?.remove();
  const parts = HEAD.map((name) => plot.querySelector(name)).filter(Boolean);
  const shown = [down, paper, ...parts.map((part) => part.innerHTML)].join();
  if (old?.shown === shown) return;
  const copy = old ?? made("svg", { class: COPY, "aria-hidden": "true" });
  if (!old) plot.querySelector(".svg-container")?.append(copy);
  const style = "position:absolute;left:0;width:100%;pointer-events:none";
  copy.setAttribute("style", `${style};top:${down}px;height:${height}px`);
  const ground = made("rect", { width: "100%", height: "100%", fill: paper });
  copy.replaceChildren(ground, ...parts.map((part) => part.cloneNode(true)));
  copy.shown = shown;
};

const begin = (element) => {
  const frame = element.closest("[class*='-gantt']");
  const known = new WeakSet();
  let waiting = 0;
  const look = () => {
    waiting = 0;
    for (const plot of frame?.querySelectorAll(".js-plotly-plot") ?? []) {
      place(plot, element.asked);
      if (known.has(plot) || !plot.on) continue;
      known.add(plot);
      plot.on("plotly_relayouting", soon); // while somebody drags
    }
  };
  const soon = () => {
    waiting ||= requestAnimationFrame(look);
  };
  const drawn = new MutationObserver(soon); // the chart, anew
  if (frame) drawn.observe(frame, { childList: true, subtree: true });
  window.addEventListener("scroll", soon, true);
  window.addEventListener("resize", soon);
  element.soon = soon;
  element.stop = () => {
    cancelAnimationFrame(waiting);
    drawn.disconnect();
    window.removeEventListener("scroll", soon, true);
    window.removeEventListener("resize", soon);
  };
};

export default function (component) {
  const { parentElement, data } = component;
  parentElement.asked = data;
  if (!parentElement.stop) begin(parentElement);
  parentElement.soon();
  return parentElement.stop;
}
