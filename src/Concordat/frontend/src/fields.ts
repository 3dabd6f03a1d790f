/** Takes focus to the error summary, counts characters, and leads from the summary to its field. */
export function fields(): void {
  document.querySelector<HTMLElement>("[data-focus]")?.focus();
  document.querySelectorAll<HTMLTextAreaElement>("textarea[data-count]").forEach(countCharacters);
  document.querySelectorAll<HTMLAnchorElement>(".govuk-error-summary a").forEach((link) => link.addEventListener("click", (event) => toField(link, event)));
}

function countCharacters(area: HTMLTextAreaElement): void {
  const most = Number(area.dataset.count);
  const info = document.getElementById(`${area.id}-info`);
  if (!info) return;
  const show = () => {
    const left = most - area.value.length;
    info.textContent = left >= 0 ? `${left.toLocaleString("en-GB")} characters left` : `${(-left).toLocaleString("en-GB")} characters too many`;
    info.classList.toggle("govuk-error-message", left < 0);
  };
  area.addEventListener("input", show);
  show();
}

function toField(link: HTMLAnchorElement, event: Event): void {
  const field = document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  (field.closest("fieldset") ?? document.querySelector(`label[for="${CSS.escape(field.id)}"]`) ?? field).scrollIntoView();
  field.focus({ preventScroll: true });
}
