// What is typed into the search field, kept in the address too, so that it can be shared and is there on the way back.
import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'

const NAME = 'q'
/** The address follows once nobody types. */
const PAUSE_MS = 250

/**
 * The address as it is now. The parameters of a render, which react-router also gives to a functional setter, are older
 * while its transition is under way, and writing them back would undo what another field has written.
 */
export const paramsNow = (): URLSearchParams => new URLSearchParams(location.search)

const queryNow = (): string => paramsNow().get(NAME) ?? ''

/**
 * The text is a state of its own: the router brings a new address in a transition, and a field that waited for it would
 * lose letters on a slow phone.
 */
export function useTypedQuery(): [text: string, type: (text: string) => void] {
  const [params, setParams] = useSearchParams()
  const inAddress = params.get(NAME) ?? ''
  const [text, setText] = useState(inAddress)
  /** Written to the address by this field, and not seen there yet. */
  const onTheWay = useRef<string[]>([])

  useEffect(() => {
    const at = onTheWay.current.indexOf(inAddress)
    onTheWay.current = onTheWay.current.slice(at + 1)
    // A link, or the way back.
    if (at < 0) setText(inAddress)
  }, [inAddress])

  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing writes, whatever the address is by then
  useEffect(() => {
    if (text === queryNow()) return
    const timer = setTimeout(() => {
      if (text === queryNow()) return
      onTheWay.current.push(text)
      const next = paramsNow()
      if (text === '') next.delete(NAME)
      else next.set(NAME, text)
      setParams(next, { replace: true })
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])

  return [text, setText]
}
