// A round button that shows only an icon; its label is what a screen reader says.
import type { ButtonHTMLAttributes, ReactNode } from 'react'

type IconButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label'> & {
  label: string
  icon: ReactNode
  pressed?: boolean
}

export function IconButton({ label, icon, pressed, className = '', ...rest }: IconButtonProps) {
  const tone = pressed
    ? 'bg-agave text-on-agave'
    : 'bg-surface/85 text-ink hover:bg-raised active:bg-line'
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      aria-pressed={pressed}
      className={`grid size-12 shrink-0 place-items-center rounded-full transition-colors duration-150 disabled:opacity-45 ${tone} ${className}`}
      title={label}
    >
      {icon}
    </button>
  )
}
