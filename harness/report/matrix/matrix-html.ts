import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { pageDocument } from '../viewer/page-document.ts';
import { pagePart } from '../viewer/page-part.ts';
import type { Matrix } from './matrix.ts';
import { MatrixPage } from './matrix-page.tsx';

/** The matrix as one file that opens from disk and needs no script; `column` is what a column is about. */
export function matrixHtml(matrix: Matrix, column: 'provider' | 'target' = 'provider'): string {
  return pageDocument({
    title: `${matrix.columns.map(({ name }) => name).join(', ')}: ${column}s by requirements`,
    body: renderToString(h(MatrixPage, { matrix, column })),
    style: pagePart('report.css'),
    program: null,
  });
}
