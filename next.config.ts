import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Both load files next to themselves at run time (a worker script, SQL), which a bundle would lose.
  serverExternalPackages: ['piscina', 'graphile-worker', 'pino'],
}

export default config
