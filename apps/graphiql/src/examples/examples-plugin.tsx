import { type GraphiQLPlugin, pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { getLayout } from '../editor.js';
import { type Example, examples } from './examples.js';

/** A panel beside the editor that lists all examples; each opens in a tab. */
export const EXAMPLES_PLUGIN: GraphiQLPlugin = {
  title: 'Examples',
  icon: () => (
    <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M3 4.5h14M3 10h10M3 15.5h6" strokeLinecap="round" />
    </svg>
  ),
  content: ExamplesPanel,
};

function ExamplesPanel() {
  const { addTab, changeTab, setVisiblePlugin } = useGraphiQLActions();
  const { tabs, queryEditor, variableEditor } = useGraphiQL(pick('tabs', 'queryEditor', 'variableEditor'));
  const open = (example: Example) => {
    const openTab = tabs.findIndex(({ query }) => query === example.query);
    if (openTab >= 0) {
      changeTab(openTab);
    } else {
      addTab();
      queryEditor?.setValue(example.query);
      variableEditor?.setValue(example.variables ?? '');
    }
    if (getLayout() === 'narrow') setVisiblePlugin(null);
  };
  return (
    <section className="examples" aria-label="Examples">
      <h2>Examples</h2>
      <ul>
        {examples.map((example) => (
          <li key={example.name}>
            <button type="button" onClick={() => open(example)}>
              <strong>{example.title}</strong>
              <span>{example.description}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
