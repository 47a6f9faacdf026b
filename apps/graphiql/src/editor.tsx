import { pick, useGraphiQL, useGraphiQLActions, useMonaco } from '@graphiql/react';
import EditorWorker from 'monaco-editor/esm/vs/editor/editor.worker.js?worker';
import JsonWorker from 'monaco-editor/esm/vs/language/json/json.worker.js?worker';
import GraphqlWorker from 'monaco-graphql/esm/graphql.worker.js?worker';
import { useEffect } from 'react';

// Monaco validates and completes in workers. They are bundled, so the page needs no `blob:` and no other origin.
self.MonacoEnvironment = {
  getWorker(_id, label) {
    switch (label) {
      case 'graphql':
        return new GraphqlWorker();
      case 'json':
        return new JsonWorker();
      default:
        return new EditorWorker();
    }
  },
};

/** The window's layout: a narrow one has stacked panes (`narrow.css`), a wide one has space for a panel. */
export function getLayout(): 'narrow' | 'medium' | 'wide' {
  if (matchMedia('(max-width: 45rem)').matches) return 'narrow';
  return matchMedia('(min-width: 1100px)').matches ? 'wide' : 'medium';
}

/** GraphiQL's themes for Monaco by their names. */
const themes = {
  'graphiql-LIGHT': { base: 'vs', paper: '#fffdf9', accent: '#b3261e', comment: '4f7a28' },
  'graphiql-DARK': { base: 'vs-dark', paper: '#1e1a16', accent: '#ff8d78', comment: '86a873' },
} as const;

/** Builds a theme for Monaco in Headliner's colours, with comments that are readable on them. */
function buildTheme({ base, paper, accent, comment }: (typeof themes)[keyof typeof themes]) {
  const widgets = ['editorWidget', 'editorHoverWidget', 'editorSuggestWidget', 'menu', 'quickInput'];
  const accents = [
    'textLink.foreground',
    'textLink.activeForeground',
    'editorLink.activeForeground',
    'focusBorder',
  ];
  const tints = [
    'list.hoverBackground',
    'editorSuggestWidget.selectedBackground',
    'quickInputList.focusBackground',
  ];
  const colors: Record<string, string> = Object.fromEntries([
    ['editor.background', '#00000000'],
    ['scrollbar.shadow', '#00000000'],
    ...widgets.map((widget) => [`${widget}.background`, paper]),
    ...accents.map((key) => [key, accent]),
    ...tints.map((key) => [key, `${accent}22`]),
  ]);
  return { base, inherit: true, colors, rules: [{ token: 'comment', foreground: comment }] };
}

/** Makes GraphiQL's tabs a list of buttons: each contains the button that closes it, which a tab may not. */
function listTabs(): void {
  document.querySelector('.graphiql-tabs')?.setAttribute('role', 'list');
  for (const item of document.querySelectorAll('.graphiql-tab')) {
    const [open, close] = item.querySelectorAll('button');
    item.setAttribute('role', 'listitem');
    item.removeAttribute('aria-selected');
    open?.setAttribute('aria-current', String(item.classList.contains('graphiql-tab-active')));
    close?.setAttribute('aria-label', `Close ${open?.textContent}`);
  }
  // Without tabs, it is no panel of one.
  document.querySelector('#graphiql-session')?.setAttribute('role', 'region');
}

/**
 * Sets what GraphiQL has no properties for: the editor's options, its theme, and the selected tab in view. Reports when
 * the editor is mounted.
 */
export function EditorSetup({ onReady }: { onReady: () => void }) {
  const { queryEditor, tabs, activeTabIndex, theme } = useGraphiQL(
    pick('queryEditor', 'tabs', 'activeTabIndex', 'theme'),
  );
  const { setTheme } = useGraphiQLActions();
  const monaco = useMonaco((state) => state.monaco);
  useEffect(() => {
    for (const [name, palette] of Object.entries(themes)) {
      monaco?.editor.defineTheme(name, buildTheme(palette));
    }
  }, [monaco]);
  useEffect(() => {
    if (!queryEditor) return;
    const narrow = getLayout() === 'narrow';
    queryEditor.updateOptions({
      wordWrap: 'on',
      lineNumbers: narrow ? 'off' : 'on',
      folding: !narrow,
      renderFinalNewline: 'off',
    });
    onReady();
  }, [queryEditor, onReady]);
  useEffect(() => {
    document.querySelector('.graphiql-tab-active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [activeTabIndex]);
  useEffect(listTabs, [tabs, activeTabIndex]);
  // GraphiQL reads the system's colour scheme only when it starts.
  useEffect(() => {
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => setTheme(theme);
    scheme.addEventListener('change', follow);
    return () => scheme.removeEventListener('change', follow);
  }, [setTheme, theme]);
  return null;
}
