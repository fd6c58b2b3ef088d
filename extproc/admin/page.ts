// The built page's files, and its one document for all addresses within it.
import { join } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Files below `assets/` have their content's hash in their names: they may be kept. */
export async function pageRoutes(server: FastifyInstance, folder: string): Promise<void> {
  server.addHook('onRoute', route => {
    if (route.url.startsWith('/assets') || route.url === '/') route.config = { ...route.config, isOpen: true };
  });
  await server.register(files, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    cacheControl: false,
    dotfiles: 'deny',
    index: false,
    setHeaders: reply => reply.header('cache-control', 'public, max-age=31536000, immutable'),
  });
  server.get('/', { config: { isOpen: true }, schema: { hide: true } }, (_request, reply) =>
    reply.sendFile('index.html', folder),
  );
}
