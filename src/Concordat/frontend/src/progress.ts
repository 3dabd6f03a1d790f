import { say } from "./live";

interface Answer {
  done: number;
  total: number;
  words?: string;
  finished: boolean;
}

const everyMs = 1000;
const steps = [25, 50, 75, 100];

/** Follows a job: moves the bar, tells at a quarter, half, three quarters and the end, then goes to the page that shows the result. */
export function progress(): void {
  document.querySelectorAll<HTMLElement>("[data-progress]").forEach((part) => void follow(part));
}

async function follow(part: HTMLElement): Promise<void> {
  let told = 0;
  let pauseMs = everyMs;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    const answer = await ask(part.dataset.progress ?? "");
    if (!answer) {
      pauseMs = Math.min(pauseMs * 2, 30_000); // the server is away; ask less often
      continue;
    }
    pauseMs = everyMs;
    told = show(part, answer, told);
    if (!answer.finished) continue;
    if (part.dataset.done) location.assign(part.dataset.done);
    return;
  }
}

async function ask(url: string): Promise<Answer | null> {
  try {
    const response = await fetch(url, { headers: { Accept: "application/json" } });
    return response.ok ? ((await response.json()) as Answer) : null;
  } catch {
    return null;
  }
}

function show(part: HTMLElement, answer: Answer, told: number): number {
  const bar = part.querySelector("progress");
  if (bar && answer.total > 0) {
    bar.max = answer.total;
    bar.value = answer.done;
  }
  const unit = part.dataset.unit ?? "";
  const count = answer.total > 0 ? `${words(answer.done)} of ${words(answer.total)} ${unit}` : `${words(answer.done)} ${unit} so far`;
  const line = part.querySelector(".c-progress__words span");
  if (line) line.textContent = answer.words ? `${count}, ${answer.words}.` : `${count}.`;

  const percent = answer.finished ? 100 : answer.total > 0 ? Math.floor((100 * answer.done) / answer.total) : 0;
  const reached = steps.filter((step) => step <= percent).at(-1) ?? 0;
  if (reached > told) say(`${part.querySelector(".c-progress__title")?.textContent ?? ""}: ${reached} percent`);
  return Math.max(reached, told);
}

function words(count: number): string {
  return count.toLocaleString("en-GB");
}
