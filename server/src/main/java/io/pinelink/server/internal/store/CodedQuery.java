package io.pinelink.server.internal.store;

/**
 * A query in integer codes, with upper bounds of the scores of coded records.
 *
 * <p>Why the bounds hold. The values of the query are {@code q = t·p + u} with integer codes {@code
 * p} and {@code |u| ≤ f}, and a record's values are {@code v = s·c + r} with {@code |r| ≤ e}, where
 * {@code |x|} is the Euclidean norm. Then
 *
 * <pre>
 *   q·v = t·s·(p·c) + u·(s·c) + q·r
 * </pre>
 *
 * <p>{@code p·c} is an integer and computed exactly: the largest code of the query is chosen such
 * that no sum exceeds an int. As {@code |s·c| = |v - r| ≤ |v| + e}, the Cauchy-Schwarz inequality
 * gives
 *
 * <pre>
 *   q·v ≤ t·s·(p·c) + f·(|v| + e) + |q|·e
 * </pre>
 *
 * <p>Rounding. The exact score is a sum of {@code n} products in double arithmetic. The products of
 * floats have no rounding error, and the sum has at most {@code n·2^-53·|q|·|v|} (relative to the
 * sum of absolute values, which Cauchy-Schwarz bounds, to first order). The bound itself is
 * computed by fewer than 16 operations on terms whose absolute values add up to at most {@code
 * 3·(|q| + f)·(|v| + e)}. Norms are computed with a relative error below {@code n·2^-53}. All this
 * is less than {@code w·(|q| + f)·(|v| + e)} with {@code w = (n + 64)·2^-52}, which is added.
 *
 * <p>The cosine is the dot product divided by the product of the norms, by the same operations as
 * in {@link ExactKernel}; a rounded division is monotone, so that a bound of the dividend gives one
 * of the result. A squared distance is {@code |q|² + |v|² - 2·q·v}; its sum in double arithmetic is
 * at most {@code (n + 3)·2^-53·2·(|q|² + |v|²)} below, which four times {@code w} covers.
 *
 * <p>A score is rounded to float at the end, which is monotone too. A record is left out only if
 * its bound is less than the float before the worst of the best scores. Scores that overflow to
 * infinity are no exception: sums of products of floats are finite doubles. A record with values
 * that are not finite has the error NaN, and is never left out.
 */
final class CodedQuery {
  private final boolean isCosine;
  private final boolean isDistance;
  private final short[] codes;
  private final double scale;
  private final double norm;
  private final double square;
  private final double rounding;
  private final double perNorm;
  private final double perError;

  CodedQuery(SimilarityFunction metric, float[] values) {
    this.isCosine = metric == SimilarityFunction.COSINE;
    this.isDistance = metric.isDistance();
    this.norm = ExactKernel.norm(values);
    this.square = norm * norm;
    this.rounding = CodeBlock.rounding(values.length);
    int groups = CodeBlock.groups(values.length);
    int maxCode =
        Math.min(
            Short.MAX_VALUE, Integer.MAX_VALUE / (CodeBlock.MAX_CODE * groups * CodeBlock.GROUP));
    this.scale = (double) CodeBlock.largest(values) / maxCode;
    this.codes = new short[groups * CodeBlock.GROUP];
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      codes[i] = scale == 0 ? 0 : (short) Math.rint(values[i] / scale);
      double difference = values[i] - scale * codes[i];
      squares += difference * difference;
    }
    double longest = norm * (1 + rounding);
    double error = (Math.sqrt(squares) + rounding * norm) * (1 + rounding);
    double slack = rounding * (longest + error);
    this.perNorm = (error + slack) * (1 + 2 * rounding);
    this.perError = (longest + error + slack) * (1 + 2 * rounding);
  }

  short[] codes() {
    return codes;
  }

  /**
   * Finds the records whose bounds are not below a floor.
   *
   * @param products the products of the codes of all records
   * @param candidates is filled with their slots
   * @return the number of their slots
   */
  int candidates(CodeBlock block, int[] products, int count, double floor, int[] candidates) {
    int found = 0;
    for (int slot = 0; slot < count; slot++) {
      // Negated so that a bound that is not a number leaves nothing out.
      if (!(bound(block, slot, products[slot]) < floor)) {
        candidates[found++] = slot;
      }
    }
    return found;
  }

  /**
   * Returns an upper bound of the score of a record; for a distance, of the negative distance.
   *
   * @param product the product of the codes
   */
  double bound(CodeBlock block, int slot, int product) {
    double other = block.norm(slot);
    double dot =
        scale * block.scale(slot) * product + perNorm * other + perError * block.error(slot);
    if (isCosine) {
      double norms = norm * other;
      return norms == 0 ? 0 : dot / norms;
    }
    if (isDistance) {
      double squares = square + other * other;
      return 2 * dot - squares + 4 * rounding * (squares + Math.abs(dot));
    }
    return dot;
  }
}
