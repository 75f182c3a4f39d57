package io.pinelink.endtoend;

import static io.pinelink.spi.DataOperations.UPSERT;
import static io.pinelink.spi.DocumentOperations.UPDATE_DOCUMENTS;
import static io.pinelink.spi.DocumentOperations.UPSERT_DOCUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.documents.UpdateDocumentsRequest;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.grpc.GrpcTransport;
import io.pinelink.internal.bulk.targets.RequestSizeEstimate;
import io.pinelink.model.Metadata;
import io.pinelink.model.SparseValues;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.network.DnsResolver;
import io.pinelink.network.HttpVersion;
import io.pinelink.rest.RestTransport;
import io.pinelink.routing.RouteListener;
import io.pinelink.spi.Transport;
import io.pinelink.spi.TransportOptions;
import io.pinelink.spi.dial.AddressResolver;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that the estimated maximum size of a request is never below its actual size. */
class RequestSizeProperties {
  private static final long SEED = 20261125;
  private static final int CASES = 500;
  private static final List<String> TEXTS =
      List.of("", "a", "äõ", "漢字", "😀!", "\"\\/\n\u0001\u007f", "\u2028", "\u0001".repeat(99));

  /** The texts as names, which with a letter before them have at most 64 bytes. */
  private static final List<String> NAMES =
      TEXTS.stream().map(text -> text.substring(0, Math.min(63, text.length()))).toList();

  private static final List<Double> NUMBERS =
      List.of(0d, -0d, 1d, -2.2250738585072014E-308, -Double.MAX_VALUE, -1 / 3d);
  private static final List<Float> FLOATS =
      List.of(-Float.MIN_NORMAL, -Float.MAX_VALUE, 1f, -0.012345678f, Float.MIN_VALUE);

  private final TransportOptions options =
      new TransportOptions(
          "2026-04",
          "test",
          Duration.ofSeconds(1),
          1,
          1,
          HttpVersion.HTTP_1_1,
          new AddressResolver(DnsResolver.system(), () -> 0L, new RouteListener() {}));

  @Test
  void isNeverBelowTheBytesSent() {
    for (Transport transport :
        List.of(GrpcTransport.create(options), RestTransport.create(options))) {
      for (int i = 0; i < CASES; i++) {
        SplittableRandom random = new SplittableRandom(SEED + i);
        String namespace = namespace(random);
        List<Vector> vectors =
            Stream.generate(() -> vector(random)).limit(random.nextInt(1, 5)).toList();
        long most =
            RequestSizeEstimate.maxOverhead(namespace)
                + vectors.stream().mapToLong(RequestSizeEstimate::max).sum();

        UpsertRequest request = UpsertRequest.of(vectors);
        long exact = transport.bodyBytes(UPSERT, request, namespace).orElseThrow();
        long bound = transport.bodyBytesBound(UPSERT, request, namespace).orElseThrow();
        assertThat(exact).as(transport + ", seed " + (SEED + i)).isLessThanOrEqualTo(most);
        assertThat(bound).as(transport + ", seed " + (SEED + i)).isBetween(exact, most);
        if (transport instanceof GrpcTransport) {
          assertThat(bound).as("seed " + (SEED + i)).isEqualTo(exact);
        }
      }
      transport.close();
    }
  }

  @Test
  void isNeverBelowTheBytesSentForDocuments() {
    RestTransport transport = RestTransport.create(options);
    for (int i = 0; i < CASES; i++) {
      SplittableRandom random = new SplittableRandom(SEED + i);
      String namespace = namespace(random);
      List<Document> documents =
          Stream.generate(() -> new Document(id(random), fields(random)))
              .limit(random.nextInt(1, 5))
              .toList();
      long most =
          RequestSizeEstimate.maxOverhead(namespace)
              + documents.stream().mapToLong(RequestSizeEstimate::max).sum();

      assertThat(
              transport
                  .bodyBytes(UPSERT_DOCUMENTS, UpsertDocumentsRequest.of(documents), namespace)
                  .orElseThrow())
          .as("seed " + (SEED + i))
          .isLessThanOrEqualTo(most);
    }
    transport.close();
  }

  @Test
  void isNeverBelowTheBytesSentForDocumentUpdates() {
    RestTransport transport = RestTransport.create(options);
    for (int i = 0; i < CASES; i++) {
      SplittableRandom random = new SplittableRandom(SEED + i);
      String namespace = namespace(random);
      List<DocumentUpdate> updates =
          Stream.generate(() -> update(random)).limit(random.nextInt(1, 5)).toList();
      long most =
          RequestSizeEstimate.maxOverhead(namespace)
              + updates.stream().mapToLong(RequestSizeEstimate::max).sum();

      assertThat(
              transport
                  .bodyBytes(UPDATE_DOCUMENTS, UpdateDocumentsRequest.of(updates), namespace)
                  .orElseThrow())
          .as("seed " + (SEED + i))
          .isLessThanOrEqualTo(most);
    }
    transport.close();
  }

  private static String namespace(SplittableRandom random) {
    return one(random, List.of("", "n", "\u0001".repeat(512)));
  }

  private static String id(SplittableRandom random) {
    return "\t".repeat(random.nextInt(1, 100));
  }

  private static DocumentFields fields(SplittableRandom random) {
    DocumentFields.Builder fields = DocumentFields.builder();
    fields.put("t" + one(random, NAMES), one(random, TEXTS));
    if (random.nextBoolean()) {
      fields.put("d", floats(random, random.nextInt(1, 300)));
    }
    if (random.nextBoolean()) {
      fields.put("s", sparse(random));
    }
    if (random.nextBoolean()) {
      fields.put("n", one(random, NUMBERS)).put("b", false);
      fields.put("l", List.of(one(random, TEXTS), one(random, TEXTS)));
    }
    return fields.build();
  }

  private static DocumentUpdate update(SplittableRandom random) {
    DocumentFields set = random.nextBoolean() ? fields(random) : DocumentFields.empty();
    boolean removes = set.isEmpty() || random.nextBoolean();
    return new DocumentUpdate(
        id(random), set, removes ? Set.of("r" + one(random, NAMES), "q") : Set.of());
  }

  private static SparseValues sparse(SplittableRandom random) {
    return SparseValues.of(
        new long[] {0xFFFF_FFFFL, 0xFFFF_FFFEL, 0xFFFF_FFFDL}, floats(random, 3));
  }

  private static Vector vector(SplittableRandom random) {
    Vector.Builder vector = Vector.builder(id(random));
    boolean sparse = random.nextInt(3) == 0;
    if (!sparse || random.nextBoolean()) {
      vector.values(floats(random, random.nextInt(1, 300)));
    }
    if (sparse) {
      vector.sparseValues(sparse(random));
    }
    if (random.nextBoolean()) {
      vector.metadata(
          Metadata.builder()
              .put(one(random, TEXTS), one(random, TEXTS))
              .put("n", one(random, NUMBERS))
              .put("b", false)
              .put("l", List.of(one(random, TEXTS), one(random, TEXTS)))
              .build());
    }
    return vector.build();
  }

  private static float[] floats(SplittableRandom random, int count) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = one(random, FLOATS);
    }
    return floats;
  }

  private static <T> T one(SplittableRandom random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
