// Stripe's form encoding: `line_items[0][price_data][currency]=usd`, read into a tree of strings.

export type FormTree = { [key: string]: string | FormTree }

/** Reads a body or a query string. Never throws; a name that is both a value and a branch keeps the later, an empty one is left out. */
export function parseForm(text: string): FormTree {
  const tree = emptyTree()
  for (const [name, value] of new URLSearchParams(text)) {
    if (name !== '') place(tree, pathOf(name), value)
  }
  return tree
}

/** The same tree with its keys in order, so that equal parameters give equal text. */
export function canonicalForm(tree: FormTree): string {
  return JSON.stringify(sorted(tree))
}

function sorted(node: string | FormTree): unknown {
  if (typeof node === 'string') return node
  return Object.keys(node)
    .sort()
    .map((key) => [key, sorted(node[key] ?? '')])
}

/** `a[b][]` → ['a', 'b', '']; the empty part means "the next index". */
function pathOf(name: string): string[] {
  const open = name.indexOf('[')
  if (open <= 0 || !name.endsWith(']')) return [name]
  return [name.slice(0, open), ...name.slice(open + 1, -1).split('][')]
}

function place(tree: FormTree, path: string[], value: string): void {
  let node = tree
  for (const part of path.slice(0, -1)) {
    const key = keyFor(node, part)
    const next = node[key]
    const branch = typeof next === 'object' ? next : emptyTree()
    node[key] = branch
    node = branch
  }
  node[keyFor(node, path.at(-1) ?? '')] = value
}

const keyFor = (node: FormTree, part: string): string =>
  part === '' ? String(Object.keys(node).length) : part

/** Without a prototype: `__proto__[x]=1` is just a name. */
const emptyTree = (): FormTree => Object.create(null) as FormTree
