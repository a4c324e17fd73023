// Lets unused parts of react-router fall out of the bundle: more than half of it, in the first script of the shop and of the door.
import type { Plugin } from 'vite'

/** A class component, and the context that is set on it below. */
const CLASS_COMPONENT =
  /^var (\w+) = (class extends React\w*\.Component \{\n[\s\S]*?^\});(?:\n\1\.contextType = (\w+);)?$/gm

/**
 * The package's default entry is its development build, and in either build `X = React.forwardRef(…)`,
 * `X = class extends React.Component {…}` and `X.displayName = …` count as side effects, which keep forms,
 * prefetching, data routers and server components in the bundle.
 * Were the package to change, nothing would match and the bundle would only grow again.
 */
export const slimReactRouter = (): Plugin => ({
  name: 'maguey-slim-react-router',
  apply: 'build',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    if (source !== 'react-router') return null
    const found = await this.resolve(source, importer, { ...options, skipSelf: true })
    return found && { ...found, id: found.id.replace('/dist/development/', '/dist/production/') }
  },
  transform(code, id) {
    if (!id.includes('/react-router/dist/')) return null
    return code
      .replace(/^\w+\.displayName = .*$/gm, '')
      .replace(/= (React\w*\.(?:forwardRef|createContext|memo)\()/g, '= /* @__PURE__ */ $1')
      .replace(CLASS_COMPONENT, (_, name, body, context) => {
        const made = context ? `Object.assign(${body}, { contextType: ${context} })` : body
        return `var ${name} = /* @__PURE__ */ (() => ${made})()`
      })
  },
})
