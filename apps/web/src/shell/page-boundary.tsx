import { Component, type ReactNode } from 'react';
import { Notice } from '../design/notice.js';

interface PageBoundaryProps {
  /** Resets the error when it changes. */
  readonly address: string;
  /** What can’t be shown. */
  readonly title?: string;
  readonly children: ReactNode;
}

interface PageBoundaryState {
  readonly hasFailed: boolean;
}

/** Shows a notice in place of a page, or a part of one, that throws, so that all around it stays. */
export class PageBoundary extends Component<PageBoundaryProps, PageBoundaryState> {
  override readonly state: PageBoundaryState = { hasFailed: false };

  static getDerivedStateFromError(): PageBoundaryState {
    return { hasFailed: true };
  }

  override componentDidUpdate({ address }: PageBoundaryProps): void {
    if (this.state.hasFailed && address !== this.props.address) this.setState({ hasFailed: false });
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    const { title = 'This page can’t be shown' } = this.props;
    return (
      <Notice tone="urgent" title={title} isAlert>
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
