package io.pinelink.grpc.codec;

import static io.pinelink.testsupport.AllocatedBytes.leastAllocated;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.pinelink.grpc.proto.ScoredVector;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.DenseColumns;
import io.pinelink.model.FetchByMetadataResponse;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Metadata;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.Vector;
import io.pinelink.model.VectorBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A response read into a buffer has the rows that it has without one, and its columns show them.
 */
class ColumnsProperties {
  private static final long SEED = 20261127;
  private static final int CASES = Integer.getInteger("pinelink.cases", 2_000);

  /** The maximum of the API: what a client expects that asks for everything. */
  private static final int MAX_ROWS = 10_000;

  @ParameterizedTest
  @MethodSource("io.pinelink.grpc.codec.HotAnswer#all")
  void rowsAreTheSameWithAndWithoutABuffer(HotAnswer answer) {
    VectorBuffer reused = VectorBuffer.allocate(7);
    int withValues = 0;
    int refused = 0;
    for (int i = 0; i < CASES; i++) {
      SplittableRandom random = new SplittableRandom(SEED + i);
      byte[] bytes = random(answer, random);
      Object plain = answer.fromWire(bytes);
      Object read = answer.fromWire(bytes, reused, random.nextInt(1, 5));

      if (plain == HotAnswer.REFUSED) {
        assertThat(read).as("seed %d", SEED + i).isSameAs(plain);
        refused++;
        continue;
      }
      DenseColumns columns = columns(read);
      assertThat(rows(read)).as("seed %d", SEED + i).isEqualTo(rows(plain));
      assertThat(byColumns(columns)).as("seed %d", SEED + i).isEqualTo(byRows(read));
      assertThat(scores(columns)).as("seed %d", SEED + i).isEqualTo(scores(plain));
      withValues += columns.values().length > 0 ? 1 : 0;
      if (random.nextInt(3) > 0) {
        columns.release();
      }
    }
    assertThat(withValues).isGreaterThan(CASES / 5);
    assertThat(refused).isGreaterThan(0);
  }

  private static byte[] random(HotAnswer answer, SplittableRandom random) {
    Descriptor type = answer.prototype().getDescriptorForType();
    byte[] bytes = new RandomWire(random.split()).message(type);
    return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
  }

  /** A response whose first row is long, and which has nothing but unknown bytes after it. */
  @Test
  void aNewArrayIsNotLongerThanTheMessage() throws Exception {
    int values = 2_000;
    for (int rest : new int[] {0, 1_000, 1_000_000}) {
      byte[] bytes = longRowAndUnknownBytes(values, rest);

      long plain = leastAllocated(() -> HotAnswer.QUERY.fromWire(bytes));
      long read =
          leastAllocated(() -> HotAnswer.QUERY.fromWire(bytes, VectorBuffer.allocate(0), MAX_ROWS));

      assertThat(read).as("%d unknown bytes", rest).isLessThan(plain + bytes.length + 2_000);
    }
  }

  /** Lengths beyond the message, and many empty rows where a client expects full ones. */
  @Test
  void announcedButMissingDataIsNotAllocated() throws Exception {
    List<byte[]> hostile = new ArrayList<>(Messages.hostile().toList());
    byte[] empty = new byte[2 * MAX_ROWS];
    for (int i = 0; i < empty.length; i += 2) {
      empty[i] = 2 << WireType.BITS | WireType.BYTES;
    }
    hostile.add(empty);
    for (byte[] bytes : hostile) {
      long plain = leastAllocated(() -> HotAnswer.QUERY.fromWire(bytes));
      long read =
          leastAllocated(() -> HotAnswer.QUERY.fromWire(bytes, VectorBuffer.allocate(0), MAX_ROWS));

      // An id, an offset, a length and a score for each row.
      assertThat(read).isLessThan(plain + 12L * bytes.length + 2_000);
    }
  }

  private static byte[] longRowAndUnknownBytes(int values, int unknown) {
    ScoredVector.Builder row = ScoredVector.newBuilder().setId("a");
    for (int i = 0; i < values; i++) {
      row.addValues(i);
    }
    Field bytes = Field.newBuilder().addLengthDelimited(zeros(unknown)).build();
    return io.pinelink.grpc.proto.QueryResponse.newBuilder()
        .addMatches(row)
        .setUnknownFields(UnknownFieldSet.newBuilder().addField(99, bytes).build())
        .build()
        .toByteArray();
  }

  private static ByteString zeros(int count) {
    return ByteString.copyFrom(new byte[count]);
  }

  /** Returns the rows of the response without their columns, by id or position. */
  private static Map<Object, Vector> rows(Object answer) {
    Map<Object, Vector> rows = new LinkedHashMap<>();
    if (answer instanceof QueryResponse query) {
      query.matches().forEach(match -> rows.put(rows.size(), match.vector()));
    } else if (answer instanceof FetchResponse fetch) {
      rows.putAll(fetch.vectors());
    } else if (answer instanceof FetchByMetadataResponse page) {
      page.items().forEach(vector -> rows.put(rows.size(), vector));
    }
    return rows;
  }

  private static List<Vector> byColumns(DenseColumns columns) {
    return IntStream.range(0, columns.size())
        .mapToObj(
            row ->
                dense(
                    columns.id(row),
                    Arrays.copyOfRange(
                        columns.values(),
                        columns.offset(row),
                        columns.offset(row) + columns.length(row))))
        .toList();
  }

  /** Returns the same as the rows have it; the map of a fetch has the keys, but not the order. */
  private static List<Vector> byRows(Object answer) {
    return answer instanceof FetchResponse fetch
        ? columns(answer).ids().stream()
            .map(id -> dense(id, Objects.requireNonNull(fetch.vectors().get(id)).values()))
            .toList()
        : rows(answer).values().stream().map(row -> dense(row.id(), row.values())).toList();
  }

  private static Vector dense(String id, float[] values) {
    return VectorResponses.vector(id, values, null, Metadata.empty());
  }

  private static List<Double> scores(DenseColumns columns) {
    return IntStream.range(0, columns.size()).mapToObj(columns::score).toList();
  }

  private static List<Double> scores(Object answer) {
    return answer instanceof QueryResponse query
        ? query.matches().stream().map(match -> (double) match.score()).toList()
        : Collections.nCopies(rows(answer).size(), Double.NaN);
  }

  private static DenseColumns columns(Object answer) {
    return (answer instanceof QueryResponse query
            ? query.columns()
            : answer instanceof FetchResponse fetch
                ? fetch.columns()
                : ((FetchByMetadataResponse) answer).columns())
        .orElseThrow();
  }
}
