// The reader: one claim, event or red line in the light, its parts named in the text, everything else stepped back.

const LABELS: Record<string, string> = {
  source: "source",
  cue: "cue",
  content: "content",
  hedge: "hedge",
  trigger: "event",
  condition: "if",
  consequence: "then",
};

export function startReader(): void {
  const reader = document.getElementById("reader");
  if (!reader) return;
  reader.addEventListener("click", (event) => clicked(event, reader));
  reader.addEventListener("focusin", (event) => {
    const card = event.target instanceof HTMLElement && event.target.matches(".card") ? event.target : null;
    if (card?.dataset.item && card.matches(":focus-visible")) focusItem(card.dataset.item, { card: false });
  });
  for (const toggle of reader.querySelectorAll<HTMLButtonElement>(".toggle")) {
    toggle.addEventListener("click", () => toggleKind(toggle));
  }
  window.addEventListener("popstate", () => {
    const item = new URLSearchParams(location.search).get("focus");
    item ? focusItem(item, {}) : clearFocus();
  });
  if (reader.dataset.focus) focusItem(reader.dataset.focus, { instant: true });
}

interface Manner {
  text?: boolean; // bring the words into view
  card?: boolean; // bring the card into view
  instant?: boolean;
}

export function focusItem(item: string, manner: Manner): void {
  const reader = document.getElementById("reader");
  if (!reader?.querySelector(`#${CSS.escape(item)}`)) return;
  reader.dataset.focus = item;
  for (const segment of reader.querySelectorAll<HTMLElement>(".seg")) light(segment, item);
  for (const card of reader.querySelectorAll<HTMLElement>(".card")) {
    card.classList.toggle("on", card.dataset.item === item);
  }
  keepInAddress(item);
  if (manner.text !== false) toView(firstOf(reader, item), manner);
  const beside = matchMedia("(min-width: 68.01rem)").matches; // on a narrow screen the cards lie below, and the words matter
  if (manner.card !== false && beside) toView(reader.querySelector<HTMLElement>(".card.on"), manner);
}

export function clearFocus(): void {
  const reader = document.getElementById("reader");
  if (!reader?.dataset.focus) return;
  delete reader.dataset.focus;
  for (const segment of reader.querySelectorAll<HTMLElement>(".seg")) light(segment, "");
  reader.querySelector(".card.on")?.classList.remove("on");
  keepInAddress(null);
}

/** Move the light to the next card, or the one before. */
export function stepFocus(reader: HTMLElement, by: 1 | -1): void {
  const cards = [...reader.querySelectorAll<HTMLElement>(".card:not([hidden])")];
  const now = cards.findIndex((card) => card.dataset.item === reader.dataset.focus);
  const next = now < 0 ? (by > 0 ? 0 : cards.length - 1) : Math.min(Math.max(now + by, 0), cards.length - 1);
  const item = cards[next]?.dataset.item;
  if (item) focusItem(item, {});
}

function light(segment: HTMLElement, item: string): void {
  for (const name of [...segment.classList]) {
    if (name === "on" || name.startsWith("on-")) segment.classList.remove(name);
  }
  delete segment.dataset.label;
  const roles = rolesIn(segment.dataset.parts, item);
  if (roles.length === 0) return;
  segment.classList.add("on", ...roles.map((role) => `on-${role}`));
  const opening = rolesIn(segment.dataset.opens, item).map((role) => LABELS[role] ?? role);
  if (opening.length > 0) segment.dataset.label = opening.join(", ");
}

function rolesIn(parts: string | undefined, item: string): string[] {
  return pairs(parts).flatMap(([one, role]) => (one === item ? [role] : []));
}

function pairs(parts: string | undefined): [string, string][] {
  return (parts ?? "").split(" ").filter(Boolean).map((part) => part.split(".") as [string, string]);
}

function clicked(event: MouseEvent, reader: HTMLElement): void {
  const target = event.target as HTMLElement;
  const plain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.button);
  const named = target.closest<HTMLElement>("a[data-item]");
  if (named?.dataset.item && plain) {
    event.preventDefault();
    focusItem(named.dataset.item, {});
    return;
  }
  if (target.closest("a, button, input, select, label, summary, form") || String(getSelection()) !== "") return;
  const card = target.closest<HTMLElement>(".card");
  const segment = target.closest<HTMLElement>(".seg");
  if (card?.dataset.item) card.dataset.item === reader.dataset.focus ? clearFocus() : focusItem(card.dataset.item, { card: false });
  else if (segment) focusItem(nextIn(segment, reader.dataset.focus), { text: false });
  else if (target.closest(".article")) clearFocus();
}

/** The innermost thing that a segment is part of; with another click, the one around it. */
function nextIn(segment: HTMLElement, now: string | undefined): string {
  const items = [...new Set(pairs(segment.dataset.parts).map(([item]) => item))].reverse();
  const at = now ? items.indexOf(now) : -1;
  return items[(at + 1) % items.length] ?? "";
}

function firstOf(reader: HTMLElement, item: string): HTMLElement | null {
  return [...reader.querySelectorAll<HTMLElement>(".seg.on")].find((one) => rolesIn(one.dataset.parts, item).length > 0) ?? null;
}

function toView(element: HTMLElement | null, manner: Manner): void {
  if (!element) return;
  const box = element.getBoundingClientRect();
  const room = element.closest<HTMLElement>(".cards")?.getBoundingClientRect();
  const top = Math.max(room?.top ?? 0, 0) + 60;
  const bottom = Math.min(room?.bottom ?? innerHeight, innerHeight) - 40;
  if (box.top >= top && box.bottom <= bottom) return;
  const still = manner.instant || matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "center", behavior: still ? "instant" : "smooth" });
}

function toggleKind(toggle: HTMLButtonElement): void {
  const shown = toggle.getAttribute("aria-pressed") !== "true";
  toggle.setAttribute("aria-pressed", String(shown));
  for (const card of document.querySelectorAll<HTMLElement>(`.card[data-item^="${toggle.dataset.kind}"]`)) card.hidden = !shown;
}

function keepInAddress(item: string | null): void {
  const url = new URL(location.href);
  item ? url.searchParams.set("focus", item) : url.searchParams.delete("focus");
  history.replaceState(history.state, "", url);
}
