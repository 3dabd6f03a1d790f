/** What a map's source returns. All places are easting and northing in metres, British National Grid (EPSG:27700). */
export interface MapData {
  /** West, south, east, north. */
  extent: [number, number, number, number];
  grid?: { origin: [number, number]; size: number };
  /** What a cell's value measures: "z score". */
  measure?: string;
  /** "strength" (classes 1 to 4) or "change" (classes 1 to 5, fall to rise). */
  scale?: "strength" | "change";
  /** Column, row, value, class, and words to show instead of the value. */
  cells?: [column: number, row: number, value: number, level: number, words?: string][];
  base?: BaseLine[];
  labels?: [easting: number, northing: number, words: string][];
  points?: [easting: number, northing: number, words: string][];
  /** Numbered as the rows of the table beside the map. */
  spots?: [number: number, easting: number, northing: number, words: string][];
}

export interface BaseLine {
  kind: "river" | "water" | "park" | "road" | "main-road" | "rail" | "ward" | "boundary";
  line?: [number, number][];
  area?: [number, number][];
}

const strength = ["#fbe0b0", "#f3b25a", "#d9772a", "#8f3a06"];
const change = ["#0d4f8b", "#7fb0da", "#f1f1ec", "#efb07a", "#a63f06"];

export function colourOf(data: MapData, level: number): string {
  const scale = data.scale === "change" ? change : strength;
  return scale[Math.min(Math.max(level, 1), scale.length) - 1] ?? "#f1f1ec";
}

/** Throws when the answer is not a map; the server's drawing stays then. */
export async function load(url: string): Promise<MapData> {
  const response = await fetch(url, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`The map's figures did not come (${response.status}).`);
  const data = (await response.json()) as MapData;
  if (!Array.isArray(data.extent) || data.extent.length !== 4 || data.extent.some((n) => !Number.isFinite(n))) throw new Error("The map's figures have no extent.");
  return data;
}
