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

/** The reference of the pull: the very rows that the app keeps, put once more without the app. */
async function rawPutRows(pageRows) {
  const door = await openDatabase('maguey-door')
  const rows = await answerOf(door.transaction('tickets').objectStore('tickets').getAll())
  door.close()
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
    if (!event?.complete) return false
    return (
      (await answerOf(door.transaction('tickets').objectStore('tickets').count())) >= event.total
    )
  } finally {
    door.close()
  }
}

globalThis.magueyBench = { arm: armScan, pending: null, rawPut, rawPutRows, listComplete }
