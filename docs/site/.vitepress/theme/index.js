import { h } from 'vue';
import DefaultTheme from 'vitepress/theme';
import CopyMarkdown from './CopyMarkdown.vue';
import HomeCode from './HomeCode.vue';
import HomeMore from './HomeMore.vue';
import VersionMenu from './VersionMenu.vue';
import './style.css';

export default {
  extends: DefaultTheme,
  Layout: () =>
    h(DefaultTheme.Layout, null, {
      'doc-before': () => h(CopyMarkdown),
      'home-hero-after': () => h(HomeCode),
      'home-features-after': () => h(HomeMore),
    }),
  enhanceApp({ app }) {
    app.component('VersionMenu', VersionMenu);
  },
};
