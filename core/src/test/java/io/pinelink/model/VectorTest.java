package io.pinelink.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.internal.response.VectorResponses;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorTest {
  private static final SparseValues SPARSE = SparseValues.of(new int[] {3}, new float[] {9.5f});

  @Test
  void copiesArraysInAndOut() {
    float[] values = {1, 2};
    Vector vector = Vector.of("I", values);
    values[0] = 7;
    vector.values()[1] = 7;
    assertThat(vector.values()).containsExactly(1, 2);

    Vector received = VectorResponses.vector("I", new float[] {3}, null, Metadata.empty());
    received.values()[0] = 7;
    assertThat(received.value(0)).isEqualTo(3);
  }

  @Test
  void receivedValuesAreNotCopied() {
    float[] answer = {3};
    Vector received = VectorResponses.vector("I", answer, null, Metadata.empty());
    answer[0] = 7;
    assertThat(received.value(0)).isEqualTo(7);
  }

  @Test
  void readsOneOrManyValues() {
    Vector vector = Vector.of("I", new float[] {1, 2, 3});
    FloatBuffer buffer = FloatBuffer.allocate(2);
    vector.copyTo(buffer, 1, 2);
    assertThat(buffer.array()).containsExactly(2, 3);
    assertThat(vector.dimension()).isEqualTo(3);
    assertThat(vector.value(2)).isEqualTo(3);
  }

  @Test
  void hasDenseOrSparseValuesOrBoth() {
    assertThat(Vector.builder("I").sparseValues(SPARSE).build().dimension()).isZero();
    assertThat(Vector.builder("I").values(1).sparseValues(SPARSE).build().sparseValues())
        .contains(SPARSE);
    assertThat(Vector.of("I", new float[] {1}).sparseValues()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vector.builder("I").build())
        .withMessage("vector 'I' has no values, expected dense values, sparse values or both");
  }

  @Test
  void printsAsJsonWithoutItsEmptyParts() {
    SparseValues sparse = SparseValues.of(new int[] {3, -1}, new float[] {9.5f, -1e-7f});

    assertThat(
            Vector.builder("a\"b")
                .values(0.1f, -0f, 1e10f)
                .sparseValues(sparse)
                .metadata(Metadata.of("genre", "drama"))
                .build()
                .toJson())
        .isEqualTo(
            "{\"id\":\"a\\\"b\",\"values\":[0.1,-0.0,1.0E10],"
                + "\"sparseValues\":{\"indices\":[3,4294967295],\"values\":[9.5,-1.0E-7]},"
                + "\"metadata\":{\"genre\":\"drama\"}}");
    assertThat(Vector.builder("I").sparseValues(SPARSE).build().toJson())
        .isEqualTo("{\"id\":\"I\",\"sparseValues\":{\"indices\":[3],\"values\":[9.5]}}");
    assertThat(Vector.of("I", new float[] {1}).toJson())
        .isEqualTo("{\"id\":\"I\",\"values\":[1.0]}");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20_001})
  void has1To20000Values(int length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vector.of("I", new float[length]))
        .withMessage("values of 'I' length is %s, expected 1 to 20000", length);
    assertThat(Vector.of("I", new float[20_000]).dimension()).isEqualTo(20_000);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void hasFiniteValues(float value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vector.of("I", new float[] {1, value}))
        .withMessage("values of 'I' has %s at position 1, expected a finite number", value);
  }

  @Test
  void hasAnIdOf1To512AsciiCharacters() {
    assertThat(Vector.of("~".repeat(512), new float[1]).id()).hasSize(512);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vector.builder(""))
        .withMessage("id is empty, expected 1 to 512 characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vector.builder("x".repeat(513)))
        .withMessage("id has 513 characters, expected at most 512: '" + "x".repeat(40) + "…'");
  }

  @ParameterizedTest
  @CsvSource({"aé, U+00E9, 1", "'\0', U+0000, 0", "ab\u0080, U+0080, 2", "🌲, U+D83C, 0"})
  void hasAnIdWithoutOtherCharacters(String id, String character, int position) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vector.builder(id))
        .withMessage(
            "id has the character %s at position %s, expected ASCII without NUL: '%s'",
            character, position, id);
  }

  @Test
  void receivedVectorsAreNotValidated() {
    Vector vector = VectorResponses.vector("", new float[0], null, Metadata.empty());
    assertThat(vector.id()).isEmpty();
    assertThat(vector.dimension()).isZero();
    assertThat(
            VectorResponses.vector("é", new float[] {Float.NaN}, SPARSE, Metadata.empty()).value(0))
        .isNaN();
  }

  @Test
  void isComparedByValue() {
    Vector vector = Vector.of("I", new float[] {1}, Metadata.of("k", "v"));
    assertThat(vector)
        .isEqualTo(Vector.of("I", new float[] {1}, Metadata.of("k", "v")))
        .hasSameHashCodeAs(Vector.of("I", new float[] {1}, Metadata.of("k", "v")))
        .isNotEqualTo(Vector.of("J", new float[] {1}, Metadata.of("k", "v")))
        .isNotEqualTo(Vector.of("I", new float[] {2}, Metadata.of("k", "v")))
        .isNotEqualTo(Vector.of("I", new float[] {1}, Metadata.of("k", "w")))
        .isNotEqualTo(
            Vector.builder("I")
                .values(1)
                .sparseValues(SPARSE)
                .metadata(Metadata.of("k", "v"))
                .build());
  }

  @Test
  void printsNeitherValuesNorMetadata() {
    Vector vector =
        Vector.builder("I")
            .values(0.125f)
            .sparseValues(SPARSE)
            .metadata(Metadata.of("secret", "s3cret"))
            .build();
    assertThat(vector).hasToString("Vector[I, dimension 1, sparse SparseValues[1]]");
    assertThat(new VectorResponses.MatchResult(0.5f, vector)).hasToString("Match[I, 0.5]");
    assertThat(UpsertRequest.of(vector)).hasToString("UpsertRequest[1]");
  }
}
