package io.pinelink.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.model.Metadata;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChecksumTest {
  @Test
  void everyBitOfAValueCounts() {
    float[] values = {1, 0.1f, Float.MIN_VALUE};
    long sum = Checksum.of(Vector.of("a", values));
    for (int i = 0; i < values.length; i++) {
      float before = values[i];
      values[i] = Math.nextUp(before);
      assertThat(Checksum.of(Vector.of("a", values))).isNotEqualTo(sum);
      values[i] = before;
    }
    assertThat(Checksum.of(Vector.of("b", values))).isEqualTo(sum);
    assertThat(Checksum.of(Vector.of("a", new float[] {0f, 1})))
        .isNotEqualTo(Checksum.of(Vector.of("a", new float[] {-0f, 1})));
  }

  @Test
  void theOrderOfDenseValuesCountsAndSparseIndicesHaveNone() {
    assertThat(Checksum.of(Vector.of("a", new float[] {1, 2})))
        .isNotEqualTo(Checksum.of(Vector.of("a", new float[] {2, 1})));
    assertThat(sparse(new int[] {3, -1}, 1, 2)).isEqualTo(sparse(new int[] {-1, 3}, 2, 1));
    assertThat(sparse(new int[] {3, -1}, 1, 2)).isNotEqualTo(sparse(new int[] {3, -1}, 2, 1));
  }

  private static long sparse(int[] indices, float... values) {
    return Checksum.ofSparse(Optional.of(SparseValues.of(indices, values)));
  }

  @Test
  void theOrderOfNamesDoesNotCountAndTypesDo() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("a", 1.0);
    members.put("b", "1");
    Map<String, Object> reversed = new LinkedHashMap<>();
    reversed.put("b", "1");
    reversed.put("a", 1.0);

    assertThat(Checksum.ofMembers(members)).isEqualTo(Checksum.ofMembers(reversed));
    Map<String, Object> swapped = Map.of("a", "1", "b", 1.0);
    assertThat(Checksum.ofMembers(members)).isNotEqualTo(Checksum.ofMembers(swapped));
    assertThat(Checksum.ofMembers(Map.of("a", List.of())))
        .isNotEqualTo(Checksum.ofMembers(Map.of("a", "")));
    assertThat(Checksum.ofMembers(Map.of("a", List.of("x", ""))))
        .isNotEqualTo(Checksum.ofMembers(Map.of("a", List.of("", "x"))));
    assertThat(Checksum.ofMembers(Map.of("a", true)))
        .isNotEqualTo(Checksum.ofMembers(Map.of("a", false)));
    assertThat(Checksum.ofMembers(Metadata.of("n", 1L << 53).asMap()))
        .isNotEqualTo(Checksum.ofMembers(Metadata.of("n", (1L << 53) - 1).asMap()));
  }
}
