package io.pinelink.server.internal.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.grpc.proto.FetchResponse;
import io.pinelink.grpc.proto.SparseValues;
import io.pinelink.grpc.proto.Vector;
import io.pinelink.server.internal.grpc.GrpcFraming;
import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.StoredVector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests that responses with vectors are encoded as the generated classes encode them. */
class ResponseEncoderProperties {
  private static final long SEED = 20261129;
  private static final int CASES = Integer.getInteger("pinelink.cases", 1_000);

  @Test
  void vectorsAreEncodedAsTheGeneratedClassesDo() {
    for (long seed = SEED; seed < SEED + CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<StoredVector> vectors = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        vectors.add(vector("v" + i + "x".repeat(random.nextInt(150)), random));
      }
      FetchVectors.Fetched body = new FetchVectors.Fetched("n" + seed, vectors);
      FetchResponse.Builder expected =
          FetchResponse.newBuilder()
              .setNamespace("n" + seed)
              .setUsage(VectorMessages.usage(body, true));
      vectors.forEach(vector -> expected.putVectors(vector.id(), message(vector)));

      assertThat(ResponseEncoder.frame(body, true))
          .as("seed %d", seed)
          .isEqualTo(GrpcFraming.frame(expected.build().toByteArray()));
    }
  }

  private static StoredVector vector(String id, SplittableRandom random) {
    float[] values = new float[random.nextInt(3) == 0 ? 0 : random.nextInt(100)];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(random.nextInt() & 0x7EFFFFFF);
    }
    int[] indices = random.ints(random.nextInt(3)).distinct().toArray();
    float[] weights = new float[indices.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 1 + i;
    }
    Map<String, Object> metadata = new LinkedHashMap<>();
    if (random.nextBoolean()) {
      metadata.put("text", "\u20ac".repeat(random.nextInt(60)));
      metadata.put("number", random.nextInt() / 8.0);
      metadata.put("flag", random.nextBoolean());
      metadata.put("list", List.of("a", "b"));
    }
    return StoredVector.of(id, values, SparsePart.of(indices, weights), metadata);
  }

  private static Vector message(StoredVector vector) {
    Vector.Builder message = Vector.newBuilder().setId(vector.id());
    for (float value : vector.values()) {
      message.addValues(value);
    }
    @Nullable SparsePart sparse = vector.sparse();
    if (sparse != null) {
      SparseValues.Builder parts = SparseValues.newBuilder();
      for (int i = 0; i < sparse.size(); i++) {
        parts.addIndices(sparse.index(i)).addValues(sparse.value(i));
      }
      message.setSparseValues(parts);
    }
    if (!vector.metadata().isEmpty()) {
      message.setMetadata(VectorMessages.struct(vector.metadata()));
    }
    return message.build();
  }
}
