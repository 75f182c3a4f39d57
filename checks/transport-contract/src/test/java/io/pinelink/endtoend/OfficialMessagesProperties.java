package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.pinecone.proto.FetchByMetadataResponse;
import io.pinecone.proto.FetchResponse;
import io.pinecone.proto.QueryResponse;
import io.pinecone.proto.ScoredVector;
import io.pinecone.proto.SparseValues;
import io.pinecone.proto.UpsertResponse;
import io.pinecone.proto.Usage;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.testsupport.RandomMessages;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Compares the messages with vectors, as a complete client writes them to a connection and reads
 * them from one, with the classes of the official client. {@link OfficialWireProperties} does the
 * same for all messages with our generated classes, which write only the fields here that the
 * official client does not have yet.
 */
class OfficialMessagesProperties {
  private static final long SEED = 20260425;
  private static final int CASES = Integer.getInteger("pinelink.cases", 500);

  /** More values than fit into an HTTP/2 frame or a buffer. */
  private static final int MANY = 5_000;

  private RawDataPlane server;
  private Pinelink client;
  private Index index;

  @BeforeEach
  void start() throws IOException {
    server = new RawDataPlane();
    client = Pinelink.builder().apiKey("any").protocols(Protocol.GRPC).build();
    index = client.indexAt(server.host());
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void officialMessagesReadUpsertsAndWriteTheSameBytes() throws Exception {
    server.answer(UpsertResponse.newBuilder().setUpsertedCount(-1).build().toByteArray());
    for (int i = 0; i < CASES; i++) {
      RandomData data = data(i);
      UpsertRequest request = UpsertRequest.of(data.some(1, 6, () -> vector(data)));
      String namespace = data.namespace();

      assertThat(index.namespace(namespace).upsert(request).upsertedCount())
          .isEqualTo(0xFFFF_FFFFL);
      assertSent(OfficialForm.of(request, namespace), i);
    }
  }

  @Test
  void officialMessagesReadQueriesAndWriteTheSameBytes() throws Exception {
    for (int i = 0; i < CASES; i++) {
      RandomData data = data(i);
      QueryRequest request = query(data);
      String namespace = data.namespace();

      index.namespace(namespace).query(request);

      assertSent(OfficialForm.of(request, namespace), i);
    }
  }

  private void assertSent(Message expected, int i) throws IOException {
    byte[] sent = server.request();
    Message read = expected.getParserForType().parseFrom(sent);

    assertThat(read).as("seed %d", SEED + i).isEqualTo(expected);
    assertThat(read.toByteArray()).as("seed %d", SEED + i).isEqualTo(sent);
  }

  @Test
  void officialQueryResponsesAreRead() {
    for (int i = 0; i < CASES; i++) {
      QueryResponse.Builder response = like(QueryResponse.newBuilder(), i);
      for (ScoredVector.Builder match : response.getMatchesBuilderList()) {
        match.setSparseValues(paired(match.getSparseValues()));
        match.addAllValues(values(i));
      }
      QueryResponse written = response.build();
      server.answer(written.toByteArray());

      var read = index.query(QueryRequest.nearestTo("a"));

      assertThat(read.matches())
          .as("seed %d", SEED + i)
          .isEqualTo(written.getMatchesList().stream().map(OfficialForm::match).toList());
      assertThat(read.namespace()).as("seed %d", SEED + i).isEqualTo(written.getNamespace());
      assertThat(read.readUnits()).as("seed %d", SEED + i).isEqualTo(readUnits(written.getUsage()));
      server.request();
    }
  }

  @Test
  void officialFetchResponsesAreRead() {
    for (int i = 0; i < CASES; i++) {
      List<Float> values = values(i);
      FetchResponse.Builder response = like(FetchResponse.newBuilder(), i);
      List<io.pinecone.proto.Vector> drawn = List.copyOf(response.getVectorsMap().values());
      response.clearVectors();
      for (io.pinecone.proto.Vector vector : drawn) {
        String id = "id-" + response.getVectorsCount(); // a drawn key need not be an id
        response.putVectors(id, whole(vector, values).toBuilder().setId(id).build());
      }
      FetchResponse written = response.build();
      server.answer(written.toByteArray());

      Set<String> ids = written.getVectorsMap().keySet();
      var read = index.fetch(FetchRequest.byIds(ids.isEmpty() ? Set.of("a") : ids));

      assertThat(read.vectors())
          .as("seed %d", SEED + i)
          .isEqualTo(vectors(written.getVectorsMap()));
      assertThat(read.namespace()).as("seed %d", SEED + i).isEqualTo(written.getNamespace());
      assertThat(read.readUnits()).as("seed %d", SEED + i).isEqualTo(readUnits(written.getUsage()));
      server.request();
    }
  }

  @Test
  void officialFetchByMetadataResponsesAreRead() {
    FetchByMetadataRequest request = FetchByMetadataRequest.matching(Filter.exists("kind"));
    for (int i = 0; i < CASES; i++) {
      List<Float> values = values(i);
      FetchByMetadataResponse.Builder response = like(FetchByMetadataResponse.newBuilder(), i);
      List.copyOf(response.getVectorsMap().entrySet())
          .forEach(entry -> response.putVectors(entry.getKey(), whole(entry.getValue(), values)));
      FetchByMetadataResponse written = response.build();
      server.answer(written.toByteArray());

      var read = index.fetchByMetadata(request);

      assertThat(read.items())
          .as("seed %d", SEED + i)
          .isEqualTo(List.copyOf(vectors(written.getVectorsMap()).values()));
      assertThat(read.nextToken().orElse(""))
          .as("seed %d", SEED + i)
          .isEqualTo(written.getPagination().getNext());
      assertThat(read.namespace()).as("seed %d", SEED + i).isEqualTo(written.getNamespace());
      assertThat(read.readUnits()).as("seed %d", SEED + i).isEqualTo(readUnits(written.getUsage()));
      server.request();
    }
  }

  private static RandomData data(int i) {
    return new RandomData(new SplittableRandom(SEED + i));
  }

  private static Vector vector(RandomData data) {
    Vector.Builder vector = Vector.builder(data.id());
    boolean sparse = data.oneIn(3);
    if (!sparse || data.oneIn(2)) {
      vector.values(dense(data));
    }
    if (sparse) {
      vector.sparseValues(data.sparse());
    }
    return vector.metadata(data.metadata()).build();
  }

  private static float[] dense(RandomData data) {
    return data.dense(data.oneIn(20) ? MANY : data.between(1, 40));
  }

  private static QueryRequest query(RandomData data) {
    QueryRequest.Builder query =
        data.drawn(
            () -> QueryRequest.builder().id(data.id()),
            () -> QueryRequest.builder().sparseVector(data.sparse()),
            () -> QueryRequest.builder().vector(dense(data)).sparseVector(data.sparse()),
            () -> QueryRequest.builder().vector(dense(data)));
    data.setSome(query, "vector", "sparseVector", "id", "after", "valuesInto");
    return query.build();
  }

  private static <B extends Message.Builder> B like(B builder, int i) {
    Message random =
        new RandomMessages(new SplittableRandom(SEED + i))
            .like(builder.getDefaultInstanceForType());
    builder.mergeFrom(random);
    return builder;
  }

  private static OptionalLong readUnits(Usage usage) {
    return usage.hasReadUnits()
        ? OptionalLong.of(Integer.toUnsignedLong(usage.getReadUnits()))
        : OptionalLong.empty();
  }

  /** Returns values to add to a vector: many in one of twenty cases, none in the others. */
  private static List<Float> values(int i) {
    return i % 20 == 0 ? IntStream.range(0, MANY).mapToObj(n -> n / 7f).toList() : List.of();
  }

  private static io.pinecone.proto.Vector whole(io.pinecone.proto.Vector vector, List<Float> more) {
    return vector.toBuilder()
        .setSparseValues(paired(vector.getSparseValues()))
        .addAllValues(more)
        .build();
  }

  /** Returns sparse values with as many indices as values, as the service sends them. */
  private static SparseValues paired(SparseValues random) {
    int pairs = Math.min(random.getIndicesCount(), random.getValuesCount());
    return SparseValues.newBuilder()
        .addAllIndices(random.getIndicesList().subList(0, pairs))
        .addAllValues(random.getValuesList().subList(0, pairs))
        .build();
  }

  private static Map<String, Vector> vectors(Map<String, io.pinecone.proto.Vector> messages) {
    Map<String, Vector> vectors = new LinkedHashMap<>();
    messages.forEach((id, message) -> vectors.put(id, OfficialForm.vector(message)));
    return vectors;
  }
}
