package io.pinelink.server.internal.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationTest {

  @Test
  void idsAreOneTo512AsciiCharactersWithoutNul() {
    Validation.checkId("a");
    Validation.checkId("x".repeat(512));

    assertThatThrownBy(() -> Validation.checkId("")).isInstanceOf(RpcException.class);
    assertThatThrownBy(() -> Validation.checkId("x".repeat(513))).hasMessageContaining("512");
    assertThatThrownBy(() -> Validation.checkId("a\0b")).isInstanceOf(RpcException.class);
    assertThatThrownBy(() -> Validation.checkId("õ"))
        .hasMessage("Vector ID must be ASCII, but got 'õ'");
  }

  @Test
  void aRequestNamesOneToAThousandIds() {
    Validation.checkIds(Collections.nCopies(1000, "a"));

    assertThatThrownBy(() -> Validation.checkIds(List.of())).isInstanceOf(RpcException.class);
    assertThatThrownBy(() -> Validation.checkIds(Collections.nCopies(1001, "a")))
        .hasMessageContaining("1001");
  }

  @Test
  void namespacesAreAtMost512AsciiCharactersWithoutNul() {
    assertThat(Validation.namespace("x".repeat(512))).hasSize(512);
    assertThat(Validation.namespace("__default__")).isEmpty();

    for (String bad : List.of("x".repeat(513), "õ", "a\0")) {
      assertThatThrownBy(() -> Validation.namespace(bad)).isInstanceOf(RpcException.class);
    }
  }

  @Test
  void anUpsertHasOneToAThousandVectorsInTwoMegabytes() {
    Validation.checkUpsertSize(1000, 2_097_152, 2_097_152);

    assertThatThrownBy(() -> Validation.checkUpsertSize(0, 1, 2_097_152))
        .isInstanceOf(RpcException.class);
    assertThatThrownBy(() -> Validation.checkUpsertSize(1001, 1, 2_097_152))
        .hasMessageContaining("1001");
    assertThatThrownBy(() -> Validation.checkUpsertSize(1, 2_097_153, 2_097_152))
        .hasMessageContaining("2097153");
  }

  @Test
  void aResponseHasAtMostFourMegabytes() {
    Validation.checkResponseSize(4_194_304);

    assertThatThrownBy(() -> Validation.checkResponseSize(4_194_305))
        .hasMessage(
            "Error, message length too large: found 4194305 bytes, the limit is: 4194304 bytes")
        .isInstanceOfSatisfying(
            RpcException.class, e -> assertThat(e.code()).isEqualTo(RpcCode.OUT_OF_RANGE));
  }

  @Test
  void metadataIsFlat() {
    Map<String, Object> good =
        Map.of("s", "x", "n", 1.5, "b", true, "l", List.of("a", "b"), "e", List.of());

    assertThat(Validation.metadata(good)).isEqualTo(good);
  }

  @Test
  void invalidMetadataIsReportedWithItsField() {
    assertThatThrownBy(() -> Validation.metadata(Map.of("a", Map.of("b", 1.0))))
        .hasMessage(
            "Metadata value must be a string, number, boolean or list of strings, got '{\"b\":1}'"
                + " for field 'a'");
    assertThatThrownBy(() -> Validation.metadata(Map.of("a", List.of(1.0, 2.5))))
        .hasMessageContaining("got '[1,2.5]' for field 'a'");
    assertThatThrownBy(() -> Validation.metadata(Map.of("a", Arrays.asList("x", null))))
        .hasMessageContaining("got '[\"x\",null]' for field 'a'");
    assertThatThrownBy(() -> Validation.metadata(Collections.singletonMap("a", null)))
        .hasMessageContaining("got 'null' for field 'a'");
    assertThatThrownBy(() -> Validation.metadata(Map.of("$a", "x"))).hasMessageContaining("$a");
  }

  @Test
  void metadataIsMeasuredAsJson() {
    // {"k":"…"} is eight bytes without the text.
    Validation.checkMetadataSize(Map.of("k", "x".repeat(40_952)));

    assertThatThrownBy(() -> Validation.checkMetadataSize(Map.of("k", "x".repeat(40_953))))
        .hasMessage(
            "Metadata size is 40961 bytes, which exceeds the limit of 40960 bytes per vector");
    assertThatThrownBy(() -> Validation.checkMetadataSize(Map.of("k", "õ".repeat(20_477))))
        .hasMessageContaining("40962");
  }

  @Test
  void sparsePartsAreCheckedAndSortedAsUnsigned() {
    SparsePart part = requireNonNull(SparsePart.of(new int[] {-1, 5, 0}, new float[] {1, 2, 3}));

    SparsePart sorted = part.sorted();

    assertThat(IntStream.range(0, 3).map(part::index)).containsExactly(-1, 5, 0);
    assertThat(IntStream.range(0, 3).map(sorted::index)).containsExactly(0, 5, -1);
    assertThat(IntStream.range(0, 3).mapToDouble(sorted::value)).containsExactly(3.0, 2.0, 1.0);
    assertThat(part.dot(sorted)).isEqualTo(14);
    assertThat(SparsePart.of(new int[0], new float[0])).isNull();
    assertThatThrownBy(() -> SparsePart.of(new int[] {1}, new float[] {1, 2}))
        .hasMessageContaining("same length");
    assertThatThrownBy(() -> SparsePart.of(new int[] {-1, -1}, new float[] {1, 2}))
        .hasMessageContaining("4294967295 twice");
    assertThatThrownBy(() -> SparsePart.of(new int[] {1}, new float[] {0}))
        .hasMessageContaining("zero");
  }

  @ParameterizedTest
  @ValueSource(ints = {2048, 2049})
  void sparsePartsHaveAtMost2048Entries(int entries) {
    int[] indices = IntStream.range(0, entries).toArray();
    float[] values = new float[entries];
    Arrays.fill(values, 1);

    if (entries <= 2048) {
      assertThat(SparsePart.of(indices, values)).isNotNull();
    } else {
      assertThatThrownBy(() -> SparsePart.of(indices, values)).hasMessageContaining("2049");
    }
  }
}
