package io.pinelink.rest.json;

/** An accessor of the finite float at a position. */
@FunctionalInterface
public interface FloatAt {
  float at(int position);
}
