import { render } from 'preact';
import '../../report/viewer/styles/viewer.css';
import './styles/playground.css';
import './styles/visits.css';
import { PlaygroundPage } from './playground-page.tsx';

const root = document.getElementById('page');
if (root) render(<PlaygroundPage />, root);
