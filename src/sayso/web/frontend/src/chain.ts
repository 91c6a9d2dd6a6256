// The chains as a picture: layers from the speakers on the left to the outlets on the right, laid out by dagre, drawn as
// SVG, so that every teller is a link and the style sheet rules over it.

import dagre from "@dagrejs/dagre";

interface Teller { id: string; name: string; short: string; part: string; named: boolean; claims: number; href: string }
interface Way { start: string; end: string; claims: number }
interface Network { tellers: Teller[]; ways: Way[] }

const HEIGHT = 30;
const MOST_LETTERS = 30;
const SVG = "http://www.w3.org/2000/svg";

export async function drawChain(place: HTMLElement): Promise<void> {
  const answer = await fetch(place.dataset.source ?? "");
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const network = (await answer.json()) as Network;
  const graph = laidOut(network);
  const { width = 0, height = 0 } = graph.graph();
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, width: String(width), height: String(height), role: "group" });
  const most = Math.max(...network.ways.map((way) => way.claims), 1);
  for (const way of network.ways) picture.append(wayOf(graph, way, most));
  for (const teller of network.tellers) picture.append(tellerOf(graph, teller));
  place.replaceChildren(picture);
  light(picture);
}

function laidOut(network: Network): dagre.graphlib.Graph {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: "LR", nodesep: 7, ranksep: 110, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  const letters = document.createElement("canvas").getContext("2d");
  if (letters) letters.font = "550 12px 'Inter Variable', sans-serif";
  for (const teller of network.tellers) {
    const text = labelOf(teller);
    const width = (letters?.measureText(text).width ?? text.length * 7) + 24;
    graph.setNode(teller.id, { width, height: HEIGHT });
  }
  // speakers stand in the first column, whether somebody passes their words on or not
  const parts = new Map(network.tellers.map((teller) => [teller.id, teller.part]));
  const layers = network.tellers.some((teller) => teller.part === "passed on") ? 2 : 1;
  for (const way of network.ways) {
    const straight = parts.get(way.start) === "speaker" && parts.get(way.end) !== "passed on";
    graph.setEdge(way.start, way.end, { weight: way.claims, minlen: straight ? layers : 1 });
  }
  dagre.layout(graph);
  return graph;
}

function labelOf(teller: Teller): string {
  const name = teller.short.length > MOST_LETTERS ? `${teller.short.slice(0, MOST_LETTERS - 1)}…` : teller.short;
  return `${name}  ${teller.claims}`;
}

function wayOf(graph: dagre.graphlib.Graph, way: Way, most: number): SVGElement {
  const [from, to] = [graph.node(way.start), graph.node(way.end)];
  const first = { x: from.x + from.width / 2, y: from.y };
  const last = { x: to.x - to.width / 2, y: to.y };
  const bend = (last.x - first.x) / 2;
  const path = svg("path", {
    class: "way",
    d: `M${first.x},${first.y} C${first.x + bend},${first.y} ${last.x - bend},${last.y} ${last.x},${last.y}`,
    "stroke-width": (1 + 5 * Math.sqrt(way.claims / most)).toFixed(1),
    "data-start": way.start,
    "data-end": way.end,
  });
  path.append(titled(`${way.claims} claims`));
  return path;
}

function tellerOf(graph: dagre.graphlib.Graph, teller: Teller): SVGElement {
  const { x, y, width } = graph.node(teller.id);
  const link = svg("a", { href: teller.href, class: `teller ${teller.part.replace(" ", "-")}${teller.named ? "" : " unnamed"}`, "data-id": teller.id });
  const box = svg("rect", { x: String(x - width / 2), y: String(y - HEIGHT / 2), width: String(width), height: String(HEIGHT), rx: "7" });
  const text = svg("text", { x: String(x - width / 2 + 12), y: String(y + 4) });
  text.textContent = labelOf(teller);
  link.append(titled(`${teller.name}, ${teller.part}${teller.named ? "" : ", not named"}: ${teller.claims} claims`), box, text);
  return link;
}

/** Who is pointed at, and all who told it or were told by it, stay; the rest steps back. */
function light(picture: SVGElement): void {
  const ways = [...picture.querySelectorAll<SVGElement>(".way")];
  const tellers = [...picture.querySelectorAll<SVGElement>(".teller")];
  const show = (id: string | undefined): void => {
    const along = id ? reach(ways, id) : null;
    for (const teller of tellers) teller.classList.toggle("off", along !== null && !along.has(teller.dataset.id ?? ""));
    for (const way of ways) way.classList.toggle("off", along !== null && !(along.has(way.dataset.start ?? "") && along.has(way.dataset.end ?? "")));
  };
  for (const teller of tellers) {
    for (const kind of ["pointerenter", "focus"]) teller.addEventListener(kind, () => show(teller.dataset.id));
    for (const kind of ["pointerleave", "blur"]) teller.addEventListener(kind, () => show(undefined));
  }
}

function reach(ways: SVGElement[], id: string): Set<string> {
  const found = new Set([id]);
  const walk = (from: string, here: "start" | "end", there: "start" | "end"): void => {
    for (const way of ways) {
      const next = way.dataset[there] ?? "";
      if (way.dataset[here] === from && !found.has(next)) {
        found.add(next);
        walk(next, here, there);
      }
    }
  };
  walk(id, "start", "end");
  walk(id, "end", "start");
  return found;
}

function titled(text: string): SVGElement {
  const title = svg("title", {});
  title.textContent = text;
  return title;
}

function svg(name: string, attributes: Record<string, string>): SVGElement {
  const made = document.createElementNS(SVG, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
