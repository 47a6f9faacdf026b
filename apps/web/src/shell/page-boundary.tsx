import { Component, type ReactNode } from 'react';
import { Notice } from '../design/notice.js';

interface PageBoundaryProps {
  /** Resets the error when it changes. */
  readonly path: string;
  readonly children: ReactNode;
}

interface PageBoundaryState {
  readonly hasFailed: boolean;
}

/** Shows a notice in place of a page that throws, so that the masthead and the navigation stay. */
export class PageBoundary extends Component<PageBoundaryProps, PageBoundaryState> {
  override readonly state: PageBoundaryState = { hasFailed: false };

  static getDerivedStateFromError(): PageBoundaryState {
    return { hasFailed: true };
  }

  override componentDidUpdate({ path }: PageBoundaryProps): void {
    if (this.state.hasFailed && path !== this.props.path) this.setState({ hasFailed: false });
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <Notice tone="urgent" title="This page can’t be shown" isAlert>
        <p>Headliner may be restarting, or you may be offline. Your history is safe.</p>
        <p className="actions">
          <button type="button" className="button" onClick={() => window.location.reload()}>
            Reload
          </button>
        </p>
      </Notice>
    );
  }
}
