package io.pinelink.rest;

import static io.pinelink.testsupport.AllocatedBytes.leastAllocated;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.DenseColumns;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.model.VectorBuffer;
import io.pinelink.rest.codec.VectorFromJson;
import io.pinelink.rest.codec.VectorToJson;
import io.pinelink.rest.json.ChunkPool;
import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import io.pinelink.rest.json.RequestBuffer;
import io.pinelink.rest.json.ResponseBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The garbage that vectors create on their way through JSON. */
class AllocationTest {
  private static final int MATCHES = 100;
  private static final int DIMENSION = 1_536;
  private static final long FLOATS = 4L * MATCHES * DIMENSION;
  private static final ResponseInfo INFO =
      VectorResponses.info("r", "", null, null, Calls.local(1), Protocol.REST, 1);

  private final ChunkPool chunks = new ChunkPool();

  @Test
  void aQueryResponseAllocatesLittleMoreThanItsFloats() throws Exception {
    byte[] answer = answer().getBytes(StandardCharsets.UTF_8);

    long allocated = leastAllocated(() -> decode(answer, null));

    assertThat((double) allocated).isLessThan(1.15 * FLOATS);
  }

  /** Ids, objects of the rows and the parser remain, a fifteenth of the floats. */
  @Test
  void aQueryResponseInAReusedBufferAllocatesNoFloats() throws Exception {
    byte[] answer = answer().getBytes(StandardCharsets.UTF_8);
    VectorBuffer buffer = VectorBuffer.allocate(MATCHES * DIMENSION);

    long allocated =
        leastAllocated(
            () -> {
              QueryResponse decoded = decode(answer, buffer);
              decoded.columns().orElseThrow().release();
              return decoded;
            });

    assertThat(allocated).isLessThan(45_000);
  }

  /** The first row shows how long rows are; until then the array may grow a few times. */
  @Test
  void aQueryResponseInANewBufferAllocatesItsFloatsOnce() throws Exception {
    byte[] answer = answer().getBytes(StandardCharsets.UTF_8);

    long allocated = leastAllocated(() -> decode(answer, VectorBuffer.allocate(0)));

    assertThat((double) allocated).isBetween((double) FLOATS, 1.1 * FLOATS);
  }

  @Test
  void anUpsertAllocatesNothingPerNumber() throws Exception {
    Random random = new Random(3);
    UpsertRequest request =
        UpsertRequest.of(
            IntStream.range(0, MATCHES).mapToObj(i -> Vector.of("v" + i, floats(random))).toList());

    JsonWriter body = VectorToJson.upsert(request, "n");
    long allocated = leastAllocated(() -> encoded(body));
    long bounded = leastAllocated(() -> Json.lengthBound(body));

    // Less than one byte per number: the rest belongs to buffers.
    assertThat(allocated).isLessThan(MATCHES * DIMENSION);
    assertThat(bounded).isLessThan(MATCHES * DIMENSION);
  }

  /** From the caller's arrays to the connection: allocations beyond one copy belong to buffers. */
  @Test
  void arraysAreCopiedOnce() throws Exception {
    float[] values = floats(new Random(3));

    long upsert =
        leastAllocated(
            () ->
                encoded(
                    VectorToJson.upsert(
                        UpsertRequest.of(
                            IntStream.range(0, MATCHES)
                                .mapToObj(i -> Vector.of("v" + i, values))
                                .toList()),
                        "n")));

    assertThat(upsert).isBetween(FLOATS, FLOATS * 3 / 2);
  }

  private long encoded(JsonWriter json) throws IOException {
    RequestBuffer body = Json.write(json, chunks);
    long length = body.length();
    body.release();
    return length;
  }

  private QueryResponse decode(byte[] answer, @Nullable VectorBuffer buffer) throws IOException {
    ResponseBuffer body = new ResponseBuffer(chunks, Integer.MAX_VALUE);
    for (int at = 0; at < answer.length; at += 16_384) {
      body.append(ByteBuffer.wrap(answer, at, Math.min(16_384, answer.length - at)));
    }
    try (JsonReader json = Json.reader(body, () -> false)) {
      return VectorFromJson.query(
          json,
          INFO,
          buffer == null ? null : new DenseColumns.Builder(buffer, MATCHES, json.maxFloats()));
    } finally {
      body.release();
    }
  }

  private static String answer() {
    Random random = new Random(3);
    StringBuilder json = new StringBuilder("{\"matches\":[");
    for (int i = 0; i < MATCHES; i++) {
      json.append(i == 0 ? "" : ",").append("{\"id\":\"v").append(i).append("\",\"values\":[");
      float[] values = floats(random);
      for (int j = 0; j < DIMENSION; j++) {
        json.append(j == 0 ? "" : ",").append(values[j]);
      }
      json.append("]}");
    }
    return json.append("]}").toString();
  }

  private static float[] floats(Random random) {
    float[] values = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      values[i] = (float) random.nextGaussian() / 40;
    }
    return values;
  }
}
