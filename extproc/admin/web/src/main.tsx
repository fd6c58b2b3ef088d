// The page for people who decide: sign-in, an inbox that updates itself, one hold in detail.
import { render } from 'preact';
import { App } from './app.tsx';
import './style.css';

render(<App />, document.getElementById('app')!);
