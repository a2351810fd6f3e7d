import type { NextConfig } from 'next'

/** React's development build evaluates code; the production build does not. */
const evalInDevelopment = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''

const contentSecurityPolicy = [
  "default-src 'self'",
  // Next writes its data into inline scripts.
  `script-src 'self' 'unsafe-inline'${evalInDevelopment}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run verify` checks the types of the whole tree, once.
  typescript: { ignoreBuildErrors: true },
  // They look for files or packages at run time, which they would not find from inside a bundle.
  serverExternalPackages: ['piscina', 'graphile-worker', 'pino', 'rate-limiter-flexible'],
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'Content-Security-Policy', value: contentSecurityPolicy },
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
      ],
    },
  ],
}

export default config
