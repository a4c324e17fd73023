// What the compiler refuses: each line below is a type error, and an unused directive would be one too.
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { sqlFunction } from './sql-function.ts'

const answer = v.unknown()

test('names and arguments are those of the database', () => {
  // @ts-expect-error there is no such function
  sqlFunction({ name: 'event_life', args: () => ({}), answer })
  // @ts-expect-error the argument has another name
  sqlFunction({ name: 'event_live', args: (id: string) => ({ p_event: id }), answer })
  // @ts-expect-error the argument has another type
  sqlFunction({ name: 'event_live', args: (id: number) => ({ p_event_id: id }), answer })
  // @ts-expect-error an argument is missing
  sqlFunction({ name: 'rename_device', args: (id: string) => ({ p_device_id: id }), answer })
  const more = (id: string) => ({ p_event_id: id, p_more: 1 })
  // @ts-expect-error an argument too many
  sqlFunction({ name: 'event_live', args: more, answer })
  const right = sqlFunction({
    name: 'event_live',
    args: (id: string) => ({ p_event_id: id }),
    answer,
  })
  expect(right.name).toBe('event_live')
})
