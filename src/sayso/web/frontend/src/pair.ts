// The tension of two as a line: its band, threats and page volume beneath, gaps, changes, red lines and disputes. Drawn
// on a canvas, for ECharts' SVG would need inline styles, which the policy forbids. Words reach the page as text only.

import { CustomChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { init, use, type ECharts, type EChartsCoreOption } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import htmx from "htmx.org";

use([CustomChart, LineChart, ScatterChart, GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent, CanvasRenderer]);

interface Point { start: string; end: string; level: number | null; low: number | null; high: number | null; threat: number; reports: number; events: number; sources: number; change: boolean }
interface Sign { day: string; kind: string; who: string; words: string; href: string }
interface Gap { start: string; end: string }
interface Series { points: Point[]; signs: Sign[]; gaps: Gap[]; by: string }

const DAY = 86_400_000;
const LEFT = 64;
const RIGHT = 14;
const LANES = ["dispute", "red line"];
const ROWS = { signs: { top: 8, height: 34 }, level: { top: 54, height: 0 }, threat: { height: 44 }, reports: { height: 44 } };
const BETWEEN = 22; // pixels
const AXIS = 24;

export async function drawPair(place: HTMLElement): Promise<void> {
  const answer = await fetch(place.dataset.source ?? "");
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const { series } = (await answer.json()) as { series: Series };
  place.replaceChildren();
  const chart = init(place, null, { renderer: "canvas" });
  const draw = (): void => chart.setOption(optionOf(series, place), { notMerge: true });
  draw();
  new ResizeObserver(() => {
    chart.resize();
    draw();
  }).observe(place);
  document.addEventListener("sayso:theme", draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  document.body.addEventListener("htmx:afterSettle", draw);
  listen(chart, series, place);
}

/** Drawing over the line narrows the events to the stretch; a click takes one period, on a sign opens its sentence. */
function listen(chart: ECharts, series: Series, place: HTMLElement): void {
  let first = -1;
  let last = -1;
  let overSign = false;
  const at = (x: number): number => nearest(series.points, Number(chart.convertFromPixel({ xAxisIndex: 0 }, x)));
  const inside = (x: number): boolean => x >= LEFT && x <= place.clientWidth - RIGHT;
  const canvas = chart.getZr();
  canvas.on("mousedown", (event) => {
    first = last = inside(event.offsetX) && !overSign ? at(event.offsetX) : -1;
  });
  canvas.on("mousemove", (event) => {
    if (!overSign) canvas.setCursorStyle(inside(event.offsetX) ? "crosshair" : "default");
    if (first < 0 || at(event.offsetX) === last) return;
    last = at(event.offsetX);
    chart.setOption({ series: [{ id: "looked-at", markArea: areaOf(stretch(series.points, first, last)) }] });
  });
  window.addEventListener("mouseup", () => {
    if (first >= 0) lookAt(stretch(series.points, first, last));
    first = -1;
  });
  chart.on("mouseover", { seriesId: "signs" }, () => (overSign = true));
  chart.on("mouseout", { seriesId: "signs" }, () => (overSign = false));
  chart.on("click", { seriesId: "signs" }, (event) => {
    const sign = series.signs[event.dataIndex];
    if (sign) location.assign(sign.href);
  });
}

function stretch(points: Point[], one: number, other: number): Gap {
  const [low, high] = [Math.min(one, other), Math.max(one, other)];
  return { start: points[low]?.start ?? "", end: points[high]?.end ?? "" };
}

function nearest(points: Point[], time: number): number {
  const found = points.findIndex((point) => time < moment(point.end) + DAY);
  return found < 0 ? points.length - 1 : found;
}

/** The table of events for a stretch, and the stretch in the address. */
function lookAt(gap: Gap): void {
  const url = new URL(location.href);
  url.searchParams.set("since", gap.start);
  url.searchParams.set("until", gap.end);
  history.replaceState({ htmx: true }, "", location.href); // so that the way back leads through htmx, which asks anew
  history.pushState({ htmx: true }, "", url);
  const path = url.pathname + url.search;
  void htmx.ajax("get", path, { source: "#behind", target: "#behind", select: "#behind", swap: "outerHTML show:none" }).then(() => {
    document.querySelector("#behind h2")?.scrollIntoView({ block: "nearest" });
  });
}

function optionOf(series: Series, place: HTMLElement): EChartsCoreOption {
  const ink = inks();
  const { points, signs, gaps } = series;
  const rows = rowsIn(place.clientHeight);
  const span = { min: moment(points[0]?.start ?? ""), max: moment(points.at(-1)?.end ?? "") + DAY };
  const looked = lookedAt();
  const axis = (gridIndex: number, labels: boolean): object => ({
    type: "time", gridIndex, ...span, axisLine: { lineStyle: { color: ink.line } }, axisTick: { show: labels, lineStyle: { color: ink.line } }, splitLine: { show: false },
    axisLabel: { show: labels, color: ink.soft, hideOverlap: true, fontSize: 11, formatter: labelOf }, axisPointer: { label: { show: false }, lineStyle: { color: ink.strong, type: "solid" } },
  });
  const scale = (gridIndex: number, name: string, splitNumber: number): object => ({
    type: "value", gridIndex, name, nameLocation: "middle", nameGap: 44, nameTextStyle: { color: ink.soft, fontSize: 11 }, splitNumber,
    axisLabel: { color: ink.soft, fontSize: 11 }, splitLine: { lineStyle: { color: ink.line, opacity: 0.55 } }, axisPointer: { show: false },
  });
  return {
    animation: false,
    useUTC: true,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    axisPointer: { link: [{ xAxisIndex: "all" }] },
    tooltip: { trigger: "axis", confine: true, backgroundColor: ink.panel, borderColor: ink.line, padding: 0, formatter: (found: unknown) => tipOf(series, found) },
    grid: [rows.signs, rows.level, rows.threat, rows.reports].map((row) => ({ left: LEFT, right: RIGHT, ...row })),
    xAxis: [axis(0, false), axis(1, false), axis(2, false), axis(3, true)],
    yAxis: [
      { type: "category", gridIndex: 0, data: LANES.map((lane) => `${lane}s`), axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: ink.soft, fontSize: 11, margin: 6 }, axisPointer: { show: false } },
      scale(1, "tension", 4), { ...scale(2, "threat", 1), min: 0 }, { ...scale(3, "reports", 1), min: 0, minInterval: 1 },
    ],
    series: [
      ...[0, 1, 2, 3].map((grid) => ({
        id: grid === 1 ? "looked-at" : `ground-${grid}`, type: "line", xAxisIndex: grid, yAxisIndex: grid, data: [], silent: true,
        markArea: grid === 1 ? areaOf(looked, ink.wash) : gapsOf(gaps, ink),
      })),
      { id: "gaps", type: "line", xAxisIndex: 1, yAxisIndex: 1, data: [], silent: true, markArea: gapsOf(gaps, ink, true) },
      bars("band", 1, points.filter((point) => point.low !== null), (point) => [point.low ?? 0, point.high ?? 0], ink.accent, 0.16, 0),
      {
        id: "level", type: "line", xAxisIndex: 1, yAxisIndex: 1, symbol: "circle", symbolSize: points.length > 120 ? 3 : 6, showAllSymbol: points.length <= 400, connectNulls: false,
        lineStyle: { color: ink.accent, width: 2 }, itemStyle: { color: ink.accent }, emphasis: { scale: 1.4 },
        data: points.map((point) => [middle(point), point.level]),
        markLine: {
          silent: true, symbol: "none", animation: false, lineStyle: { color: ink.ink, type: [5, 4], width: 1 }, label: { formatter: "new level", color: ink.ink, fontSize: 11, position: "insideEndTop", rotate: 0, align: "left", distance: [0, -2] },
          data: points.filter((point) => point.change).map((point) => ({ xAxis: moment(point.start) })),
        },
      },
      { id: "nought", type: "line", xAxisIndex: 1, yAxisIndex: 1, data: [], silent: true, markLine: { silent: true, symbol: "none", label: { show: false }, lineStyle: { color: ink.strong, type: "solid", width: 1 }, data: [{ yAxis: 0 }] } },
      bars("threat", 2, points, (point) => [0, point.threat], ink.cue, 0.85, 0.12),
      bars("reports", 3, points, (point) => [0, point.reports], ink.soft, 0.55, 0.12),
      {
        id: "signs", type: "scatter", xAxisIndex: 0, yAxisIndex: 0, symbolSize: 10, cursor: "pointer", z: 5,
        data: signs.map((sign) => ({
          value: [moment(sign.day) + DAY / 2, LANES.indexOf(sign.kind)], symbol: sign.kind === "dispute" ? "diamond" : "triangle", symbolRotate: sign.kind === "dispute" ? 0 : 180,
          itemStyle: { color: sign.kind === "dispute" ? ink.panel : ink.conflict, borderColor: ink.conflict, borderWidth: 1.5 },
        })),
      },
    ],
  };
}

type Row = { top: number; height: number };

function rowsIn(height: number): Record<"signs" | "level" | "threat" | "reports", Row> {
  const { signs, level, threat, reports } = ROWS;
  const rest = height - level.top - threat.height - reports.height - 2 * BETWEEN - AXIS - 6;
  const second = level.top + rest + BETWEEN;
  return { signs, level: { top: level.top, height: rest }, threat: { top: second, height: threat.height }, reports: { top: second + threat.height + BETWEEN, height: reports.height } };
}

/** One rectangle a period, as wide as the period. */
function bars(id: string, grid: number, points: Point[], ends: (point: Point) => [number, number], color: string, opacity: number, margin: number): object {
  return {
    id, type: "custom", xAxisIndex: grid, yAxisIndex: grid, silent: true, clip: true,
    data: points.map((point) => [moment(point.start), moment(point.end) + DAY, ...ends(point)]),
    encode: { x: [0, 1], y: [2, 3] },
    renderItem: (_: unknown, api: { value(at: number): number; coord(at: [number, number]): [number, number] }) => {
      const [left, low] = api.coord([api.value(0), api.value(2)]);
      const [right, high] = api.coord([api.value(1), api.value(3)]);
      const inset = (right - left) * margin;
      return { type: "rect", shape: { x: left + inset, y: high, width: Math.max(1, right - left - 2 * inset), height: Math.max(low - high, api.value(3) > api.value(2) ? 1 : 0) }, style: { fill: color, opacity } };
    },
  };
}

function gapsOf(gaps: Gap[], ink: Inks, labelled = false): object {
  return {
    silent: true, itemStyle: { color: ink.sunk, opacity: 0.8 }, label: { show: labelled, formatter: "no page", color: ink.soft, fontSize: 10, position: "insideBottom" },
    data: gaps.map((gap) => [{ xAxis: moment(gap.start) }, { xAxis: moment(gap.end) + DAY }]),
  };
}

function areaOf(gap: Gap | null, color?: string): object {
  const area = color ? { itemStyle: { color, opacity: 0.9 } } : {};
  return { silent: true, ...area, data: gap ? [[{ xAxis: moment(gap.start) }, { xAxis: moment(gap.end) + DAY }]] : [] };
}

/** The stretch that the table shows, as the server understood it. */
function lookedAt(): Gap | null {
  const { since, until } = document.querySelector<HTMLElement>("#behind")?.dataset ?? {};
  return since && until ? { start: since, end: until } : null;
}

const dayOf = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" });
const shortDay = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", timeZone: "UTC" });
const shortMonth = new Intl.DateTimeFormat(undefined, { month: "short", year: "numeric", timeZone: "UTC" });

function labelOf(time: number): string {
  const day = new Date(time);
  if (day.getUTCDate() === 1) return day.getUTCMonth() === 0 ? String(day.getUTCFullYear()) : shortMonth.format(day);
  return shortDay.format(day);
}

function tipOf(series: Series, found: unknown): HTMLElement | string {
  const time = (found as { axisValue?: number }[])[0]?.axisValue;
  if (time === undefined) return "";
  const point = series.points[nearest(series.points, time)];
  if (!point) return "";
  const tip = document.createElement("div");
  tip.className = "tip";
  const [start, end] = [dayOf.format(new Date(moment(point.start))), dayOf.format(new Date(moment(point.end)))];
  line(tip, "tip-when", start === end ? start : `${start} – ${end}`);
  if (point.level === null) line(tip, "tip-none", "no page read");
  else line(tip, "tip-level", `tension ${point.level.toFixed(2)}${point.low !== null && point.high !== null ? `, 90 % between ${point.low.toFixed(2)} and ${point.high.toFixed(2)}` : ", of one report alone"}`);
  if (point.threat) line(tip, "", `threat ${point.threat.toFixed(2)}`);
  if (point.reports) line(tip, "tip-soft", `${point.events} events on the word of ${point.sources} sources, ${point.reports} reports read`);
  for (const sign of series.signs.filter((one) => point.start <= one.day && one.day <= point.end).slice(0, 4)) line(tip, "tip-sign", `${sign.kind}, ${sign.who}: ${sign.words.slice(0, 110)}`);
  line(tip, "tip-soft", "Click for the sentences; draw over several.");
  return tip;
}

function line(tip: HTMLElement, name: string, text: string): void {
  const made = document.createElement("p");
  made.className = name;
  made.textContent = text;
  tip.append(made);
}

type Inks = Record<"ink" | "soft" | "line" | "strong" | "panel" | "sunk" | "accent" | "wash" | "conflict" | "cue", string>;

function inks(): Inks {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ink: of("--ink"), soft: of("--soft"), line: of("--line"), strong: of("--line-strong"), panel: of("--panel"), sunk: of("--sunk"),
    accent: of("--accent"), wash: of("--accent-wash"), conflict: of("--conflict"), cue: of("--cue"),
  };
}

function moment(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function middle(point: Point): number {
  return (moment(point.start) + moment(point.end) + DAY) / 2;
}
