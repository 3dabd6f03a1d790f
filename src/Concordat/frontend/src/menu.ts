/** The person's menu closes on Escape and when somebody clicks elsewhere. */
export function menu(): void {
  document.querySelectorAll<HTMLDetailsElement>("details[data-menu]").forEach((details) => {
    document.addEventListener("click", (event) => {
      if (!details.contains(event.target as Node)) details.open = false;
    });
    details.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !details.open) return;
      details.open = false;
      details.querySelector("summary")?.focus();
    });
  });
}
