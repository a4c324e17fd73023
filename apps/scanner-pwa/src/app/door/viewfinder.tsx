// Four corners that say where to hold a ticket; the whole picture is read all the same.
import { m } from '#messages'

const CORNERS = [
  'top-0 left-0 border-t-4 border-l-4 rounded-tl-3xl',
  'top-0 right-0 border-t-4 border-r-4 rounded-tr-3xl',
  'bottom-0 left-0 border-b-4 border-l-4 rounded-bl-3xl',
  'right-0 bottom-0 border-r-4 border-b-4 rounded-br-3xl',
]

export function Viewfinder() {
  return (
    <div className="pointer-events-none absolute inset-0 grid place-items-center">
      <div className="relative size-[min(68vw,40vh)] drop-shadow-[0_0_3px_rgb(0_0_0/0.75)]">
        {CORNERS.map((corner) => (
          <span aria-hidden className={`absolute size-14 border-white ${corner}`} key={corner} />
        ))}
        <p className="absolute top-full right-0 left-0 mt-5 text-center">
          <span className="inline-block rounded-full bg-night/80 px-4 py-1.5 font-semibold text-ink">
            {m.door_aim()}
          </span>
        </p>
      </div>
    </div>
  )
}
