export declare function buildShopServer(options?: { outdir?: string }): Promise<string>
