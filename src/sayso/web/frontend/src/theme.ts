// Light or dark: the system's wish, unless the reader chose.

const KEY = "sayso.theme";

export function startTheme(): void {
  document.getElementById("theme")?.addEventListener("click", switchTheme);
}

export function switchTheme(): void {
  const root = document.documentElement;
  const dark = getComputedStyle(root).colorScheme === "dark";
  root.dataset.theme = dark ? "light" : "dark";
  remember(KEY, root.dataset.theme);
  document.dispatchEvent(new CustomEvent("sayso:theme"));
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // storage is shut off: the choice holds for this page
  }
}

export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
