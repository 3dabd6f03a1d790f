import { say } from "./live";
import { read, type Chip, type Lists, type Understood, type Word } from "./quickwords";

/** Puts one line above the plain fields of an action; what it understands becomes chips and fills the fields. */
export function quickline(): void {
  document.querySelectorAll<HTMLElement>("[data-quickline]").forEach(enhance);
}

function enhance(part: HTMLElement, index: number): void {
  const form = part.closest("form");
  const lists = listsOf(part);
  if (!form || !lists) return;
  const names = (part.dataset.fields ?? "").split(",");
  const { line, chips } = draw(part, `quick-line-${index}`);
  const show = () => {
    const understood = read(line.value, lists);
    fill(form, names, understood);
    chips.replaceChildren(...chipsOf(understood).map(chipElement));
  };
  line.addEventListener("input", show);
  line.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    show();
    submit(form, read(line.value, lists));
  });
}

function submit(form: HTMLFormElement, understood: Understood): void {
  if (understood.what === "") {
    say("Say what is to be done");
    return;
  }
  say(`Adding: ${[understood.what, ...chipsOf(understood).map((chip) => chip.words)].join(", ")}`);
  form.requestSubmit();
}

function listsOf(part: HTMLElement): Lists | null {
  try {
    const words = (name: string) => JSON.parse(part.dataset[name] ?? "[]") as Word[];
    return { kinds: words("kinds"), agencies: words("agencies"), people: words("people"), today: new Date(`${part.dataset.today}T00:00:00Z`) };
  } catch {
    return null; // the plain fields stay
  }
}

function draw(part: HTMLElement, id: string): { line: HTMLInputElement; chips: HTMLElement } {
  const label = document.createElement("label");
  label.className = "c-quick__label";
  label.htmlFor = id;
  label.textContent = part.dataset.label ?? "Add an action";
  const line = document.createElement("input");
  line.id = id;
  line.type = "text";
  line.autocomplete = "off";
  line.setAttribute("aria-describedby", `${id}-hint`);
  const chips = document.createElement("span");
  chips.className = "c-quick__chips";
  const box = document.createElement("div");
  box.className = "c-quick__box";
  box.append(line, chips);
  const hint = document.createElement("p");
  hint.className = "c-quick__hint";
  hint.id = `${id}-hint`;
  const key = document.createElement("kbd");
  key.textContent = "Enter";
  hint.append("Type what, kind, agency, person and date in any order. ", key, " adds it.");
  part.prepend(label, box, hint);
  const details = part.querySelector("details");
  if (details) details.open = false;
  return { line, chips };
}

function chipsOf(understood: Understood): Chip[] {
  return [understood.kind, understood.agency, understood.person, understood.due].filter((chip) => chip !== undefined);
}

function chipElement(chip: Chip): HTMLElement {
  const element = document.createElement("span");
  element.textContent = chip.words;
  return element;
}

function fill(form: HTMLFormElement, names: string[], understood: Understood): void {
  const values = [understood.what, understood.kind?.value, understood.agency?.value, understood.person?.value, understood.due?.value];
  names.forEach((name, i) => {
    const field = form.elements.namedItem(name.trim());
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement) field.value = values[i] ?? "";
    else if (i === 4) fillDate(form, name.trim(), values[i]);
  });
}

// A date of three boxes.
function fillDate(form: HTMLFormElement, name: string, date: string | undefined): void {
  const parts = (date ?? "--").split("-");
  ["Year", "Month", "Day"].forEach((part, i) => {
    const field = form.elements.namedItem(`${name}.${part}`);
    if (field instanceof HTMLInputElement) field.value = parts[i]?.replace(/^0/, "") ?? "";
  });
}
