// The simulation's disk behaves like the phone's.
import { describeDisk } from '../../../apps/scanner-pwa/src/db/door-disk-contract.ts'
import { createSimDisk, emptyPlatter, instantly } from './sim-disk.ts'

describeDisk('the disk of the simulation', async () => {
  const platter = emptyPlatter()
  let page = 0
  const open = async () => {
    page += 1
    return createSimDisk(platter, `page-${page}`, instantly)
  }
  return { disk: await open(), open }
})
