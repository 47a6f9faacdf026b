import { DropdownMenu, pick, tryParseJSONC, useGraphiQL } from '@graphiql/react';
import type { ReactNode } from 'react';
import { type GraphqlRequest, toCurl, toFetch } from './request-code.js';

interface CopyMenuProps {
  /** Called with what to tell the user. */
  readonly onCopied: (message: ReactNode) => void;
}

/** A menu in the toolbar that copies the operation as code, with a place for an access token. */
export function CopyMenu({ onCopied }: CopyMenuProps) {
  const { queryEditor, variableEditor, operations, operationName } = useGraphiQL(
    pick('queryEditor', 'variableEditor', 'operations', 'operationName'),
  );
  const copy = async (label: string, toCode: (origin: string, request: GraphqlRequest) => string) => {
    let variables: GraphqlRequest['variables'];
    try {
      variables = tryParseJSONC(variableEditor?.getValue());
    } catch (error) {
      // GraphiQL's messages continue a sentence: "are invalid JSON: …".
      return onCopied(`Not copied: variables ${error instanceof Error ? error.message : 'are invalid.'}`);
    }
    const code = toCode(location.origin, {
      query: queryEditor?.getValue() ?? '',
      variables,
      operationName: operations && operations.length > 1 ? operationName : undefined,
    });
    try {
      await navigator.clipboard.writeText(code);
    } catch {
      return onCopied('Not copied: your browser blocked it.');
    }
    onCopied(
      <>
        Copied as {label}. It reads an <a href="/account#tokens">access token</a> from{' '}
        <code>HEADLINER_TOKEN</code>.
      </>,
    );
  };
  return (
    <DropdownMenu>
      <DropdownMenu.Button className="graphiql-toolbar-button" title="Copy as code" aria-label="Copy as code">
        <CodeIcon />
      </DropdownMenu.Button>
      <DropdownMenu.Content>
        <DropdownMenu.Item onSelect={() => void copy('curl', toCurl)}>Copy as curl</DropdownMenu.Item>
        <DropdownMenu.Item onSelect={() => void copy('fetch', toFetch)}>Copy as fetch</DropdownMenu.Item>
      </DropdownMenu.Content>
    </DropdownMenu>
  );
}

function CodeIcon() {
  return (
    <svg className="graphiql-toolbar-icon" viewBox="0 0 20 20" fill="none" aria-hidden="true">
      <path d="m6 5-4 5 4 5m8-10 4 5-4 5m-2.5-12-3 14" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}
