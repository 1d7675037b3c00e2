import { Component, type ReactNode } from 'react';
import { Fault } from '../parts/state.js';

/** A page that fails says so in its place; the rest of the frame stays. Another address begins anew. */
export class Boundary extends Component<{ at: string; children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };
  static getDerivedStateFromError(error: Error): { error: Error } { return { error }; }
  override componentDidUpdate({ at }: { at: string }): void { if (at !== this.props.at && this.state.error) this.setState({ error: null }); }
  override render(): ReactNode { return this.state.error ? <Fault error={this.state.error} again={() => this.setState({ error: null })} /> : this.props.children; }
}
