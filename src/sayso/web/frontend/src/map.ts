// The map of events: outlines from Natural Earth, without tiles and without a network, drawn as SVG so that every place
// is a link.

import { geoNaturalEarth1, geoPath, type GeoProjection } from "d3-geo";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import outlines from "world-atlas/countries-110m.json";

interface Spot { name: string; country: string; lat: number; lon: number; events: number; href: string }

const WIDEST = 960;
const LOW = 380; // beside a list; the page of the map gives a height of its own
const NEAREST = 900; // scale beyond which so coarse outlines say nothing
const SVG = "http://www.w3.org/2000/svg";

export async function drawMap(place: HTMLElement): Promise<void> {
  const answer = await fetch(place.dataset.source ?? "");
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const { spots } = (await answer.json()) as { spots: Spot[] };
  const width = Math.min(WIDEST, Math.max(place.clientWidth, 320)); // names stay as large as other words on narrow screens
  const height = width < 600 ? 300 : Number(place.dataset.height ?? LOW);
  const projection = fitted(spots, width, height);
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "group" });
  picture.append(...ground(projection), ...dots(projection, spots));
  place.replaceChildren(picture);
}

function fitted(spots: Spot[], width: number, height: number): GeoProjection {
  const points = { type: "MultiPoint" as const, coordinates: spots.map((spot) => [spot.lon, spot.lat]) };
  const projection = geoNaturalEarth1().fitExtent([[width / 14, 50], [width - width / 10, height - 50]], points);
  if (projection.scale() > NEAREST || !Number.isFinite(projection.scale())) {
    const [lon, lat] = [middle(spots.map((spot) => spot.lon)), middle(spots.map((spot) => spot.lat))];
    projection.scale(NEAREST).translate([0, 0]);
    const [x, y] = projection([lon, lat]) ?? [0, 0];
    projection.translate([width / 2 - x, height / 2 - y]);
  }
  return projection.clipExtent([[0, 0], [width, height]]);
}

function middle(numbers: number[]): number {
  return (Math.min(...numbers) + Math.max(...numbers)) / 2;
}

function ground(projection: GeoProjection): SVGElement[] {
  const path = geoPath(projection);
  const world = outlines as unknown as Topology<{ countries: GeometryCollection; land: GeometryCollection }>;
  const land = svg("path", { class: "land", d: path(feature(world, world.objects.land)) ?? "" });
  const borders = svg("path", { class: "borders", d: path(mesh(world, world.objects.countries, (a, b) => a !== b)) ?? "" });
  return [land, borders];
}

function dots(projection: GeoProjection, spots: Spot[]): SVGElement[] {
  const most = Math.max(...spots.map((spot) => spot.events), 1);
  const placed = spots.flatMap((spot) => {
    const at = projection([spot.lon, spot.lat]);
    return at ? [{ spot, at, radius: 4 + 14 * Math.sqrt(spot.events / most) }] : [];
  });
  const taken: { x: number; y: number; width: number }[] = [];
  return placed.map(({ spot, at: [x, y], radius }) => {
    const link = svg("a", { class: "spot", href: spot.href, "data-place": spot.name });
    const title = svg("title", {});
    title.textContent = `${spot.name}${spot.country && spot.country !== spot.name ? `, ${spot.country}` : ""}: ${spot.events}`;
    link.append(title, svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: radius.toFixed(1) }));
    const box = { x: x + radius + 4, y, width: spot.name.length * 7 };
    if (!taken.some((other) => Math.abs(other.y - y) < 14 && box.x < other.x + other.width && other.x < box.x + box.width)) {
      taken.push(box);
      const text = svg("text", { x: box.x.toFixed(1), y: (y + 4).toFixed(1) });
      text.textContent = spot.name;
      link.append(text);
    }
    return link;
  });
}

function svg(name: string, attributes: Record<string, string>): SVGElement {
  const made = document.createElementNS(SVG, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
