package io.pinelink.examples;

/** The similarity that the examples' index computes, for values of unit length. */
final class Cosine {

  private Cosine() {}

  static double of(float[] left, float[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (double) left[i] * right[i];
    }
    return sum;
  }
}
