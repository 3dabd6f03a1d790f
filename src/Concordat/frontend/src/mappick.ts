// Picking a place: a click, or Enter for the middle, writes the grid reference into a field of the form.
import Feature from "ol/Feature";
import type OlMap from "ol/Map";
import Point from "ol/geom/Point";
import VectorLayer from "ol/layer/Vector";
import VectorSource from "ol/source/Vector";
import CircleStyle from "ol/style/Circle";
import Fill from "ol/style/Fill";
import Stroke from "ol/style/Stroke";
import Style from "ol/style/Style";
import { say } from "./live";

/** The picked place as the field takes it: twelve figures, easting and northing in metres. */
export function referenceOf(easting: number, northing: number): string {
  const figures = (metres: number) => String(Math.round(metres)).padStart(6, "0");
  return `${figures(easting)} ${figures(northing)}`;
}

export function addPicking(map: OlMap, canvas: HTMLElement, place: HTMLElement): void {
  const field = document.getElementById(place.dataset.pick ?? "");
  if (!(field instanceof HTMLInputElement)) throw new Error("The map has no field to fill.");
  const mark = new VectorLayer({
    source: new VectorSource(),
    style: new Style({ image: new CircleStyle({ radius: 8, fill: new Fill({ color: "#155866" }), stroke: new Stroke({ color: "#fff", width: 3 }) }) }),
  });
  map.addLayer(mark);

  const pick = (pixel: number[]) => {
    const [easting, northing] = map.getCoordinateFromPixel(pixel) ?? [];
    if (easting === undefined || northing === undefined) return;
    mark.getSource()?.clear();
    mark.getSource()?.addFeature(new Feature(new Point([easting, northing])));
    field.value = referenceOf(easting, northing);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    choosePoint(field, place.dataset.pickChoice ?? "");
    say(`Picked ${field.value}`);
  };
  map.on("singleclick", (event) => pick(event.pixel));
  canvas.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const [width = 0, height = 0] = map.getSize() ?? [];
    pick([width / 2, height / 2]);
  });
}

// The words are a point now: the form is sent as if that had been chosen. Typing other words takes it back.
function choosePoint(field: HTMLInputElement, name: string): void {
  const form = field.form;
  if (!form || name === "") return;
  for (const radio of form.querySelectorAll<HTMLInputElement>(`input[type=radio][name="${name}"]`)) radio.checked = false;
  const known = form.querySelector<HTMLInputElement>("input[data-picked]");
  const hidden = known ?? document.createElement("input");
  Object.assign(hidden, { type: "hidden", name, value: "point" });
  hidden.dataset.picked = "";
  if (!known) form.append(hidden);
  const picked = field.value;
  const changed = () => {
    if (field.value === picked) return;
    hidden.remove();
    field.removeEventListener("input", changed);
  };
  field.addEventListener("input", changed);
  form.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.type === "radio" && event.target.name === name) hidden.remove();
  });
}
