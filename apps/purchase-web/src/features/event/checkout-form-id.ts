// The form's id, by which buttons outside of it send it.
export const checkoutFormId = 'checkout'
