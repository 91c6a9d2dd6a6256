// A file dropped on the page of adding; and a word while it is read.

export function dropFiles(): void {
  const form = document.querySelector<HTMLFormElement>("#add-form");
  const field = form?.querySelector<HTMLInputElement>("input[type=file]");
  if (!form || !field) return;
  const way = field.closest<HTMLElement>(".way");
  for (const kind of ["dragover", "dragleave", "drop"] as const) {
    form.addEventListener(kind, (event) => {
      event.preventDefault();
      way?.classList.toggle("over", kind === "dragover");
      if (kind === "drop" && event.dataTransfer?.files.length) field.files = event.dataTransfer.files;
    });
  }
  form.addEventListener("submit", () => {
    const button = form.querySelector<HTMLButtonElement>("button.primary");
    const told = form.querySelector<HTMLElement>(".busy");
    if (button) button.disabled = true;
    if (told) told.textContent = "Reading …";
  });
}
