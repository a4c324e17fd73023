// Runs inside the page that is measured, as plain script: a compiler's helpers would be missing there.
const afterTwoFrames = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())))
  })

const shownScan = () => document.querySelector('[data-testid="verdict"]')

/** Types `text` as a hardware scanner does, and waits for the Enter that follows. */
function armScan(text) {
  const before = shownScan()?.dataset.scanId
  globalThis.magueyBench.pending = new Promise((resolve) => {
    let startMs = 0
    const onKey = (event) => {
      if (event.key !== 'Enter') return
      startMs = performance.now()
      removeEventListener('keydown', onKey, true)
    }
    addEventListener('keydown', onKey, true)
    const observer = new MutationObserver(async () => {
      const element = shownScan()
      if (startMs === 0 || !element || element.dataset.scanId === before) return
      observer.disconnect()
      const shownMs = performance.now() - startMs
      const verdict = element.dataset.verdict
      const paintedMs = (await afterTwoFrames()) - startMs
      resolve({ verdict, shownMs, paintedMs })
    })
    observer.observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['data-scan-id'],
    })
  })
  for (const key of text) {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  }
}

const openDatabase = (name, upgrade) =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name)
    request.onupgradeneeded = () => upgrade?.(request.result)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

const answerOf = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

const committed = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
  })

let reference
const openReference = async () => {
  reference ??= await openDatabase('maguey-bench', (db) => {
    db.createObjectStore('puts', { keyPath: 'id' })
    db.createObjectStore('rows', { keyPath: 'ticketId' })
  })
  return reference
}

const writeTo = (db, store) => db.transaction(store, 'readwrite', { durability: 'strict' })

/** The reference: one small record, flushed to the disk, and the same two frames. */
async function rawPut(id) {
  const db = await openReference()
  const startMs = performance.now()
  const transaction = writeTo(db, 'puts')
  transaction
    .objectStore('puts')
    .put({ id, ticketId: id, scannedAtMs: Date.now(), verdict: 'admit' })
  await committed(transaction)
  const storedMs = performance.now() - startMs
  return { storedMs, paintedMs: (await afterTwoFrames()) - startMs }
}

/** The reference of the pull: what the app keeps, put once more without the app, a record for each ticket. */
async function rawPutRows(pageRows) {
  const door = await openDatabase('maguey-door')
  const segments = await answerOf(door.transaction('segments').objectStore('segments').getAll())
  door.close()
  const rows = segments.flatMap(({ words }) =>
    words.map(([ticketId, typeCode, guestName, status, presence, revision]) => {
      return { ticketId, typeCode, guestName, status, presence, revision, entry: null }
    }),
  )
  const db = await openReference()
  const startMs = performance.now()
  for (let from = 0; from < rows.length; from += pageRows) {
    const transaction = writeTo(db, 'rows')
    const store = transaction.objectStore('rows')
    for (const row of rows.slice(from, from + pageRows)) store.put(row)
    await committed(transaction)
  }
  return { count: rows.length, tookMs: performance.now() - startMs }
}

/** Whether the app has every ticket of its event. Never makes the database itself. */
async function listComplete() {
  const known = await indexedDB.databases()
  if (!known.some((db) => db.name === 'maguey-door')) return false
  const door = await openDatabase('maguey-door')
  try {
    if (!door.objectStoreNames.contains('events')) return false
    const [event] = await answerOf(door.transaction('events').objectStore('events').getAll())
    return event?.complete === true
  } finally {
    door.close()
  }
}

/** Tickets that are here so far, as the strip says; Infinity once it speaks of the list's age instead. */
function listed() {
  const text = document.querySelector('[data-testid="status-strip"]')?.textContent ?? ''
  const progress = /([\d,]+) of [\d,]+/.exec(text)
  if (progress) return Number(progress[1].replaceAll(',', ''))
  return /list (fresh|\d)/.test(text) ? Number.POSITIVE_INFINITY : 0
}

/** Puts scans into the app's log as if it had made them: like the first one there, of these ids and tickets. */
async function queueScans(made) {
  const door = await openDatabase('maguey-door')
  const [like] = await answerOf(door.transaction('scans').objectStore('scans').getAll(null, 1))
  const transaction = writeTo(door, 'scans')
  for (const scan of made) transaction.objectStore('scans').put({ ...like, ...scan, offline: true })
  await committed(transaction)
  door.close()
}

/** From now until the strip says that nothing waits to be sent. */
function untilAllSent() {
  const strip = () => document.querySelector('[data-testid="status-strip"]')
  const startMs = performance.now()
  globalThis.magueyBench.pending = new Promise((resolve) => {
    const look = () => {
      if (strip()?.dataset.queue === '0') resolve(performance.now() - startMs)
      else setTimeout(look, 5)
    }
    look()
  })
}

/** From the last letter of a name to the guest on the screen; the app's own pause for typing is in it. */
async function findGuest(name) {
  const field = document.querySelector('input[name="guest"]')
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
  const startMs = performance.now()
  set.call(field, name)
  field.dispatchEvent(new Event('input', { bubbles: true }))
  while (!field.closest('[role="dialog"], div')?.parentElement?.querySelector('li')) {
    if (performance.now() - startMs > 20_000) throw new Error('nobody was found')
    await new Promise((resolve) => setTimeout(resolve))
  }
  return performance.now() - startMs
}

/** The moment, in Unix time, at which it is painted that the guest who was found is inside. */
function untilInside() {
  globalThis.magueyBench.pending = new Promise((resolve) => {
    const look = () => {
      if (!document.querySelector('li')?.textContent.includes('Inside')) return
      observer.disconnect()
      resolve(afterTwoFrames().then((atMs) => performance.timeOrigin + atMs))
    }
    const observer = new MutationObserver(look)
    observer.observe(document, { subtree: true, childList: true, characterData: true })
    look()
  })
}

globalThis.magueyBench = {
  arm: armScan,
  pending: null,
  rawPut,
  rawPutRows,
  listComplete,
  listed,
  queueScans,
  untilAllSent,
  untilInside,
  findGuest,
}
