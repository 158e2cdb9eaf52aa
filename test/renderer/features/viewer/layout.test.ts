import { describe, expect, it } from 'vitest';
import {
  anchorAt,
  currentPage,
  GAP,
  layOut,
  offsetOf,
  paintedRange,
  stepZoom,
  zoomFactor,
  type PageSize,
} from '../../../../renderer/features/viewer/pages/layout.ts';

const A4: PageSize = { width: 595, height: 842 };
const window_ = { width: 800, height: 600 };
const pages = (count: number): PageSize[] => Array.from({ length: count }, () => A4);

describe('the column of pages', () => {
  it('fits the width, and the whole page, inside the window', () => {
    const wide = layOut(pages(1), 'width', 0, window_);
    expect(wide.boxes[0]?.width).toBe(window_.width - 2 * GAP);
    const whole = layOut(pages(1), 'page', 0, window_);
    expect(whole.boxes[0]?.height).toBeLessThanOrEqual(window_.height - 2 * GAP);
    expect(zoomFactor('page', A4, 90, window_)).toBeGreaterThan(zoomFactor('page', A4, 0, window_));
  });

  it('shows paper at its real size at 100 %', () => {
    const [box] = layOut(pages(1), 1, 0, window_).boxes;
    expect(box?.width).toBe(Math.round((595 * 96) / 72));
  });

  it('turns a page by swapping its sides', () => {
    const [upright] = layOut(pages(1), 1, 0, window_).boxes;
    const [turned] = layOut(pages(1), 1, 90, window_).boxes;
    expect([turned?.width, turned?.height]).toEqual([upright?.height, upright?.width]);
  });

  it('never lets two pages overlap, whatever their sizes', () => {
    const { boxes, height } = layOut([A4, { width: 842, height: 595 }, A4], 'width', 0, window_);
    for (const [index, box] of boxes.entries()) {
      expect(box.top + box.height + GAP).toBe(boxes[index + 1]?.top ?? height);
    }
  });

  it('paints what is in sight and one page on each side, out of three hundred', () => {
    const layout = layOut(pages(300), 'width', 0, window_);
    const top = layout.boxes[150]?.top ?? 0;
    expect(paintedRange(layout, top + 1, window_.height, 1)).toEqual([149, 151]);
    expect(paintedRange(layout, 0, window_.height, 1)).toEqual([0, 1]);
    expect(paintedRange(layout, layout.height, window_.height, 1)).toEqual([298, 299]);
    expect(currentPage(layout, top, window_.height)).toBe(150);
  });

  it('keeps the line under the eye when the zoom changes', () => {
    const before = layOut(pages(20), 1, 0, window_);
    const after = layOut(pages(20), 2, 0, window_);
    const box = before.boxes[7];
    const anchor = anchorAt(before, (box?.top ?? 0) + (box?.height ?? 0) / 2);
    const place = after.boxes[7];
    expect(offsetOf(after, anchor)).toBeCloseTo((place?.top ?? 0) + (place?.height ?? 0) / 2, -1);
  });

  it('steps the zoom up and down, and stops at both ends', () => {
    expect(stepZoom(1, 1)).toBe(1.1);
    expect(stepZoom(0.97, 1)).toBe(1);
    expect(stepZoom(1, -1)).toBe(0.9);
    expect(stepZoom(5, 1)).toBe(5);
    expect(stepZoom(0.25, -1)).toBe(0.25);
  });
});
