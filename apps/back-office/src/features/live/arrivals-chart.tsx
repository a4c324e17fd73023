// Arrivals per minute, drawn by uPlot on a canvas that follows its box. Labels and table are in arrivals.tsx.
import { useEffect, useRef, useSyncExternalStore } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { formatMinute } from './live-words.ts'

type Minute = { minuteMs: number; admitted: number }
type ArrivalsChartProps = {
  minutes: Minute[]
  /** What the scale must reach, for charts that are compared with each other. */
  busiest: number
  height: number
  timeZone: string | undefined
}

export function ArrivalsChart({ minutes, busiest, height, timeZone }: ArrivalsChartProps) {
  const boxRef = useRef<HTMLDivElement>(null)
  const plotRef = useRef<uPlot>(null)
  const busiestRef = useRef(busiest)
  const dark = useDarkTheme()

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is read from the box
  useEffect(() => {
    const box = boxRef.current
    if (!box) return
    const plot = new uPlot(
      plotOptions(box, { height, timeZone, reach: () => busiestRef.current }),
      [[], []],
      box,
    )
    plotRef.current = plot
    const observer = new ResizeObserver(() => plot.setSize({ width: box.clientWidth, height }))
    observer.observe(box)
    return () => {
      observer.disconnect()
      plot.destroy()
    }
  }, [height, timeZone, dark])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new plot (another time zone, height or theme) starts empty
  useEffect(() => {
    busiestRef.current = busiest
    plotRef.current?.setData(toData(minutes))
  }, [minutes, busiest, height, timeZone, dark])

  return <div aria-hidden className="w-full" ref={boxRef} style={{ height }} />
}

/** uPlot counts time in seconds. */
function toData(minutes: Minute[]): uPlot.AlignedData {
  return [minutes.map((entry) => entry.minuteMs / 1000), minutes.map((entry) => entry.admitted)]
}

type PlotSettings = { height: number; timeZone: string | undefined; reach: () => number }

function plotOptions(box: HTMLElement, { height, timeZone, reach }: PlotSettings): uPlot.Options {
  const colour = coloursOf(box)
  const font = `14px ${getComputedStyle(box).fontFamily}`
  const { bars } = uPlot.paths
  const axis = {
    stroke: colour('--maguey-ink-soft'),
    font,
    ticks: { show: false },
  }
  return {
    width: box.clientWidth,
    height,
    padding: [8, 0, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    ...(timeZone !== undefined && {
      tzDate: (seconds: number) => uPlot.tzDate(new Date(seconds * 1000), timeZone),
    }),
    // At least half an hour, so that the first guest is one bar and not the whole chart.
    scales: {
      x: { range: atLeastHalfAnHour },
      y: { range: () => [0, Math.max(4, reach())] },
    },
    series: [
      {},
      {
        fill: colour('--maguey-agave'),
        ...(bars && { paths: bars({ size: [0.75, 14], radius: 0.25 }) }),
        points: { show: false },
      },
    ],
    axes: [
      {
        ...axis,
        space: 72,
        size: 28,
        gap: 8,
        grid: { show: false },
        values: (_, ticks) => ticks.map((seconds) => formatMinute(seconds * 1000, timeZone)),
      },
      {
        ...axis,
        size: 34,
        gap: 6,
        incrs: [1, 2, 5, 10, 20, 50, 100],
        grid: { stroke: colour('--maguey-line'), width: 1 },
      },
    ],
  }
}

/** A token as the colour that it is in this theme: a canvas doesn't understand light-dark(). */
function coloursOf(box: HTMLElement): (token: string) => string {
  return (token) => {
    // With a transition, however short, the colour of this moment would be the one before.
    box.style.transitionProperty = 'none'
    box.style.color = `var(${token})`
    const { color } = getComputedStyle(box)
    box.style.removeProperty('color')
    box.style.removeProperty('transition-property')
    return color
  }
}

const darkTheme = matchMedia('(prefers-color-scheme: dark)')
const useDarkTheme = (): boolean =>
  useSyncExternalStore(
    (onChange) => {
      darkTheme.addEventListener('change', onChange)
      return () => darkTheme.removeEventListener('change', onChange)
    },
    () => darkTheme.matches,
  )

/** Not by uPlot's own ends: it makes a whole day of a single minute. */
function atLeastHalfAnHour({ data: [times] }: uPlot): [number, number] {
  const [first, last] = [times.at(0), times.at(-1)]
  if (first === undefined || last === undefined) return [0, 1800]
  return [Math.min(first, last - 1800) - 30, last + 30]
}
