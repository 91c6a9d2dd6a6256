// Table, map and bars in step: what is pointed at in one of them is shown in the others.

export function keepInStep(root: ParentNode): void {
  for (const row of root.querySelectorAll<HTMLElement>("tr.row[data-href]")) {
    const { place, day } = row.dataset;
    if (!place && !day) continue;
    const show = (on: boolean): void => {
      if (place) for (const spot of document.querySelectorAll(`.spot[data-place="${CSS.escape(place)}"]`)) spot.classList.toggle("here", on);
      if (day) barOf(day)?.classList.toggle("here", on);
    };
    for (const kind of ["pointerenter", "focusin"]) row.addEventListener(kind, () => show(true));
    for (const kind of ["pointerleave", "focusout"]) row.addEventListener(kind, () => show(false));
  }
  for (const map of root.querySelectorAll<HTMLElement>(".map")) {
    for (const kind of ["pointerover", "focusin", "pointerout", "focusout"]) {
      map.addEventListener(kind, (event) => showRows(event, kind === "pointerover" || kind === "focusin"));
    }
  }
}

function showRows(event: Event, on: boolean): void {
  const place = (event.target as Element).closest<SVGElement>(".spot")?.dataset.place;
  if (!place) return;
  for (const row of document.querySelectorAll(`tr.row[data-place="${CSS.escape(place)}"]`)) row.classList.toggle("there", on);
}

function barOf(day: string): Element | undefined {
  return [...document.querySelectorAll<SVGElement>(".bars .hit")].find((bar) => (bar.dataset.first ?? "") <= day && day <= (bar.dataset.last ?? ""));
}
