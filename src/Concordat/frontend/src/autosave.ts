import { say } from "./live";

interface Saved {
  saved: string;
  version: string;
}

interface Conflict {
  by: string;
  sentence: string;
  version: string;
}

const pauseMs = 1200;

/** Saves the sentence of an evidence card while it is typed. Focus never moves; a second writer is shown the first one's words. */
export function autosave(): void {
  document.querySelectorAll<HTMLFormElement>("form[data-autosave]").forEach((form) => new Card(form));
}

class Card {
  private readonly area: HTMLTextAreaElement;
  private readonly version: HTMLInputElement;
  private timer = 0;
  private stored: string;
  private isSaving = false;

  constructor(private readonly form: HTMLFormElement) {
    this.area = form.querySelector("textarea")!;
    this.version = form.querySelector("input[name=Version]")!;
    this.stored = this.area.value;
    form.querySelector("button")?.remove();
    this.area.addEventListener("input", () => this.later());
    this.area.addEventListener("blur", () => void this.save());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.save();
    });
    addEventListener("beforeunload", (event) => {
      if (this.area.value !== this.stored) event.preventDefault();
    });
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), pauseMs);
    this.note("Not saved yet");
  }

  private async save(): Promise<void> {
    clearTimeout(this.timer);
    const sentence = this.area.value;
    if (this.isSaving || sentence === this.stored) return;
    this.isSaving = true;
    try {
      const response = await fetch(this.form.action, { method: "POST", body: new FormData(this.form), headers: { Accept: "application/json" } });
      if (response.status === 409) this.conflict((await response.json()) as Conflict);
      else if (response.ok && isJson(response)) this.done(sentence, (await response.json()) as Saved);
      else this.failed("The sentence could not be saved. Keep a copy of it and load the page again.");
    } catch {
      this.failed("Not saved: there is no connection. We will try again when you type.");
    } finally {
      this.isSaving = false;
    }
    if (this.area.value !== sentence) this.later();
  }

  private done(sentence: string, answer: Saved): void {
    this.stored = sentence;
    this.version.value = answer.version;
    this.form.querySelector(".c-evidence__conflict")?.remove();
    this.note(`Saved ${answer.saved}`);
    say(`Saved ${answer.saved}`);
  }

  private failed(words: string): void {
    this.note("Not saved");
    say(words);
    this.message(words);
  }

  private conflict(theirs: Conflict): void {
    const box = this.message(`${theirs.by} changed this sentence while you were writing: “${theirs.sentence}”`);
    const keep = document.createElement("button");
    keep.type = "button";
    keep.className = "c-linklike";
    keep.textContent = "Keep mine";
    keep.addEventListener("click", () => {
      this.version.value = theirs.version;
      this.stored = theirs.sentence;
      void this.save();
      this.area.focus();
    });
    const take = keep.cloneNode() as HTMLButtonElement;
    take.textContent = "Take theirs";
    take.addEventListener("click", () => {
      this.area.value = theirs.sentence;
      this.done(theirs.sentence, { saved: "", version: theirs.version });
      this.area.focus();
    });
    box.append(document.createElement("br"), keep, " or ", take);
    this.note("Not saved");
    say(`Not saved. ${theirs.by} changed this sentence while you were writing.`);
  }

  private message(words: string): HTMLElement {
    this.form.querySelector(".c-evidence__conflict")?.remove();
    const box = document.createElement("div");
    box.className = "c-evidence__conflict";
    box.textContent = words;
    this.form.append(box);
    return box;
  }

  private note(words: string): void {
    const place = document.getElementById(this.form.dataset.autosave ?? "");
    if (place) place.textContent = words.trim();
  }
}

function isJson(response: Response): boolean {
  return (response.headers.get("Content-Type") ?? "").includes("json");
}
