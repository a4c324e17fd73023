// Who plays. The server draws the same (server/markup.ts).
import { m } from '#messages'

export function LineUp({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <section className="mt-12">
      <h2 className="text-2xl">{m.line_up()}</h2>
      <ul className="mt-3 space-y-1.5 font-display text-3xl leading-none font-extrabold wrap-anywhere">
        {names.map((name, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may be billed twice, and none keeps anything
          <li key={place}>{name}</li>
        ))}
      </ul>
    </section>
  )
}
