// The interactive map: stands over the server's drawing once it is ready, and leaves it alone if anything fails.
import OlMap from "ol/Map";
import Overlay from "ol/Overlay";
import View from "ol/View";
import ScaleLine from "ol/control/ScaleLine";
import KeyboardPan from "ol/interaction/KeyboardPan";
import KeyboardZoom from "ol/interaction/KeyboardZoom";
import { defaults as interactions } from "ol/interaction/defaults";
import Projection from "ol/proj/Projection";
import { say } from "./live";
import { load, type MapData } from "./mapdata";
import { layersOf } from "./maplayers";
import { addPicking } from "./mappick";

// The grid is flat and in metres: squares stay square and no conversion is needed.
const grid = new Projection({ code: "EPSG:27700", units: "m", extent: [0, 0, 700_000, 1_300_000] });

document.querySelectorAll<HTMLElement>("[data-map]").forEach((place) => {
  start(place).catch((error: unknown) => console.warn("The still map stays:", error));
});

async function start(place: HTMLElement): Promise<void> {
  const data = await load(place.dataset.source ?? "");
  const canvas = document.createElement("div");
  canvas.className = "c-map__canvas";
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "region");
  const picks = place.dataset.pick !== undefined;
  canvas.setAttribute("aria-label", `${place.dataset.label ?? "Map"}. Arrow keys move, plus and minus zoom, Enter ${picks ? "picks" : "reads"} the middle.`);
  // A map to pick on stands hidden until there is something to pick on.
  place.hidden = false;
  place.append(canvas);
  try {
    const map = draw(canvas, data);
    if (picks) addPicking(map, canvas, place);
    else addPopover(map, canvas);
    place.append(zoomButtons(map));
    // The canvas covers the drawing; a screen reader should hear of one map only.
    place.querySelector(":scope > svg")?.setAttribute("aria-hidden", "true");
  } catch (error) {
    canvas.remove();
    place.hidden = place.dataset.pick !== undefined;
    throw error;
  }
}

function draw(canvas: HTMLElement, data: MapData): OlMap {
  const view = new View({ projection: grid, extent: grown(data.extent), showFullExtent: true, constrainResolution: false });
  const map = new OlMap({
    target: canvas,
    layers: layersOf(data),
    view,
    controls: [new ScaleLine({ className: "c-map__scale ol-scale-line", minWidth: 80 })],
    // The wheel scrolls the page, as everywhere; zooming is by button, key, double click or two fingers.
    interactions: interactions({ mouseWheelZoom: false, altShiftDragRotate: false, pinchRotate: false, keyboard: false })
      .extend([new KeyboardPan({ pixelDelta: 40 }), new KeyboardZoom()]),
  });
  view.fit(data.extent, { size: map.getSize(), padding: [12, 12, 12, 12] });
  return map;
}

// Room to move a little beyond the edge.
function grown([west, south, east, north]: MapData["extent"]): MapData["extent"] {
  const [x, y] = [(east - west) / 4, (north - south) / 4];
  return [west - x, south - y, east + x, north + y];
}

function zoomButtons(map: OlMap): HTMLElement {
  const box = document.createElement("div");
  box.className = "c-map__zoom";
  box.append(zoomButton(map, "+", "Zoom in", 1), zoomButton(map, "−", "Zoom out", -1));
  return box;
}

// Out of the tab order: on the keyboard + and − do the same from the map itself, one Tab in and one Tab out.
function zoomButton(map: OlMap, sign: string, words: string, by: number): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.tabIndex = -1;
  button.textContent = sign;
  button.setAttribute("aria-label", words);
  button.addEventListener("click", () => {
    const view = map.getView();
    view.animate({ zoom: (view.getZoom() ?? 0) + by, duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150 });
  });
  return button;
}

function addPopover(map: OlMap, canvas: HTMLElement): void {
  const element = document.createElement("div");
  element.className = "c-map__popover";
  const overlay = new Overlay({ element, offset: [0, -14], positioning: "bottom-center", stopEvent: false, autoPan: false });
  map.addOverlay(overlay);

  const close = () => overlay.setPosition(undefined);
  const ask = (pixel: number[]) => {
    const found = map.forEachFeatureAtPixel(pixel, (feature) => (feature.get("title") ? feature : undefined), { hitTolerance: 4 });
    if (!found) {
      close();
      return false;
    }
    // The figure first, then where; a named spot has its name alone.
    const [first = "", ...rest] = [found.get("words"), found.get("title")].filter((words) => words !== undefined).map(String);
    const strong = document.createElement("strong");
    strong.textContent = first;
    element.replaceChildren(strong, ...rest);
    overlay.setPosition(map.getCoordinateFromPixel(pixel));
    say([first, ...rest].join(", "));
    return true;
  };

  map.on("singleclick", (event) => void ask(event.pixel));
  map.on("movestart", close);
  canvas.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key !== "Enter") return;
    event.preventDefault();
    const [width = 0, height = 0] = map.getSize() ?? [];
    if (!ask([width / 2, height / 2])) say("Nothing is drawn in the middle of the map");
  });
}
