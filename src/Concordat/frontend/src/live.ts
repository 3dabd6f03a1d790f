/** Says something once in the page's polite live region. */
export function say(words: string): void {
  const region = document.getElementById("live");
  if (region) region.textContent = words;
}

/** True while somebody types: keys must not act as shortcuts then. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=radio]):not([type=checkbox]):not([type=button]):not([type=submit]), textarea, select"));
}
