// Arrivals per minute, drawn by uPlot on a canvas that follows its box. Labels and table are in arrivals.tsx.
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { formatMinute } from './live-words.ts'

type Minute = { minuteMs: number; admitted: number }
type ArrivalsChartProps = { minutes: Minute[]; timeZone: string | undefined }

const HEIGHT = 190

export function ArrivalsChart({ minutes, timeZone }: ArrivalsChartProps) {
  const boxRef = useRef<HTMLDivElement>(null)
  const plotRef = useRef<uPlot>(null)

  useEffect(() => {
    const box = boxRef.current
    if (!box) return
    const plot = new uPlot(plotOptions(box, timeZone), [[], []], box)
    plotRef.current = plot
    const observer = new ResizeObserver(() =>
      plot.setSize({ width: box.clientWidth, height: HEIGHT }),
    )
    observer.observe(box)
    return () => {
      observer.disconnect()
      plot.destroy()
    }
  }, [timeZone])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new plot (another time zone) starts empty
  useEffect(() => {
    plotRef.current?.setData(toData(minutes))
  }, [minutes, timeZone])

  return <div aria-hidden className="w-full" ref={boxRef} style={{ height: HEIGHT }} />
}

/** uPlot counts time in seconds. */
function toData(minutes: Minute[]): uPlot.AlignedData {
  return [minutes.map((entry) => entry.minuteMs / 1000), minutes.map((entry) => entry.admitted)]
}

function plotOptions(box: HTMLElement, timeZone: string | undefined): uPlot.Options {
  const style = getComputedStyle(box)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const font = `14px ${style.fontFamily}`
  const { bars } = uPlot.paths
  const axis = {
    stroke: colour('--maguey-ink-soft'),
    font,
    ticks: { show: false },
  }
  return {
    width: box.clientWidth,
    height: HEIGHT,
    padding: [8, 0, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    ...(timeZone !== undefined && {
      tzDate: (seconds: number) => uPlot.tzDate(new Date(seconds * 1000), timeZone),
    }),
    // At least half an hour, so that the first guest is one bar and not the whole chart.
    scales: {
      x: { range: atLeastHalfAnHour },
      y: { range: (_, __, max) => [0, Math.max(4, max)] },
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

function atLeastHalfAnHour(_: uPlot, min: number | null, max: number | null): [number, number] {
  if (min === null || max === null) return [0, 1800]
  return [Math.min(min, max - 1800) - 30, max + 30]
}
