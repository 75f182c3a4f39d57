package io.pinelink.rest;

import static io.pinelink.spi.DataOperations.UPSERT;
import static io.pinelink.spi.DataOperations.UPSERT_RECORDS;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.model.Fields;
import io.pinelink.model.Metadata;
import io.pinelink.model.SparseValues;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.records.TextRecord;
import io.pinelink.records.UpsertRecordsRequest;
import io.pinelink.rest.codec.RestBinding;
import io.pinelink.rest.codec.RestBindings;
import io.pinelink.rest.codec.RestRequest;
import io.pinelink.rest.json.ChunkPool;
import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.RequestBuffer;
import io.pinelink.spi.Operation;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The body length that the transport reports is the length that it sends. */
class BodyBytesProperties {
  private static final long SEED = 20261125;
  private static final int CASES = 500;
  private static final List<String> TEXTS =
      List.of("", "a", "äõ", "漢字", "😀!", "\"\\/\n\u0001\u007f", "\u2028", "x".repeat(9_000));
  private static final List<Double> NUMBERS = List.of(0d, -0d, 1d, 1 / 3d, -Double.MAX_VALUE);

  private final RestTransport transport = RestTransport.create(Calls.options());

  @Test
  void areThoseThatAreSentAndThoseOfTheVectorsTogether() throws IOException {
    for (int i = 0; i < CASES; i++) {
      SplittableRandom random = new SplittableRandom(SEED + i);
      List<Vector> vectors =
          Stream.generate(() -> vector(random)).limit(random.nextInt(1, 6)).toList();
      check(UPSERT, vectors, UpsertRequest::new, one(random, List.of("", "n", "q\"\\".repeat(9))));
    }
  }

  @Test
  void areThoseThatAreSentAndThoseOfTheRecordsTogether() throws IOException {
    for (int i = 0; i < CASES; i++) {
      SplittableRandom random = new SplittableRandom(SEED + i);
      List<TextRecord> records =
          Stream.generate(() -> record(random)).limit(random.nextInt(1, 6)).toList();
      check(UPSERT_RECORDS, records, UpsertRecordsRequest::new, "n");
    }
  }

  private <T, Q> void check(
      Operation<Q, ?> operation, List<T> all, Function<List<T>, Q> request, String namespace)
      throws IOException {
    RestBinding<Q, ?> binding = requireNonNull(RestBindings.find(operation));
    RestRequest encoded = binding.encoder().encode(request.apply(all), namespace);
    RequestBuffer sent = Json.write(requireNonNull(encoded.body()), new ChunkPool());
    long length = sent.length();
    assertThat(Bodies.bytesOf(sent)).hasSize((int) length);

    assertThat(bytes(operation, request.apply(all), namespace)).isEqualTo(length);

    T first = all.get(0);
    long fixed =
        2 * bytes(operation, request.apply(List.of(first)), namespace)
            - bytes(operation, request.apply(List.of(first, first)), namespace);
    long each =
        all.stream()
            .mapToLong(one -> bytes(operation, request.apply(List.of(one)), namespace) - fixed)
            .sum();
    assertThat(fixed + each).isEqualTo(length);
  }

  private <Q> long bytes(Operation<Q, ?> operation, Q request, String namespace) {
    return transport.bodyBytes(operation, request, namespace).orElseThrow();
  }

  private static Vector vector(SplittableRandom random) {
    Vector.Builder vector = Vector.builder("id" + random.nextInt(1_000));
    boolean sparse = random.nextInt(3) == 0;
    if (!sparse || random.nextBoolean()) {
      vector.values(floats(random, random.nextInt(1, 2_000)));
    }
    if (sparse) {
      vector.sparseValues(SparseValues.of(new long[] {1, 0xFFFF_FFFFL, 70_000}, floats(random, 3)));
    }
    if (random.nextBoolean()) {
      vector.metadata(
          Metadata.builder()
              .put(one(random, TEXTS), one(random, TEXTS))
              .put("n", one(random, NUMBERS))
              .put("l", List.of(one(random, TEXTS), one(random, TEXTS)))
              .build());
    }
    return vector.build();
  }

  private static TextRecord record(SplittableRandom random) {
    return new TextRecord(
        "id" + random.nextInt(1_000), Fields.of("text" + one(random, TEXTS), one(random, TEXTS)));
  }

  private static float[] floats(SplittableRandom random, int count) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      float any = Float.intBitsToFloat(random.nextInt());
      floats[i] = Float.isFinite(any) && any != 0 ? any : 1;
    }
    return floats;
  }

  private static <T> T one(SplittableRandom random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
