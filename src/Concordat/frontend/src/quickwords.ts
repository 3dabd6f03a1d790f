// Reading one line such as "Evening patrols 18 to 22 enforcement police Fallowmere 4 Dec". No page here, so that it can be tested alone.

export type Word = readonly [value: string, words: string, ...also: string[]];

export interface Lists {
  kinds: readonly Word[];
  agencies: readonly Word[];
  people: readonly Word[];
  today: Date;
}

export interface Chip {
  value: string;
  words: string;
}

export interface Understood {
  what: string;
  kind?: Chip;
  agency?: Chip;
  person?: Chip;
  due?: Chip;
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** Takes what it understands out of the line; the rest is what is to be done. The last mention of each wins. */
export function read(line: string, lists: Lists): Understood {
  const answer: Understood = { what: line };
  takeDate(answer, lists.today);
  answer.kind = takeWord(answer, lists.kinds);
  answer.person = takeWord(answer, lists.people);
  answer.agency = takeWord(answer, lists.agencies);
  answer.what = answer.what.replace(/\s+/g, " ").replace(/^[\s,;]+|[\s,;]+$/g, "");
  return answer;
}

function takeWord(answer: Understood, words: readonly Word[]): Chip | undefined {
  let found: { at: number; length: number; chip: Chip } | undefined;
  for (const [value, shown, ...also] of words) {
    for (const name of [shown, ...also]) {
      const at = lastWhole(answer.what, name);
      // The longer name wins where two begin at one place: "Fire and rescue" before "Fire".
      if (at >= 0 && (!found || at > found.at || (at === found.at && name.length > found.length))) found = { at, length: name.length, chip: { value, words: shown } };
    }
  }
  if (!found) return undefined;
  answer.what = cut(answer.what, found.at, found.length);
  return found.chip;
}

function lastWhole(line: string, name: string): number {
  const [low, wanted] = [line.toLowerCase(), name.toLowerCase()];
  for (let at = low.lastIndexOf(wanted); at >= 0; at = at === 0 ? -1 : low.lastIndexOf(wanted, at - 1)) {
    if (!isLetter(low[at - 1]) && !isLetter(low[at + wanted.length])) return at;
  }
  return -1;
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

function cut(line: string, at: number, length: number): string {
  return `${line.slice(0, at)} ${line.slice(at + length)}`;
}

function takeDate(answer: Understood, today: Date): void {
  const pattern = /\b(today|tomorrow|(?:next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?: \d{4})?|\d{1,2}\/\d{1,2}(?:\/\d{4})?)\b/gi;
  const matches = [...answer.what.matchAll(pattern)];
  const last = matches.at(-1);
  const date = last && toDate(last[0].toLowerCase(), today);
  if (!last || !date) return;
  answer.due = { value: iso(date), words: `${date.getUTCDate()} ${shortMonth(date)}` };
  answer.what = cut(answer.what, last.index, last[0].length);
}

function toDate(words: string, today: Date): Date | undefined {
  if (words === "today") return today;
  if (words === "tomorrow") return addDays(today, 1);
  const weekday = weekdays.indexOf(words.replace("next ", ""));
  if (weekday >= 0) return addDays(today, ((weekday - today.getUTCDay() + 6) % 7) + 1);
  const [day, month, year] = words.split(/[ /]/);
  const index = /^\d/.test(month ?? "") ? Number(month) - 1 : months.indexOf((month ?? "").slice(0, 3));
  return real(parseInt(day ?? "", 10), index, year ? Number(year) : undefined, today);
}

// Without a year it is the next such day: an action is never due in the past.
function real(day: number, month: number, year: number | undefined, today: Date): Date | undefined {
  let date = new Date(Date.UTC(year ?? today.getUTCFullYear(), month, day));
  if (year === undefined && date < today) date = new Date(Date.UTC(today.getUTCFullYear() + 1, month, day));
  return date.getUTCMonth() === month && date.getUTCDate() === day ? date : undefined;
}

function addDays(date: Date, days: number): Date {
  return new Date(date.getTime() + days * 86_400_000);
}

function iso(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function shortMonth(date: Date): string {
  const name = months[date.getUTCMonth()] ?? "";
  return name.charAt(0).toUpperCase() + name.slice(1);
}
