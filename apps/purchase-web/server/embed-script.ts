// One script tag on the club's own website: it puts the nights, or one night, into a frame where it stands.

/** @example `<script src="https://shop.example/embed.js" data-event="perreo-fridays-20261127" async></script>` */
export const embedScript = (shopUrl: string): string => `(() => {
  const shop = ${JSON.stringify(shopUrl)}
  const script = document.currentScript
  if (!script) return
  const { event, lang, height } = script.dataset
  const frame = document.createElement('iframe')
  const path = event ? '/embed/events/' + encodeURIComponent(event) : '/embed'
  frame.src = shop + path + (lang ? '?lang=' + encodeURIComponent(lang) : '')
  frame.title = script.dataset.title || (lang === 'es' ? 'Boletos' : 'Tickets')
  frame.allow = 'web-share; clipboard-write'
  frame.loading = 'lazy'
  frame.style.cssText = 'display:block;width:100%;border:0;height:' + (Number(height) || 720) + 'px'
  script.after(frame)
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== shop || !data) return
    if (data.type === 'maguey:height' && data.height > 0) frame.style.height = Math.ceil(data.height) + 'px'
  })
})()
`
