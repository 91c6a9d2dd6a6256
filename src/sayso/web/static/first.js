// Before anything is painted: the reader's own choice of light or dark, and that the bundle is there.
document.documentElement.classList.remove("no-js");
try {
  const chosen = localStorage.getItem("sayso.theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
} catch {
  // storage is shut off: the system's wish stands
}
