import { total } from './cart';

describe('cart', () => {
  it('adds up', () => {
    expect(total([1, 2])).toBe(3);
  });

  it('is empty', () => {
    expect(total([])).toEqual(0);
  });
});
