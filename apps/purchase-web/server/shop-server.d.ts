// The shop's server as other packages see it, so that none of them compiles the shop's messages to check its types.

export type ShopBuild = {
  /** index.html with this deployment's addresses filled in. */
  page(): Promise<string>
  /** Scripts, styles, pictures, the service worker; 404 for what is not there. */
  file(request: Request): Promise<Response>
}

export type ShopServer = {
  fetch(request: Request, bindings?: object): Response | Promise<Response>
}

/**
 * @param env SUPABASE_URL, SUPABASE_SECRET_KEY, SHOP_URL, ORDER_TOKEN_SECRET; see shop-config.ts
 * @param options.strictPolicy default true; false in development, whose tools need what the policy forbids
 * @throws ConfigError naming every key that is missing or malformed
 */
export declare function openShop(
  env: Readonly<Record<string, string | undefined>>,
  build: ShopBuild,
  options?: { strictPolicy?: boolean },
): ShopServer
