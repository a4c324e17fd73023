// Stopping reminders, and wanting them again, by the link of one of them.
import { callApi } from '@maguey/wire/endpoint'
import { startReminders, stopReminders } from '@maguey/wire/mail'
import { apiPorts } from './ports.ts'

export const setReminders = (params: { mailId: string; seal: string }, reminders: boolean) =>
  reminders
    ? callApi(apiPorts, startReminders, { params })
    : callApi(apiPorts, stopReminders, { params })
