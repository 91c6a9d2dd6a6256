// Keys as analysts know them. They can be turned off, and they keep still while somebody types.

import { clearFocus, stepFocus } from "./reader";
import { remember, remembered, switchTheme } from "./theme";

const KEY = "sayso.keys";
const HELP: [string[], string][] = [
  [["j", "k"], "down and up: rows of a list, cards of the reader"],
  [["o", "Enter"], "open the row"],
  [["/"], "search"],
  [["g", "t"], "go to Today; then s Stories, c Claims, e Events, m Map, x Pairs, d Disputes, r Red lines, h Chains, a Actors, o Outlets, p Pages, n Add"],
  [["["], "back"],
  [["Esc"], "put the light out, leave a field"],
  [["T"], "light or dark"],
  [["?"], "these keys"],
];
const WAIT = 1500; // milliseconds that g waits for its letter

let going = 0;
let here = -1;

export function listenToKeys(): void {
  document.addEventListener("keydown", pressed);
  document.getElementById("help")?.addEventListener("click", showHelp);
  document.body.addEventListener("htmx:afterSwap", () => (here = -1));
}

function pressed(event: KeyboardEvent): void {
  const field = (event.target as HTMLElement).closest("input:not([type=checkbox]), textarea, select");
  if (field) {
    if (event.key === "Escape") (field as HTMLElement).blur();
    return;
  }
  if (event.metaKey || event.ctrlKey || event.altKey || remembered(KEY) === "off") {
    return;
  }
  if (document.querySelector("dialog[open]")) return;
  if (act(event.key)) event.preventDefault();
}

function act(key: string): boolean {
  if (Date.now() - going < WAIT) {
    going = 0;
    const link = document.querySelector<HTMLAnchorElement>(`[data-go="${CSS.escape(key)}"]`);
    link?.click();
    return link !== null;
  }
  const action = ACTIONS[key];
  return action ? action() !== false : false;
}

const ACTIONS: Record<string, () => boolean | void> = {
  j: () => step(1),
  k: () => step(-1),
  o: () => open(),
  Enter: () => open(),
  g: () => {
    going = Date.now();
  },
  "/": () => {
    const field = document.querySelector<HTMLInputElement>("input[type=search]");
    field?.focus();
    field?.select();
  },
  "?": () => showHelp(),
  T: () => switchTheme(),
  "[": () => history.back(),
  Escape: () => clearFocus(),
};

function step(by: 1 | -1): void {
  const reader = document.getElementById("reader");
  if (reader) stepFocus(reader, by);
  else moveTo(here + by);
}

function moveTo(to: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>(".row")];
  if (rows.length === 0) return;
  here = Math.min(Math.max(to, 0), rows.length - 1);
  rows.forEach((row, at) => row.classList.toggle("here", at === here));
  rows[here]?.scrollIntoView({ block: "nearest" });
  rows[here]?.querySelector<HTMLElement>(".open")?.focus({ preventScroll: true });
}

/** Open the row at hand; where there is none, leave the key to the browser. */
function open(): boolean {
  const row = document.querySelector<HTMLElement>(".row.here");
  if (!row?.dataset.href) return false;
  location.assign(row.dataset.href);
  return true;
}

function showHelp(): void {
  const dialog = document.querySelector<HTMLDialogElement>("#keys-help") ?? makeHelp();
  dialog.showModal();
}

function makeHelp(): HTMLDialogElement {
  const dialog = document.createElement("dialog");
  dialog.id = "keys-help";
  dialog.setAttribute("aria-labelledby", "keys-title");
  const title = element("h2", "Keys");
  title.id = "keys-title";
  const list = document.createElement("dl");
  for (const [keys, told] of HELP) {
    const term = document.createElement("dt");
    keys.forEach((key) => term.append(element("kbd", key), " "));
    list.append(term, element("dd", told));
  }
  const end = document.createElement("div");
  end.className = "dialog-end";
  const close = element("button", "Close");
  close.addEventListener("click", () => dialog.close());
  end.append(switchOfKeys(), close);
  dialog.append(title, list, end);
  document.getElementById("dialogs")?.append(dialog);
  return dialog;
}

function switchOfKeys(): HTMLElement {
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = remembered(KEY) !== "off";
  box.addEventListener("change", () => remember(KEY, box.checked ? "on" : "off"));
  label.append(box, " Listen to keys");
  return label;
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
