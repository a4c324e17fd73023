// Four corners that show where to hold a ticket; the whole picture is read anyway.
import { m } from '#messages'

const CORNERS =
  'M4 40V20a16 16 0 0 1 16-16h20 M160 4h20a16 16 0 0 1 16 16v20 M196 160v20a16 16 0 0 1-16 16h-20 M40 196H20a16 16 0 0 1-16-16v-20'

/** A dark line under the light one is visible on any picture, and cheap to draw over moving video. */
export function Viewfinder() {
  return (
    <div className="pointer-events-none absolute inset-0 grid place-items-center">
      <div className="relative size-[min(68vw,40vh)]">
        <svg
          aria-hidden="true"
          className="size-full"
          fill="none"
          strokeLinecap="round"
          viewBox="0 0 200 200"
        >
          <path className="stroke-black/60" d={CORNERS} strokeWidth="6" />
          <path className="stroke-white" d={CORNERS} strokeWidth="3" />
        </svg>
        <p className="absolute top-full right-0 left-0 mt-5 text-center flat:top-1/2 flat:right-full flat:left-auto flat:mt-0 flat:mr-5 flat:w-max flat:-translate-y-1/2">
          <span className="inline-block rounded-full bg-night/80 px-4 py-1.5 font-semibold text-ink">
            {m.door_aim()}
          </span>
        </p>
      </div>
    </div>
  )
}
