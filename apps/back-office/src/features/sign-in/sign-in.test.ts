// Signing in and out: the results that the form gets, and that signing out works without a network.
import { describe, expect, it, vi } from 'vitest'
import { type ManagerAuth, signIn, signOut } from './sign-in.ts'

function authThat(answer: () => Promise<unknown>): ManagerAuth {
  return { signInWithPassword: vi.fn(answer), signOut: vi.fn(answer) } as unknown as ManagerAuth
}

describe('signIn', () => {
  it('says nothing when it worked, and does not send stray blanks', async () => {
    const auth = authThat(async () => ({ error: null }))
    expect(await signIn(auth, ' ana@club.test ', ' secret ')).toBeNull()
    expect(auth.signInWithPassword).toHaveBeenCalledWith({
      email: 'ana@club.test',
      password: ' secret ',
    })
  })

  it.each([
    [400, 'wrong'],
    [401, 'wrong'],
    [429, 'too_many'],
    [0, 'unreachable'],
    [503, 'unreachable'],
    [500, 'unexpected'],
  ])('explains status %i as %s', async (status, problem) => {
    expect(
      await signIn(
        authThat(async () => ({ error: { status } })),
        'a@b.c',
        'x',
      ),
    ).toBe(problem)
  })

  it('never rejects', async () => {
    const auth = authThat(() => Promise.reject(new Error('socket')))
    expect(await signIn(auth, 'a@b.c', 'x')).toBe('unreachable')
  })
})

describe('signOut', () => {
  it('forgets the session even when the server cannot be told', async () => {
    const removeItem = vi.fn()
    const auth = authThat(async () => ({ error: { status: 0 } }))
    await signOut(auth, { removeItem }, 'maguey.manager')
    expect(removeItem).toHaveBeenCalledWith('maguey.manager')
  })
})
