import base from '/work/w-house/apps/purchase-web/vite.config.ts'
import { gzipSync } from 'node:zlib'
export default async (env) => {
  const c = typeof base === 'function' ? await base(env) : base
  c.plugins = [...c.plugins.flat(9).filter(p=>!/pwa/.test(p?.name??'')), {name:'an',generateBundle(_,b){for(const ch of Object.values(b)) if(ch.type==='chunk'&&(ch.isEntry||/base/.test(ch.fileName))){console.log('CHUNK',ch.fileName,ch.code.length,gzipSync(ch.code).length, ch.imports); const ms=Object.entries(ch.modules).map(([k,m])=>[m.renderedLength,k.replace(/.*node_modules/,'nm').replace('/work/w-house/','')]).sort((a,b)=>b[0]-a[0]); for(const m of ms.slice(0,60)) console.log('  ',m[0],m[1])}}}]
  return c
}
