import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // They look for files or packages at run time, which they would not find from inside a bundle.
  serverExternalPackages: ['piscina', 'graphile-worker', 'pino', 'rate-limiter-flexible'],
}

export default config
