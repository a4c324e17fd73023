// The roles' names, and what each may do.
import { ROLES, type Role } from '@maguey/wire/actions'
import { m } from '#messages'

const names: Record<Role, () => string> = {
  front_desk: m.role_front_desk,
  manager: m.role_manager,
  admin: m.role_admin,
}

const mays: Record<Role, () => string> = {
  front_desk: m.role_front_desk_may,
  manager: m.role_manager_may,
  admin: m.role_admin_may,
}

export const roleName = (role: Role): string => names[role]()
export const roleMay = (role: Role): string => mays[role]()
export const roleOf = (text: string): Role => ROLES.find((role) => role === text) ?? 'front_desk'
export const roleOptions = () => ROLES.map((role) => ({ value: role, label: roleName(role) }))
