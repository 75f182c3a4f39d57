package io.pinelink.server.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExactKernelTest {
  private static final float[] NONE = {};

  @Test
  void cosineIgnoresTheLength() {
    ExactKernel scoring = new ExactKernel(SimilarityFunction.COSINE, new float[] {3, 4}, null);

    assertThat(scoring.score(dense("same", 6, 8))).isEqualTo(1f);
    assertThat(scoring.score(dense("opposite", -3, -4))).isEqualTo(-1f);
    assertThat(scoring.score(dense("across", 4, -3))).isEqualTo(0f);
    assertThat(scoring.score(dense("between", 1, 0))).isCloseTo(0.6f, within(1e-7f));
  }

  @Test
  void cosineWithAZeroQueryIsZero() {
    assertThat(
            new ExactKernel(SimilarityFunction.COSINE, new float[] {0, 0}, null)
                .score(dense("a", 1, 2)))
        .isEqualTo(0f);
  }

  @Test
  void dotProductIsNotNormalized() {
    assertThat(
            new ExactKernel(SimilarityFunction.DOTPRODUCT, new float[] {3, 4}, null)
                .score(dense("a", 6, 8)))
        .isEqualTo(50f);
  }

  @Test
  void euclideanIsTheSquaredDistance() {
    assertThat(
            new ExactKernel(SimilarityFunction.EUCLIDEAN, new float[] {1, 1}, null)
                .score(dense("a", 4, 5)))
        .isEqualTo(25f);
  }

  @Test
  void sparseScoresSharedPositionsEvenAboveTheSignedRange() {
    ExactKernel scoring =
        new ExactKernel(SimilarityFunction.DOTPRODUCT, NONE, sparse(new int[] {-1, 7, 3}, 2, 3, 5));

    StoredVector shared = vector("a", NONE, sparse(new int[] {3, 9, -1}, 10, 1, 4));
    assertThat(scoring.score(shared)).isEqualTo(58f);
  }

  @Test
  void hybridAddsBothPartsWithoutWeights() {
    ExactKernel scoring =
        new ExactKernel(
            SimilarityFunction.DOTPRODUCT, new float[] {1, 2}, sparse(new int[] {5}, 0.5f));

    assertThat(scoring.score(vector("a", new float[] {3, 4}, sparse(new int[] {5}, 4))))
        .isEqualTo(13f);
    assertThat(scoring.score(dense("b", 3, 4))).isEqualTo(11f);
  }

  @Test
  void sumsAreComputedInDoubles() {
    StoredVector vector = dense("a", 1e8f, 1, -1e8f);

    assertThat(
            new ExactKernel(SimilarityFunction.DOTPRODUCT, new float[] {1, 1, 1}, null)
                .score(vector))
        .isEqualTo(1f);
  }

  @Test
  void equalScoresComeInOrderOfId() {
    List<ScoredRecord> matches =
        List.of(
            new ScoredRecord(dense("b", 1), 1),
            new ScoredRecord(dense("a", 1), 1),
            new ScoredRecord(dense("c", 1), 2));

    assertThat(
            matches.stream()
                .sorted(ScoredRecord.bestFirst(SimilarityFunction.COSINE))
                .map(m -> m.vector().id()))
        .containsExactly("c", "a", "b");
    assertThat(
            matches.stream()
                .sorted(ScoredRecord.bestFirst(SimilarityFunction.EUCLIDEAN))
                .map(m -> m.vector().id()))
        .containsExactly("a", "b", "c");
  }

  private static StoredVector dense(String id, float... values) {
    return vector(id, values, null);
  }

  private static StoredVector vector(String id, float[] values, @Nullable SparsePart sparse) {
    return StoredVector.of(id, values, sparse, Map.of());
  }

  private static @Nullable SparsePart sparse(int[] indices, float... values) {
    return SparsePart.of(indices, values);
  }
}
