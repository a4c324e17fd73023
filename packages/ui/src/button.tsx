// Buttons: 48 px high at least, one look for each weight of action.
import type { ButtonHTMLAttributes, ReactNode } from 'react'

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger'

const BASE =
  'inline-flex min-h-12 items-center justify-center gap-2 rounded-control px-5 text-base font-semibold ' +
  'transition-colors duration-150 select-none disabled:cursor-not-allowed disabled:opacity-45'

const LOOKS: Record<ButtonLook, string> = {
  primary: 'bg-agave text-on-agave hover:bg-agave-strong active:bg-agave-strong',
  secondary: 'border border-line-strong bg-raised text-ink hover:border-ink-soft active:bg-line',
  quiet: 'text-ink hover:bg-raised active:bg-line',
  danger: 'bg-verdict-red text-on-verdict-red hover:brightness-110 active:brightness-90',
}

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: ButtonLook
  icon?: ReactNode
}

export function Button({
  look = 'primary',
  icon,
  className = '',
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button {...rest} className={`${BASE} ${LOOKS[look]} ${className}`} type={type}>
      {icon}
      {children}
    </button>
  )
}
