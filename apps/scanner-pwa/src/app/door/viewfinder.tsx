// Four corners that show where to hold a ticket; the whole picture is read anyway.
import { m } from '#messages'

const CORNERS =
  'M4 40V20a16 16 0 0 1 16-16h20 M160 4h20a16 16 0 0 1 16 16v20 M196 160v20a16 16 0 0 1-16 16h-20 M40 196H20a16 16 0 0 1-16-16v-20'

/**
 * In what the header and the dock leave free, with room for the words below it: on a small phone the dock has two rows.
 * A dark line under the light one is visible on any picture, and cheap to draw over moving video.
 */
export function Viewfinder() {
  return (
    <div className="pointer-events-none grid min-h-0 flex-1 place-items-center [container-type:size]">
      <div className="relative mb-14 size-[min(68cqw,100cqh-4rem)] flat:mb-0 flat:size-[min(40vh,100cqh+2rem)]">
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
        <p className="absolute top-full left-1/2 mt-4 w-max -translate-x-1/2 flat:top-1/2 flat:right-full flat:left-auto flat:mt-0 flat:mr-5 flat:translate-x-0 flat:-translate-y-1/2">
          <span className="inline-block rounded-full bg-night/80 px-4 py-1.5 font-semibold text-ink">
            {m.door_aim()}
          </span>
        </p>
      </div>
    </div>
  )
}
