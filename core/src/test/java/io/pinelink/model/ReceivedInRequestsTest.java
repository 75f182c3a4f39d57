package io.pinelink.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.internal.response.VectorResponses;
import io.pinelink.records.SearchRecordsRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that values from responses are checked when a request sends them. */
class ReceivedInRequestsTest {
  private static Vector received(String id, float... values) {
    return VectorResponses.vector(id, values, null, Metadata.empty());
  }

  private static SparseValues sparse(float... values) {
    int[] indices = new int[values.length];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = i;
    }
    return VectorResponses.sparseValues(indices, values).orElseThrow();
  }

  @Test
  void aValidReceivedVectorIsUpsertedUnchanged() {
    Vector vector =
        VectorResponses.vector(
            "a",
            new float[] {1, 2},
            sparse(0.5f),
            VectorResponses.metadata(new HashMap<>(Map.of("lang", "et"))));

    assertThat(UpsertRequest.of(vector).vectors()).containsExactly(vector);
    assertThat(UpsertRequest.of(received("b", 1)).vectors()).containsExactly(received("b", 1));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void aReceivedVectorWithNanIsRefusedWithItsId(float value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpsertRequest.of(List.of(received("a", 1), received("b", 1, 2, value))))
        .withMessage("values of 'b' has %s at position 2, expected a finite number", value);
  }

  @Test
  void aReceivedVectorWithoutValuesOrWithAnInvalidIdIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpsertRequest.of(received("a")))
        .withMessageStartingWith("vector 'a' has no values");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpsertRequest.of(received("é", 1)))
        .withMessageStartingWith("id has the character U+00E9");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void invalidReceivedSparseValuesAreRefusedInEveryRequest(float value) {
    SparseValues sparse = sparse(1, value);
    Vector vector = VectorResponses.vector("a", new float[] {1}, sparse, Metadata.empty());
    List<Runnable> uses =
        List.of(
            () -> UpsertRequest.of(vector),
            () -> Vector.builder("a").sparseValues(sparse),
            () -> UpdateRequest.builder("a").sparseValues(sparse),
            () -> QueryRequest.builder().sparseVector(sparse),
            () -> QueryRequest.builder().vector(1).sparseVector(sparse),
            () -> SearchRecordsRequest.byVector(sparse),
            () -> SearchRecordsRequest.byVector(new float[] {1}, sparse));

    assertThat(uses)
        .allSatisfy(
            use ->
                assertThatIllegalArgumentException()
                    .isThrownBy(use::run)
                    .withMessage(
                        "sparse values has %s at position 1, expected a finite number", value));
  }

  @Test
  void invalidReceivedMetadataIsRefusedInEveryRequest() {
    Metadata odd = VectorResponses.metadata(new HashMap<>(Map.of("n", Double.NaN)));
    Vector vector = VectorResponses.vector("a", new float[] {1}, null, odd);
    List<Runnable> uses =
        List.of(
            () -> UpsertRequest.of(vector),
            () -> Vector.builder("a").metadata(odd),
            () -> UpdateRequest.builder("a").metadata(odd),
            () -> UpdateRequest.matching(Filter.exists("n"), odd));

    assertThat(uses)
        .allSatisfy(
            use ->
                assertThatIllegalArgumentException()
                    .isThrownBy(use::run)
                    .withMessage("metadata 'n' is NaN, expected a finite number"));
  }
}
