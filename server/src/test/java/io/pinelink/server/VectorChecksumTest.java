package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.model.Metadata;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import io.pinelink.server.internal.store.VectorHash;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VectorChecksumTest {
  private static Vector vector(String id, float x, float y) {
    return Vector.of(id, new float[] {x, y});
  }

  @Test
  void everyPartChangesTheChecksum() {
    Vector.Builder both = Vector.builder("a").values(new float[] {1, 2});
    SparseValues sparse = SparseValues.of(new int[] {3, 9}, new float[] {1, 2});
    List<Vector> different =
        List.of(
            vector("a", 1, 2),
            vector("b", 1, 2),
            vector("a", 2, 1),
            vector("a", 1, Math.nextUp(2f)),
            vector("a", 1, -2),
            Vector.of("a", new float[] {1, 2, 0}),
            both.sparseValues(sparse).build(),
            both.sparseValues(SparseValues.of(new int[] {3, 9}, new float[] {2, 1})).build(),
            Vector.of("a", new float[] {1, 2}, Metadata.of("x", "y")),
            Vector.of("a", new float[] {1, 2}, Metadata.of("y", "x")));

    assertThat(different).extracting(VectorChecksum::of).doesNotHaveDuplicates();
  }

  @Test
  void theOrderOfSparseValuesIsIgnored() {
    SparseValues ascending = SparseValues.of(new int[] {3, 9}, new float[] {1, 2});
    SparseValues descending = SparseValues.of(new int[] {9, 3}, new float[] {2, 1});

    assertThat(VectorChecksum.of(Vector.builder("a").sparseValues(ascending).build()))
        .isEqualTo(VectorChecksum.of(Vector.builder("a").sparseValues(descending).build()));
  }

  @Test
  void consecutiveIdsDoNotCollide() {
    Set<Long> checksums = new HashSet<>();
    List<String> twice = new ArrayList<>();
    for (int i = 0; i < 500_000; i++) {
      String id = "vector-" + i;
      if (!checksums.add(VectorHash.ofId(id))) {
        twice.add(id);
      }
    }

    assertThat(twice).isEmpty();
  }
}
