// Inline styles of the mails: many programs read no stylesheet. Colours are the light theme of @maguey/ui; mail-dark.ts has the dark one.
import type { CSSProperties } from 'react'

const ink = '#1c1a14'
const soft = '#575142'
const sans = "'Instrument Sans', -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"

export const styles = {
  body: { margin: 0, padding: 0, color: ink, fontFamily: sans },
  /** Inside the body, whose colour programs drop. */
  page: { backgroundColor: '#fbf5ea' },
  whole: { whiteSpace: 'nowrap' },
  container: { maxWidth: '560px', margin: '0 auto', padding: '16px 8px' },
  brand: { backgroundColor: '#0b1311', borderRadius: '16px 16px 0 0', padding: '18px 20px' },
  wordmark: {
    margin: 0,
    color: '#6fdca5',
    fontSize: '15px',
    fontWeight: 700,
    letterSpacing: '3px',
    lineHeight: '20px',
  },
  logo: { display: 'block', height: '40px', marginBottom: '8px' },
  picture: { display: 'block', width: '100%', height: 'auto' },
  content: { backgroundColor: '#fffdf8', borderRadius: '0 0 16px 16px', padding: '4px 20px 16px' },
  heading: {
    margin: '20px 0 4px',
    fontSize: '28px',
    lineHeight: '34px',
    fontWeight: 700,
    color: ink,
  },
  lead: { margin: '0', fontSize: '16px', lineHeight: '25px', color: ink },
  links: { margin: '8px 0 0', fontSize: '14px', lineHeight: '22px', color: soft },
  link: { color: '#0a6b47', textDecoration: 'underline' },
  text: { margin: '16px 0', fontSize: '16px', lineHeight: '25px', color: ink },
  button: {
    display: 'inline-block',
    margin: '8px 0',
    padding: '14px 26px',
    borderRadius: '12px',
    backgroundColor: '#0a6b47',
    color: '#ffffff',
    fontSize: '16px',
    fontWeight: 700,
    textDecoration: 'none',
  },
  ticket: {
    margin: '20px 0 0',
    padding: '16px 8px',
    border: '1px solid #d9cdb6',
    borderRadius: '16px',
    backgroundColor: '#ffffff',
    textAlign: 'center',
  },
  ticketType: { margin: '0', fontSize: '22px', lineHeight: '28px', fontWeight: 700, color: ink },
  qr: { display: 'block', margin: '12px auto', backgroundColor: '#ffffff' },
  ticketId: {
    margin: '0',
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    fontSize: '14px',
    lineHeight: '20px',
    color: ink,
  },
  small: { margin: '4px 0', fontSize: '13px', lineHeight: '20px', color: soft },
  rule: { margin: '24px 0 12px', border: 'none', borderTop: '1px solid #d9cdb6' },
} as const satisfies Record<string, CSSProperties>
