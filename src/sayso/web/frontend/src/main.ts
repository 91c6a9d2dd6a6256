// The desk's script. Every page works without it; it adds keys, the reader's light, the switch of light and dark,
// lists that narrow in place, and, only on the pages that have them, the chart, the map and the chain.

import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import htmx from "htmx.org";
import { brushBars } from "./brush";
import { localDates } from "./dates";
import { dropFiles } from "./drop";
import { listenToKeys } from "./keys";
import { startReader } from "./reader";
import { keepInStep } from "./step";
import { startTheme } from "./theme";

// htmx reads its settings from the meta tag of base.html: no eval, no style of its own
htmx.onLoad((element) => {
  const root = element as HTMLElement;
  localDates(root);
  brushBars(root);
  keepInStep(root);
  if (matchMedia("(max-width: 60rem)").matches) root.querySelector(".facets-box")?.removeAttribute("open");
  drawWhatIsThere(root);
});

startTheme();
startReader();
dropFiles();
listenToKeys();

/** The heavy parts come only where the page has a place for them. */
function drawWhatIsThere(root: HTMLElement): void {
  for (const place of root.querySelectorAll<HTMLElement>("[data-draw]")) {
    if (place.dataset.drawn) continue;
    place.dataset.drawn = "yes";
    const draw = DRAWERS[place.dataset.draw ?? ""];
    draw?.(place).catch((reason: unknown) => {
      place.textContent = `This cannot be drawn: ${String(reason)}. The list beside it holds the same.`;
    });
  }
}

type Drawer = (place: HTMLElement) => Promise<void>;

const DRAWERS: Record<string, Drawer> = {
  chain: async (place) => (await import("./chain")).drawChain(place),
  pair: async (place) => (await import("./pair")).drawPair(place),
  map: async (place) => (await import("./map")).drawMap(place),
};
