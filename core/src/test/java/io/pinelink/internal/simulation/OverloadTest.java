package io.pinelink.internal.simulation;

/** A twentieth of the fleet, for every build. */
class OverloadTest extends OverloadBounds {
  OverloadTest() {
    super(new Fleet(1, SEED));
  }
}
