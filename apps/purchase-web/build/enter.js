// What the server drew is painted before the script takes its place, however fast the script comes.
const { href } = document.querySelector('link[data-start]')
const start = () => import(href)
requestAnimationFrame(() => setTimeout(start))
// Nobody paints a tab in the background. A second import of the same address does nothing.
setTimeout(start, 100)
