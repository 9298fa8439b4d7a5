// Reports what is pasted into the grid beside it, and where. The grid itself takes only
// what fits its columns and drops the rest without a word.
const WAIT = 700; // ms, until the grid has sent what it took
const LOOK = 100; // ms between two looks whether the grid was drawn anew
const STEADY = 8; // looks in which it stayed
const PATIENCE = 5000; // ms, after which it was not

const texts = (cells, place) =>
  Object.fromEntries(cells.map((cell) => [place(cell), cell.textContent]));
const across = (cell) => Number(cell.ariaColIndex) - 1;
const down = (cell) => Number(cell.closest("tr").ariaRowIndex) - 2; // after the header

// The first cell selected; none where the selection may begin out of sight.
const start = (table) => {
  const chosen = [...table.querySelectorAll("td[aria-selected=true]")];
  if (!chosen.length) return null;
  const [row, column] = [down(chosen[0]), across(chosen[0])];
  const known = (x, y) => table.querySelector(`#glide-cell-${x}-${y}`);
  const sure =
    chosen.length === 1 ||
    ((row === 0 || known(column, row - 1)) && (column === 0 || known(column - 1, row)));
  return sure ? { row, column } : null;
};

// A grid that is drawn anew stands at its beginning: scroll it to where it stood.
const scroller = (frame) => frame?.querySelector(".dvn-scroller");
const stay = (find, page) => {
  const before = find();
  const inner = scroller(before);
  if (!inner) return;
  const [top, left, outer] = [inner.scrollTop, inner.scrollLeft, page?.scrollTop];
  const until = Date.now() + PATIENCE;
  let steady = 0; // looks: a grid goes back to its beginning while it is being set up
  const looked = setInterval(() => {
    const after = find();
    const now = after !== before && scroller(after);
    const there = now && now.scrollTop === top && now.scrollLeft === left;
    steady = there ? steady + 1 : 0;
    if (now && !there) {
      now.scrollTo({ top, left });
      if (page) page.scrollTop = outer;
    }
    if (steady > STEADY || Date.now() > until) clearInterval(looked);
  }, LOOK);
};

const heard = (event, frame, send) => {
  const table = frame?.querySelector("table[role=grid]");
  if (!table || !frame.contains(document.activeElement)) return;
  const place = start(table);
  const text = event.clipboardData?.getData("text/plain");
  if (!place || !text) return;
  const columns = texts([...table.querySelectorAll("th")], across);
  const rows = texts([...table.querySelectorAll("td[aria-colindex='1']")], down);
  setTimeout(() => send({ ...place, text, columns, rows }), WAIT);
};

export default function (component) {
  const { parentElement, setTriggerValue } = component;
  parentElement.send = (found) => setTriggerValue("pasted", found);
  if (!parentElement.stop) {
    const listen = (event) => {
      const sheet = parentElement.closest("[class*='-sheet']");
      const find = () => sheet?.querySelector("[data-testid=stDataFrame]");
      heard(event, find(), (found) => {
        stay(find, parentElement.closest("[data-testid=stMain]"));
        parentElement.send(found);
      });
    };
    window.addEventListener("paste", listen, true);
    parentElement.stop = () => window.removeEventListener("paste", listen, true);
  }
  return parentElement.stop;
}
