import { isTyping, say } from "./live";

/** On a page with a decision bar: the choices' keys press them, the right arrow goes to the next item (a link with data-next). */
export function decision(): void {
  const bar = document.querySelector<HTMLElement>("[data-decision]");
  if (!bar) return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    if (event.key === "ArrowRight" && !isRadio(event.target)) next();
    else press(bar, event);
  });
}

// The arrows belong to the radio buttons while one of them has the focus.
function isRadio(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === "radio";
}

function next(): void {
  document.querySelector<HTMLElement>("[data-next]")?.click();
}

function press(bar: HTMLElement, event: KeyboardEvent): void {
  const choice = bar.querySelector<HTMLInputElement>(`input[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!choice) return;
  event.preventDefault();
  choice.checked = true;
  choice.dispatchEvent(new Event("change", { bubbles: true }));
  const more = choice.parentElement?.querySelector<HTMLElement>(".c-choice__more :is(input, select, textarea)");
  (more ?? choice).focus();
  say(`${choice.parentElement?.querySelector(".c-choice__title")?.textContent ?? ""}, chosen`);
}
