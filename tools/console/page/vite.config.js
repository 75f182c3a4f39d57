// Builds the page into the resources of the jar, under fixed names: nothing of it is cached.
import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  build: {
    outDir: process.env.CONSOLE_OUT ?? '../src/main/resources/io/pinelink/console/page',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    assetsInlineLimit: 0,
    rollupOptions: {
      output: {
        entryFileNames: 'console.js',
        assetFileNames: 'console[extname]',
      },
    },
  },
});
