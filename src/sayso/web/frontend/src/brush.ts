// Bars are links, one period each; drawing over several narrows the list to all of them.

interface Brush { first: number; last: number }

export function brushBars(root: ParentNode): void {
  for (const figure of root.querySelectorAll<HTMLElement>(".bars")) {
    const bars = [...figure.querySelectorAll<SVGRectElement>(".hit")];
    let brush: Brush | null = null;
    const at = (event: PointerEvent): number => bars.findIndex((bar) => within(bar.getBoundingClientRect(), event.clientX));
    figure.addEventListener("pointerdown", (event) => {
      const bar = at(event);
      brush = bar < 0 || event.button ? null : { first: bar, last: bar };
    });
    figure.addEventListener("pointermove", (event) => {
      const bar = at(event);
      if (!brush || bar < 0 || event.buttons === 0) return;
      brush.last = bar;
      show(bars, brush);
    });
    figure.addEventListener("dragstart", (event) => event.preventDefault());
    figure.addEventListener(
      "click",
      (event) => {
        if (brush && brush.first !== brush.last) {
          event.preventDefault();
          event.stopPropagation();
        }
      },
      true,
    );
    window.addEventListener("pointerup", () => {
      if (brush && brush.first !== brush.last) go(figure, bars, brush);
      window.setTimeout(() => (brush = null));
    });
  }
}

function within(box: DOMRect, x: number): boolean {
  return box.left <= x && x < box.right;
}

function show(bars: SVGRectElement[], brush: Brush): void {
  const [low, high] = ends(brush);
  bars.forEach((bar, at) => bar.classList.toggle("brushed", low !== high && low <= at && at <= high));
}

function ends(brush: Brush): [number, number] {
  return [Math.min(brush.first, brush.last), Math.max(brush.first, brush.last)];
}

/** To the page that the bars lead to, narrowed to the periods that were drawn over. */
function go(figure: HTMLElement, bars: SVGRectElement[], brush: Brush): void {
  const [low, high] = ends(brush);
  const link = figure.querySelector("a")?.getAttribute("href");
  if (!link) return;
  const url = new URL(link, location.href);
  url.searchParams.set("since", bars[low]?.dataset.first ?? "");
  url.searchParams.set("until", bars[high]?.dataset.last ?? "");
  location.assign(url);
}
