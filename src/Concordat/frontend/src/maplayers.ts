import Feature from "ol/Feature";
import LineString from "ol/geom/LineString";
import Point from "ol/geom/Point";
import Polygon from "ol/geom/Polygon";
import VectorLayer from "ol/layer/Vector";
import VectorSource from "ol/source/Vector";
import CircleStyle from "ol/style/Circle";
import Fill from "ol/style/Fill";
import Stroke from "ol/style/Stroke";
import Style from "ol/style/Style";
import Text from "ol/style/Text";
import { colourOf, type BaseLine, type MapData } from "./mapdata";

const font = '15px "Source Sans 3 Variable", "Source Sans 3", system-ui, sans-serif';

/** The layers of a map, from the ground up. */
export function layersOf(data: MapData): VectorLayer[] {
  return [base(data), cells(data), points(data), labels(data)];
}

function layer(features: Feature[]): VectorLayer {
  return new VectorLayer({ source: new VectorSource({ features }) });
}

function base(data: MapData): VectorLayer {
  return layer((data.base ?? []).flatMap(baseFeature));
}

// Nothing on the base is darker than the second strength class, but for the edge of the borough.
function baseFeature(part: BaseLine): Feature[] {
  const feature = part.area ? new Feature(new Polygon([part.area])) : part.line ? new Feature(new LineString(part.line)) : null;
  if (!feature) return [];
  feature.setStyle(baseStyles(part.kind, part.area !== undefined));
  return [feature];
}

function baseStyles(kind: BaseLine["kind"], isArea: boolean): Style[] {
  const line = (color: string, width: number, lineDash?: number[]) => new Style({ stroke: new Stroke({ color, width, lineDash }) });
  switch (kind) {
    case "river":
    case "water":
      return isArea ? [new Style({ fill: new Fill({ color: "#d5e6ee" }) })] : [line("#bcd5e2", 7)];
    case "park":
      return [new Style({ fill: new Fill({ color: "#e6ecdf" }) })];
    case "main-road":
      return [line("#c9c9c4", 5), line("#ffffff", 3)];
    case "road":
      return [line("#d8d8d3", 2.5), line("#ffffff", 1.2)];
    case "rail":
      return [line("#a9aeb0", 2, [6, 3])];
    case "ward":
      return [line("#8b8f8e", 1, [2, 3])];
    case "boundary":
      return [line("#17212b", 2)];
  }
}

function cells(data: MapData): VectorLayer {
  if (!data.grid) return layer([]);
  const { origin: [east, north], size } = data.grid;
  const styles = new Map<number, Style>();
  const styleOf = (level: number) => {
    const known = styles.get(level) ?? new Style({ fill: new Fill({ color: colourOf(data, level) }), stroke: new Stroke({ color: "rgba(23,33,43,0.35)", width: 0.75 }) });
    styles.set(level, known);
    return known;
  };
  return layer((data.cells ?? []).map(([column, row, value, level, words]) => {
    const [x, y] = [east + column * size, north + row * size];
    const square = new Feature(new Polygon([[[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]]));
    square.set("words", words ?? `${value.toLocaleString("en-GB")} ${data.measure ?? ""}`.trim());
    square.set("title", `${size.toLocaleString("en-GB")} m square at ${x}, ${y}`);
    square.setStyle(styleOf(level));
    return square;
  }));
}

function points(data: MapData): VectorLayer {
  const dot = new Style({ image: new CircleStyle({ radius: 5, fill: new Fill({ color: "#155866" }), stroke: new Stroke({ color: "#fff", width: 1.5 }) }) });
  const plain = (data.points ?? []).map(([x, y, words]) => titled(new Feature(new Point([x, y])), words, dot));
  const numbered = (data.spots ?? []).map(([number, x, y, words]) => titled(new Feature(new Point([x, y])), words, spot(number)));
  return layer([...plain, ...numbered]);
}

function titled(feature: Feature, title: string, style: Style): Feature {
  feature.set("title", title);
  feature.setStyle(style);
  return feature;
}

function spot(number: number): Style {
  return new Style({
    image: new CircleStyle({ radius: 12, fill: new Fill({ color: "#17212b" }), stroke: new Stroke({ color: "#fff", width: 2 }) }),
    text: new Text({ text: String(number), font: `700 ${font}`, fill: new Fill({ color: "#fff" }), offsetY: 1 }),
  });
}

function labels(data: MapData): VectorLayer {
  const features = (data.labels ?? []).map(([x, y, words]) => {
    const feature = new Feature(new Point([x, y]));
    feature.setStyle(new Style({ text: new Text({ text: words, font: `600 ${font}`, fill: new Fill({ color: "#17212b" }), stroke: new Stroke({ color: "#fcfcfa", width: 4 }) }) }));
    return feature;
  });
  return new VectorLayer({ source: new VectorSource({ features }), declutter: true });
}
