package io.pinelink.grpc.codec;

import static io.pinelink.spi.DataOperations.UPSERT;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Drainable;
import io.pinelink.grpc.Calls;
import io.pinelink.grpc.GrpcTransport;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.records.TextRecord;
import io.pinelink.records.UpsertRecordsRequest;
import io.pinelink.spi.DataOperations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The body length that the transport reports is the length that it sends. */
class BodyBytesProperties {
  private static final long SEED = 20261125;
  private static final int CASES = 500;

  private final GrpcTransport transport = GrpcTransport.create(Calls.options());

  @Test
  void bodyBytesMatchTheRequestAndTheSumOfItsVectors() throws IOException {
    for (int i = 0; i < CASES; i++) {
      RandomModels random = new RandomModels(new SplittableRandom(SEED + i));
      UpsertRequest request = random.upsert();
      String namespace = random.namespace();
      ByteArrayOutputStream sent = new ByteArrayOutputStream();
      ((Drainable) new OutgoingMarshaller().stream(VectorEncoder.upsert(request, namespace)))
          .drainTo(sent);

      assertThat(bytes(request.vectors(), namespace))
          .as("seed " + (SEED + i))
          .isEqualTo(sent.size());

      Vector first = request.vectors().get(0);
      long fixed = 2 * bytes(List.of(first), namespace) - bytes(List.of(first, first), namespace);
      long each =
          request.vectors().stream()
              .mapToLong(vector -> bytes(List.of(vector), namespace) - fixed)
              .sum();
      assertThat(fixed + each).as("seed " + (SEED + i)).isEqualTo(sent.size());
    }
  }

  private long bytes(List<Vector> vectors, String namespace) {
    return transport.bodyBytes(UPSERT, UpsertRequest.of(vectors), namespace).orElseThrow();
  }

  @Test
  void bodyBytesAreUnknownIfGrpcDoesNotCarryTheCall() {
    UpsertRecordsRequest records =
        UpsertRecordsRequest.of(List.of(TextRecord.of("id", "text", "words")));
    assertThat(transport.bodyBytes(DataOperations.UPSERT_RECORDS, records, "")).isEmpty();
  }
}
