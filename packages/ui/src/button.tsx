// The button of door and back office; the shop, whose buttons are often links, takes the style alone.
import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { type ButtonLook, buttonStyle } from './button-style.ts'

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
    <button {...rest} className={`${buttonStyle[look]} ${className}`} type={type}>
      {icon}
      {children}
    </button>
  )
}
