package io.pinelink.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.pinelink.internal.response.VectorResponses;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SparseValuesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "2147483647, 2147483647",
    "2147483648, -2147483648",
    "4294967295, -1"
  })
  void positionsAreUnsigned32BitNumbers(long position, int bits) {
    SparseValues fromLong = SparseValues.of(new long[] {position}, new float[] {1});
    SparseValues fromInt = SparseValues.of(new int[] {bits}, new float[] {1});
    assertThat(fromLong).isEqualTo(fromInt);
    assertThat(fromInt.index(0)).isEqualTo(position);
    assertThat(fromLong.indices()).containsExactly(bits);
  }

  @Test
  void boxedNumbersAreCopied() {
    assertThat(SparseValues.copyOf(List.of(7L, 4_294_967_295L), List.of(0.5f, 1f)))
        .isEqualTo(SparseValues.of(new long[] {7, 4_294_967_295L}, new float[] {0.5f, 1}));
    assertThat(DenseValues.copyOf(List.<Number>of(0.5, 2)).asList()).containsExactly(0.5f, 2f);
    assertThat(DenseValues.copyOf(List.of(0.5f, 2f))).isEqualTo(DenseValues.of(0.5f, 2));
    assertThat(Vector.of("a", new float[] {0.5f, 2}).valuesAsList()).containsExactly(0.5f, 2f);
    assertThat(
            Vector.builder("a")
                .sparseValues(SparseValues.of(new int[] {1}, new float[] {1}))
                .build()
                .valuesAsList())
        .isEmpty();
    assertThatNullPointerException()
        .isThrownBy(() -> DenseValues.copyOf(Arrays.asList(1f, null)))
        .withMessage("values is null");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 4_294_967_296L, Long.MIN_VALUE, Long.MAX_VALUE})
  void positionsStayInTheirRange(long position) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparseValues.of(new long[] {position}, new float[] {1}))
        .withMessage("sparse index is %s, expected 0 to 4294967295", position);
  }

  @Test
  void positionsAreUnique() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparseValues.of(new int[] {-1, 5, -1}, new float[] {1, 2, 3}))
        .withMessage("sparse index 4294967295 is given twice, expected once");
  }

  @Test
  void positionsAndValuesArePaired() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparseValues.of(new int[] {1}, new float[] {1, 2}))
        .withMessage("sparse values have 1 indices and 2 values, expected the same number of each");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparseValues.of(new long[] {1, 2}, new float[] {1}))
        .withMessage("sparse values have 2 indices and 1 values, expected the same number of each");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VectorResponses.sparseValues(new int[] {1}, new float[0]))
        .withMessage("1 sparse indices and 0 values");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2_049})
  void thereAre1To2048Values(int size) {
    int[] indices = IntStream.range(0, size).toArray();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparseValues.of(indices, new float[size]))
        .withMessage("sparse values length is %s, expected 1 to 2048", size);
    assertThat(SparseValues.of(IntStream.range(0, 2_048).toArray(), new float[2_048]).size())
        .isEqualTo(2_048);
  }

  @Test
  void valuesAreFinite() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SparseValues.of(new int[] {1}, new float[] {Float.NaN}))
        .withMessage("sparse values has NaN at position 0, expected a finite number");
  }

  @Test
  void arraysAreCopiedInAndOut() {
    int[] indices = {1};
    float[] values = {2};
    SparseValues sparse = SparseValues.of(indices, values);
    indices[0] = 9;
    values[0] = 9;
    sparse.indices()[0] = 9;
    sparse.values()[0] = 9;
    assertThat(sparse.index(0)).isEqualTo(1);
    assertThat(sparse.value(0)).isEqualTo(2);
  }

  @Test
  void receivedValuesAreNotValidated() {
    assertThat(VectorResponses.sparseValues(new int[0], new float[0])).isEmpty();
    SparseValues twice =
        VectorResponses.sparseValues(new int[] {1, 1}, new float[] {Float.NaN, 0}).orElseThrow();
    assertThat(twice).hasToString("SparseValues[2]");
    assertThat(twice.size()).isEqualTo(2);
  }

  @Test
  void areEqualByPositionsAndValues() {
    SparseValues sparse = SparseValues.of(new int[] {1}, new float[] {2});
    assertThat(sparse)
        .isEqualTo(SparseValues.of(new long[] {1}, new float[] {2}))
        .hasSameHashCodeAs(SparseValues.of(new long[] {1}, new float[] {2}))
        .isNotEqualTo(SparseValues.of(new int[] {2}, new float[] {2}))
        .isNotEqualTo(SparseValues.of(new int[] {1}, new float[] {3}));
  }
}
