// The response headers that restrict what our pages may do in the browser.

export type SitePolicy = {
  /** Origins that the page calls, besides its own. */
  connectTo: readonly string[]
  /** Origins of pictures (posters), besides its own. */
  imagesFrom?: readonly string[]
  /** The scanner reads codes with WebAssembly and the camera. */
  scans: boolean
  /** Any page may show it in a frame. Only the shop's embed may be shown so. */
  framed?: boolean
}

/** @see https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Content-Security-Policy */
export function securityHeaders({
  connectTo,
  imagesFrom = [],
  scans,
  framed = false,
}: SitePolicy): Record<string, string> {
  const policy = [
    `default-src 'self'`,
    `script-src 'self'${scans ? ` 'wasm-unsafe-eval'` : ''}`,
    `connect-src 'self' ${connectTo.flatMap((origin) => [origin, origin.replace(/^http/, 'ws')]).join(' ')}`,
    ['img-src', `'self'`, 'data:', 'blob:', ...imagesFrom].join(' '),
    `media-src 'self' data: blob:`,
    `style-src 'self' 'unsafe-inline'`,
    `font-src 'self'`,
    `worker-src 'self' blob:`,
    `manifest-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors ${framed ? '*' : `'none'`}`,
  ]
  return {
    'content-security-policy': policy.join('; '),
    'permissions-policy': `camera=(${scans ? 'self' : ''}), geolocation=(), microphone=(), payment=()`,
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
  }
}
