import { beforeEach, describe, expect, it } from 'vitest';
import { rangesUnder, textUnder } from '../../../../renderer/features/viewer/find/dom.ts';
import { fold, occurrences } from '../../../../renderer/features/viewer/find/fold.ts';

const root = document.createElement('div');

function paragraph(...parts: readonly (string | Node)[]): void {
  const element = document.createElement('p');
  element.append(...parts);
  root.append(element);
}

const marked = (typed: string): string[] =>
  rangesUnder(root, occurrences(fold(textUnder(root)), typed)).map(String);

describe('words found in the elements of a document', () => {
  beforeEach(() => root.replaceChildren());

  it('marks a word across emphasis', () => {
    const strong = document.createElement('strong');
    strong.append('créati');
    paragraph('La ', strong, 'nine est à 78.');
    expect(marked('creatinine')).toEqual(['créatinine']);
  });

  it('does not join the words of two paragraphs', () => {
    paragraph('fin');
    paragraph('début');
    expect(marked('findébut')).toEqual([]);
    expect(marked('fin')).toEqual(['fin']);
  });

  it('marks every place, in order', () => {
    paragraph('un deux un');
    paragraph('trois un');
    expect(marked('un')).toEqual(['un', 'un', 'un']);
  });

  it('sees a line break as a blank', () => {
    paragraph('service de', document.createElement('br'), 'cardiologie');
    expect(marked('de cardiologie')).toHaveLength(1);
  });
});
