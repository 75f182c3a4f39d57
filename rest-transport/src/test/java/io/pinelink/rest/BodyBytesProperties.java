package io.pinelink.rest;

import static io.pinelink.spi.DataOperations.UPSERT;
import static io.pinelink.spi.DataOperations.UPSERT_RECORDS;
import static io.pinelink.spi.DocumentOperations.DELETE_DOCUMENTS;
import static io.pinelink.spi.DocumentOperations.FETCH_DOCUMENTS;
import static io.pinelink.spi.DocumentOperations.UPDATE_DOCUMENTS;
import static io.pinelink.spi.DocumentOperations.UPSERT_DOCUMENTS;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.UpdateDocumentsRequest;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.model.DeleteRequest;
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
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The body length that the transport reports is the length that it sends, and its bound is not
 * below. Both add up.
 */
class BodyBytesProperties {
  private static final long SEED = 20261125;
  private static final int CASES = 500;
  private static final List<String> TEXTS =
      List.of("", "a", "äõ", "漢字", "😀!", "\"\\/\n\u0001\u007f", "\u2028", "x".repeat(9_000));

  /** Ends of names, which have at most 64 bytes. */
  private static final List<String> NAMES =
      TEXTS.stream().filter(text -> text.length() < 50).toList();

  private static final List<Double> NUMBERS = List.of(0d, -0d, 1d, 1 / 3d, -Double.MAX_VALUE);

  @Test
  void bodyBytesMatchTheRequestAndTheSumOfItsVectors() throws IOException {
    for (int i = 0; i < CASES; i++) {
      SplittableRandom random = new SplittableRandom(SEED + i);
      List<Vector> vectors =
          Stream.generate(() -> vector(random)).limit(random.nextInt(1, 6)).toList();
      check(UPSERT, vectors, UpsertRequest::of, one(random, List.of("", "n", "q\"\\".repeat(9))));
    }
  }

  @Test
  void bodyBytesMatchTheRequestAndTheSumOfItsRecords() throws IOException {
    for (int i = 0; i < CASES; i++) {
      SplittableRandom random = new SplittableRandom(SEED + i);
      List<TextRecord> records =
          Stream.generate(() -> record(random)).limit(random.nextInt(1, 6)).toList();
      check(UPSERT_RECORDS, records, UpsertRecordsRequest::of, "n");
    }
  }

  @Test
  void bodyBytesMatchTheRequestAndTheSumOfItsDocuments() throws IOException {
    for (int i = 0; i < CASES; i++) {
      SplittableRandom random = new SplittableRandom(SEED + i);
      List<Document> documents =
          Stream.generate(() -> new Document("id" + random.nextInt(1_000), fields(random)))
              .limit(random.nextInt(1, 6))
              .toList();
      check(UPSERT_DOCUMENTS, documents, UpsertDocumentsRequest::of, namespace(random));
    }
  }

  @Test
  void bodyBytesMatchTheRequestAndTheSumOfItsUpdates() throws IOException {
    for (int i = 0; i < CASES; i++) {
      SplittableRandom random = new SplittableRandom(SEED + i);
      List<DocumentUpdate> updates =
          Stream.generate(() -> update(random)).limit(random.nextInt(1, 6)).toList();
      check(UPDATE_DOCUMENTS, updates, UpdateDocumentsRequest::of, namespace(random));
    }
  }

  @Test
  void bodyBytesMatchTheRequestAndTheSumOfItsIds() throws IOException {
    for (int i = 0; i < CASES; i++) {
      SplittableRandom random = new SplittableRandom(SEED + i);
      List<String> ids =
          Stream.generate(() -> "\"\\\t".repeat(random.nextInt(1, 100)))
              .limit(random.nextInt(1, 6))
              .toList();
      check(FETCH_DOCUMENTS, ids, FetchDocumentsRequest::byIds, namespace(random));
      check(DELETE_DOCUMENTS, ids, DeleteRequest::byIds, namespace(random));
    }
  }

  private static String namespace(SplittableRandom random) {
    return one(random, List.of("", "n", "q\"\\".repeat(9)));
  }

  private <T, Q> void check(
      Operation<Q, ?> operation, List<T> all, Function<List<T>, Q> request, String namespace)
      throws IOException {
    try (RestTransport transport = RestTransport.create(Calls.options())) {
      check(transport, operation, all, request, namespace);
    }
  }

  private static <T, Q> void check(
      RestTransport transport,
      Operation<Q, ?> operation,
      List<T> all,
      Function<List<T>, Q> request,
      String namespace)
      throws IOException {
    RestBinding<Q, ?> binding = requireNonNull(RestBindings.find(operation));
    RestRequest encoded = binding.encoder().encode(request.apply(all), namespace, "2026-04");
    RequestBuffer sent = Json.write(requireNonNull(encoded.body()), new ChunkPool());
    long length = sent.length();
    assertThat(Bodies.bytesOf(sent)).hasSize((int) length);

    assertThat(bytes(transport, operation, request.apply(all), namespace)).isEqualTo(length);

    T first = all.get(0);
    long fixed =
        2 * bytes(transport, operation, request.apply(List.of(first)), namespace)
            - bytes(transport, operation, request.apply(List.of(first, first)), namespace);
    long each =
        all.stream()
            .mapToLong(
                one -> bytes(transport, operation, request.apply(List.of(one)), namespace) - fixed)
            .sum();
    assertThat(fixed + each).isEqualTo(length);

    long bound = bound(transport, operation, request.apply(all), namespace);
    long bounds =
        all.stream()
            .mapToLong(
                one -> bound(transport, operation, request.apply(List.of(one)), namespace) - fixed)
            .sum();
    assertThat(bound).isEqualTo(fixed + bounds).isGreaterThanOrEqualTo(length);
  }

  private static <Q> long bound(
      RestTransport transport, Operation<Q, ?> operation, Q request, String namespace) {
    return transport.bodyBytesBound(operation, request, namespace).orElseThrow();
  }

  private static <Q> long bytes(
      RestTransport transport, Operation<Q, ?> operation, Q request, String namespace) {
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

  private static DocumentFields fields(SplittableRandom random) {
    DocumentFields.Builder fields = DocumentFields.builder();
    fields.put("text" + one(random, NAMES), one(random, TEXTS));
    if (random.nextBoolean()) {
      fields.put("dense", floats(random, random.nextInt(1, 2_000)));
    }
    if (random.nextBoolean()) {
      long[] indices = {1, 0xFFFF_FFFFL, 70_000};
      fields.put("sparse", SparseValues.of(indices, floats(random, 3)));
    }
    if (random.nextBoolean()) {
      fields.put("number", one(random, NUMBERS)).put("whole", random.nextInt()).put("b", true);
      fields.put("list", List.of(one(random, TEXTS), one(random, TEXTS)));
    }
    return fields.build();
  }

  private static DocumentUpdate update(SplittableRandom random) {
    DocumentFields set = random.nextBoolean() ? fields(random) : DocumentFields.empty();
    boolean removes = set.isEmpty() || random.nextBoolean();
    return new DocumentUpdate(
        "id" + random.nextInt(1_000),
        set,
        removes ? Set.of("removed" + one(random, NAMES), "other") : Set.of());
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
