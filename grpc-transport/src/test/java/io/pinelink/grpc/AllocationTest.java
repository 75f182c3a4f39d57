package io.pinelink.grpc;

import static io.pinelink.testsupport.AllocatedBytes.leastAllocated;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Drainable;
import io.pinelink.grpc.codec.HotAnswer;
import io.pinelink.grpc.codec.OutgoingMarshaller;
import io.pinelink.grpc.codec.OutgoingMessage;
import io.pinelink.grpc.codec.VectorEncoder;
import io.pinelink.model.DenseColumns;
import io.pinelink.model.FetchByMetadataResponse;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Metadata;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.model.VectorBuffer;
import java.io.OutputStream;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The garbage that vectors create on their way through protobuf. */
class AllocationTest {
  private static final int VECTORS = 100;
  private static final int DIMENSION = 1_536;
  private static final long FLOATS = 4L * VECTORS * DIMENSION;

  @Test
  void anUpsertAllocatesFarLessThanTheValuesOfAVector() throws Exception {
    UpsertRequest request = UpsertRequest.of(vectors());

    assertThat(leastAllocated(() -> drained(VectorEncoder.upsert(request, "n"))) / VECTORS)
        .isLessThan(150);
  }

  /** From the caller's arrays to the connection. */
  @Test
  void arraysAreCopiedOnce() throws Exception {
    float[] values = floats(new Random(3));

    long upsert =
        leastAllocated(
            () ->
                drained(
                    VectorEncoder.upsert(
                        UpsertRequest.of(
                            IntStream.range(0, VECTORS)
                                .mapToObj(i -> Vector.of("v" + i, values))
                                .toList()),
                        "n")));
    long query =
        leastAllocated(() -> drained(VectorEncoder.query(QueryRequest.nearest(values), "n")));

    assertThat(upsert).isBetween(FLOATS, FLOATS * 11 / 10);
    assertThat(query).isBetween(4L * DIMENSION, 4L * DIMENSION + 1_500);
  }

  @Test
  void aQueryAllocatesNothingForItsValues() throws Exception {
    QueryRequest request = QueryRequest.builder().vector(floats(new Random(3))).topK(10).build();

    assertThat(leastAllocated(() -> drained(VectorEncoder.query(request, "n")))).isLessThan(1_000);
  }

  @ParameterizedTest
  @MethodSource("io.pinelink.grpc.codec.HotAnswer#all")
  void aResponseAllocatesLittleMoreThanItsFloats(HotAnswer answer) throws Exception {
    byte[] bytes = answer.written(vectors());

    assertThat((double) leastAllocated(() -> answer.fromWire(bytes))).isLessThan(1.15 * FLOATS);
  }

  /** Ids and objects of the rows remain, a fifteenth of the floats. */
  @ParameterizedTest
  @MethodSource("io.pinelink.grpc.codec.HotAnswer#all")
  void aResponseInAReusedBufferAllocatesNoFloats(HotAnswer answer) throws Exception {
    byte[] bytes = answer.written(withoutMetadata());
    VectorBuffer buffer = VectorBuffer.allocate(VECTORS * DIMENSION);

    long allocated =
        leastAllocated(
            () -> {
              Object read = answer.fromWire(bytes, buffer, VECTORS);
              columns(read).release();
              return read;
            });

    assertThat(allocated).isLessThan(40_000);
  }

  @ParameterizedTest
  @MethodSource("io.pinelink.grpc.codec.HotAnswer#all")
  void aResponseInANewBufferAllocatesItsFloatsOnce(HotAnswer answer) throws Exception {
    byte[] bytes = answer.written(withoutMetadata());

    long allocated =
        leastAllocated(() -> answer.fromWire(bytes, VectorBuffer.allocate(0), VECTORS));

    assertThat(allocated).isBetween(FLOATS, FLOATS + 40_000);
  }

  private static DenseColumns columns(Object answer) {
    return (answer instanceof QueryResponse query
            ? query.columns()
            : answer instanceof FetchResponse fetch
                ? fetch.columns()
                : ((FetchByMetadataResponse) answer).columns())
        .orElseThrow();
  }

  private static List<Vector> withoutMetadata() {
    return vectors().stream().map(vector -> Vector.of(vector.id(), vector.values())).toList();
  }

  private static int drained(OutgoingMessage message) throws Exception {
    return ((Drainable) new OutgoingMarshaller().stream(message))
        .drainTo(OutputStream.nullOutputStream());
  }

  private static List<Vector> vectors() {
    Random random = new Random(3);
    return IntStream.range(0, VECTORS)
        .mapToObj(
            i ->
                Vector.of(
                    "vector-" + i,
                    floats(random),
                    Metadata.builder()
                        .put("lang", "et")
                        .put("pages", i)
                        .put("draft", i % 2 == 0)
                        .build()))
        .toList();
  }

  private static float[] floats(Random random) {
    float[] values = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      values[i] = (float) random.nextGaussian() / 40;
    }
    return values;
  }
}
