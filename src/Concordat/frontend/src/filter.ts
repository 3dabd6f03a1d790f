/** On a narrow screen the filter panel starts closed, and opens again when the screen grows. */
export function filter(): void {
  const narrow = matchMedia("(max-width: 56em)");
  const apply = () => document.querySelectorAll<HTMLDetailsElement>("details[data-filter]").forEach((panel) => { panel.open = !narrow.matches; });
  narrow.addEventListener("change", apply);
  apply();
}
