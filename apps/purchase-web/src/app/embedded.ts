// In a frame: tells the page around it how tall this one is, and nothing else.

export function reportHeight(): void {
  document.documentElement.dataset.embedded = ''
  const root = document.getElementById('root')
  if (!root || parent === window) return
  new ResizeObserver(() => {
    parent.postMessage({ type: 'maguey:height', height: root.scrollHeight }, '*')
  }).observe(root)
}
