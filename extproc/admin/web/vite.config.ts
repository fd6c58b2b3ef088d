// Builds the page into `dist`: files with hashes in their names, no script in the document, nothing from elsewhere.
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [preact()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    // An icon in a data URL would need another word in the content security policy.
    assetsInlineLimit: 0,
    target: 'es2022',
  },
});
