import { render } from 'preact';
import { App } from './app';
import { takeToken } from './api';
import './style.css';

takeToken();
render(<App />, document.getElementById('app')!);
