import { fileURLToPath } from 'node:url'
import type { NextConfig } from 'next'

/** What is no page runs nothing, whatever a browser takes it for. */
const noPage = [{ key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" }]

/** A customer's page in a frame of ours: it is nobody's origin, runs nothing, sends nothing and loads nothing. */
const pictureOfSite = [
  {
    key: 'Content-Security-Policy',
    value: `sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'`,
  },
  { key: 'X-Frame-Options', value: 'SAMEORIGIN' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
]

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run verify` checks the types of the whole tree, once.
  typescript: { ignoreBuildErrors: true },
  // They look for files or packages at run time, which they would not find from inside a bundle.
  serverExternalPackages: ['piscina', 'graphile-worker', 'pino', 'rate-limiter-flexible'],
  cacheHandler: fileURLToPath(new URL('./lib/web/page-cache.mjs', import.meta.url)),
  // proxy.ts needs the address as it came: normalized, 127.0.0.1 becomes localhost, which is another host to a rewrite.
  skipProxyUrlNormalize: true,
  // The policy of a page, and what depends on this installation, is set in proxy.ts.
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'X-Frame-Options', value: 'DENY' },
        { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
        {
          key: 'Permissions-Policy',
          value: 'camera=(), microphone=(), geolocation=(), usb=(), browsing-topics=()',
        },
      ],
    },
    { source: '/(api|_next|social)/:path*', headers: noPage },
    { source: '/(sitemap.xml|robots.txt|manifest.webmanifest|icon|apple-icon|keep-cycle.js)', headers: noPage },
    // The last of several headers of one name counts.
    { source: '/api/checkout/preview', headers: pictureOfSite },
  ],
}

export default config
