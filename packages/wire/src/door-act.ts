// What a doorman does that is no scan of a ticket: a fact from the phone, of one of these kinds. A new kind is one file in
// door-acts, one line here, one in SQL (internal.act_is_whole), and its cases in tests/vectors/door-acts.json.
import * as v from 'valibot'
import { ageCheckAct } from './door-acts/age-check.ts'
import { countAct } from './door-acts/count.ts'
import { drawerAct } from './door-acts/drawer.ts'
import { incidentAct } from './door-acts/incident.ts'
import { listArrivalAct } from './door-acts/list-arrival.ts'
import { refusalAct } from './door-acts/refusal.ts'
import { walkUpAct, walkUpUndoAct } from './door-acts/walk-up.ts'

export const actContent = v.variant('kind', [
  ageCheckAct,
  countAct,
  drawerAct,
  incidentAct,
  listArrivalAct,
  refusalAct,
  walkUpAct,
  walkUpUndoAct,
])

export type ActContent = v.InferOutput<typeof actContent>
export type ActKind = ActContent['kind']
