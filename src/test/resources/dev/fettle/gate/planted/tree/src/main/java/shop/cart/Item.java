package shop.cart;

import shop.price.Money;

/** So many of one thing. */
public record Item(String name, Money price, int count) {}
