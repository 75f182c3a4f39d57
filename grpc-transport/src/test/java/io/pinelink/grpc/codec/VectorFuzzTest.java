package io.pinelink.grpc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.Message;
import io.pinelink.model.FetchByMetadataResponse;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Match;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.Vector;
import io.pinelink.model.VectorBuffer;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes of a response are accepted or rejected as by the generated classes. */
class VectorFuzzTest {
  /** Newer runtimes end a number after ten bytes, even if the tenth announces more. */
  private static final boolean IS_STRICT =
      System.getProperty("pinelink.protobuf", "").startsWith("3.");

  static Stream<byte[]> answers() {
    return Stream.of(
            Messages.ofTheService().map(Message::toByteArray),
            Messages.hostile(),
            HotAnswer.all().stream().flatMap(VectorFuzzTest::odd))
        .flatMap(bytes -> bytes);
  }

  private static Stream<byte[]> odd(HotAnswer answer) {
    return Stream.iterate(1, seed -> seed + 1)
        .limit(20)
        .map(
            seed ->
                new RandomWire(new SplittableRandom(seed))
                    .message(answer.prototype().getDescriptorForType()));
  }

  @MethodSource("answers")
  @FuzzTest
  void queriesAreReadAlike(byte[] bytes) {
    assertReadAlike(HotAnswer.QUERY, bytes);
  }

  @MethodSource("answers")
  @FuzzTest
  void fetchesAreReadAlike(byte[] bytes) {
    assertReadAlike(HotAnswer.FETCH, bytes);
  }

  @MethodSource("answers")
  @FuzzTest
  void fetchesByMetadataAreReadAlike(byte[] bytes) {
    assertReadAlike(HotAnswer.FETCH_BY_METADATA, bytes);
  }

  private static void assertReadAlike(HotAnswer answer, byte[] bytes) {
    Object read = answer.fromWire(bytes);
    Object intoBuffer = answer.fromWire(bytes, VectorBuffer.allocate(1), 3);
    assertThat(comparable(intoBuffer)).isEqualTo(comparable(read));
    if (IS_STRICT || read != HotAnswer.REFUSED) {
      assertThat(comparable(read)).isEqualTo(comparable(answer.byGeneratedClasses(bytes)));
    }
  }

  private static Object comparable(Object read) {
    if (read instanceof QueryResponse query) {
      return List.of(
          query.namespace(),
          query.readUnits(),
          query.egressBytes(),
          query.matches().stream().map(Match::score).toList(),
          query.matches().stream().map(match -> comparable(match.vector())).toList());
    }
    if (read instanceof FetchResponse fetch) {
      Map<String, Object> vectors = new TreeMap<>();
      fetch.vectors().forEach((id, vector) -> vectors.put(id, comparable(vector)));
      return List.of(fetch.namespace(), fetch.readUnits(), fetch.egressBytes(), vectors);
    }
    if (read instanceof FetchByMetadataResponse page) {
      return List.of(
          page.namespace(),
          page.readUnits(),
          page.egressBytes(),
          page.nextToken(),
          page.items().stream().map(VectorFuzzTest::comparable).toList());
    }
    return read;
  }

  private static Object comparable(Vector vector) {
    Map<String, Object> metadata = new TreeMap<>();
    vector.metadata().asMap().forEach((key, value) -> metadata.put(key, known(value)));
    return List.of(vector.id(), floats(vector), vector.sparseValues(), metadata);
  }

  private static List<Float> floats(Vector vector) {
    return IntStream.range(0, vector.dimension()).mapToObj(vector::value).toList();
  }

  /**
   * Java's generated classes read a zero of ten bytes as true, and append a list to an earlier one
   * of the same value even if another kind came between. This library deliberately differs there.
   */
  private static Object known(Object value) {
    return value instanceof Boolean || value instanceof List ? "boolean or list" : value;
  }
}
