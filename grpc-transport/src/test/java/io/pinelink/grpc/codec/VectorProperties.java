package io.pinelink.grpc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.Drainable;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.Metadata;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.SparseValues;
import io.pinelink.model.StatsRequest;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.testsupport.BuilderSetting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The code without generated classes writes and reads the same as they do: the same bytes, the same
 * models, and the same rejected bytes.
 */
class VectorProperties {
  private static final long SEED = 20260425;
  private static final int CASES = Integer.getInteger("pinelink.cases", 2_000);

  /** Newer runtimes end a number after ten bytes, even if the tenth announces more. */
  private static final boolean IS_STRICT = System.getProperty("pinelink.protobuf").startsWith("3.");

  @Test
  void upsertsAreWrittenAsTheGeneratedClassesWriteThem() throws IOException {
    for (int i = 0; i < CASES; i++) {
      RandomModels random = new RandomModels(new SplittableRandom(SEED + i));
      UpsertRequest request = random.upsert();
      String namespace = random.namespace();

      assertSame(
          VectorEncoder.upsert(request, namespace),
          ByGeneratedClasses.upsert(request, namespace),
          i);
    }
  }

  @Test
  void queriesAreWrittenAsTheGeneratedClassesWriteThem() throws IOException {
    for (int i = 0; i < CASES; i++) {
      RandomModels random = new RandomModels(new SplittableRandom(SEED + i));
      QueryRequest request = random.query();
      String namespace = random.namespace();

      assertSame(
          VectorEncoder.query(request, namespace), ByGeneratedClasses.query(request, namespace), i);
    }
  }

  /** Without it, a setting that the message lacks would be sent over REST only, unnoticed. */
  @Test
  void everySettingOfAQueryHasAField() {
    Set<String> onlyForTheClient = Set.of("after", "valuesInto");

    assertThat(BuilderSetting.of(QueryRequest.Builder.class, onlyForTheClient))
        .extracting(BuilderSetting::name)
        .isSubsetOf(
            io.pinelink.grpc.proto.QueryRequest.getDescriptor().getFields().stream()
                .map(FieldDescriptor::getJsonName)
                .toList())
        .hasSizeGreaterThan(7);
  }

  @Test
  void deletionsAreWrittenAsTheGeneratedClassesWriteThem() throws IOException {
    for (int i = 0; i < CASES; i++) {
      RandomModels random = new RandomModels(new SplittableRandom(SEED + i));
      DeleteRequest request = random.delete();
      String namespace = random.namespace();

      assertSame(
          VectorEncoder.delete(request, namespace),
          ByGeneratedClasses.delete(request, namespace),
          i);
    }
  }

  @Test
  void fetchesAreWrittenAsTheGeneratedClassesWriteThem() throws IOException {
    for (int i = 0; i < CASES; i++) {
      RandomModels random = new RandomModels(new SplittableRandom(SEED + i));
      FetchRequest request = random.fetch();
      String namespace = random.namespace();

      assertSame(
          VectorEncoder.fetch(request, namespace), ByGeneratedClasses.fetch(request, namespace), i);
    }
  }

  @Test
  void updatesStatsAndFetchesByFilterAreWrittenAsTheGeneratedClassesWriteThem() throws IOException {
    Filter filter = Filter.eq("genre", "noir").and(Filter.gt("year", 1950));
    List<UpdateRequest> updates =
        List.of(
            UpdateRequest.builder("a")
                .values(1, -2.5f, 3)
                .sparseValues(SparseValues.of(new long[] {3, 4_000_000_000L}, new float[] {1, 2}))
                .metadata(Metadata.of("k", "v"))
                .build(),
            UpdateRequest.builder("b").metadata(Metadata.of("k", 1)).build(),
            UpdateRequest.dryRun(filter));
    for (String namespace : List.of("", "books")) {
      for (int i = 0; i < updates.size(); i++) {
        assertSame(
            VectorEncoder.update(updates.get(i), namespace),
            ByGeneratedClasses.update(updates.get(i), namespace),
            i);
      }
      FetchByMetadataRequest fetch =
          FetchByMetadataRequest.builder(filter).limit(7).paginationToken("next").build();
      assertSame(
          VectorEncoder.fetchByMetadata(fetch, namespace),
          ByGeneratedClasses.fetchByMetadata(fetch, namespace),
          0);
      StatsRequest stats = StatsRequest.matching(filter);
      assertSame(
          VectorEncoder.stats(stats, namespace), ByGeneratedClasses.stats(stats, namespace), 1);
    }
  }

  /** The message is drained, as by a network, or read, as by a server in the same process. */
  private static void assertSame(OutgoingMessage message, Message expected, int i)
      throws IOException {
    InputStream stream = new OutgoingMarshaller().stream(message);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int announced = stream.available();
    if (i % 2 == 0) {
      assertThat(((Drainable) stream).drainTo(out)).isEqualTo(announced);
    } else {
      stream.transferTo(out);
    }

    byte[] written = out.toByteArray();
    assertThat(announced).isEqualTo(written.length);
    assertThat(stream.available()).isZero();
    assertThat(Arrays.mismatch(written, expected.toByteArray()))
        .as("first byte that differs, seed %d", SEED + i)
        .isEqualTo(-1);
  }

  @ParameterizedTest
  @MethodSource("io.pinelink.grpc.codec.HotAnswer#all")
  void answersAreReadAsTheGeneratedClassesReadThem(HotAnswer answer) {
    int read = 0;
    for (int i = 0; i < CASES; i++) {
      byte[] bytes = random(answer, SEED + i);
      Object expected = answer.byGeneratedClasses(bytes);

      assertThat(answer.fromWire(bytes)).as("seed %d", SEED + i).isEqualTo(expected);
      assertThat(answer.fromWire(Pieces.of(bytes, new SplittableRandom(SEED + i))))
          .as("in pieces, seed %d", SEED + i)
          .isEqualTo(expected);
      read += expected == HotAnswer.REFUSED ? 0 : 1;
    }
    // Most are unusual but legal, otherwise the test would prove little.
    assertThat(read).isGreaterThan(CASES / 2);
  }

  @ParameterizedTest
  @MethodSource("io.pinelink.grpc.codec.HotAnswer#all")
  void brokenAnswersAreRefusedAsTheGeneratedClassesRefuseThem(HotAnswer answer) {
    int refused = 0;
    for (int i = 0; i < CASES; i++) {
      byte[] bytes = broken(random(answer, SEED + i), new SplittableRandom(SEED + i));
      Object expected = answer.byGeneratedClasses(bytes);
      Object read = answer.fromWire(bytes);

      refused += expected == HotAnswer.REFUSED ? 1 : 0;
      if (IS_STRICT || read != HotAnswer.REFUSED) {
        assertThat(read).as("seed %d", SEED + i).isEqualTo(expected);
      }
    }
    assertThat(refused).isGreaterThan(CASES / 10);
  }

  private static byte[] random(HotAnswer answer, long seed) {
    Descriptor type = answer.prototype().getDescriptorForType();
    return new RandomWire(new SplittableRandom(seed)).message(type);
  }

  /** Returns bytes that are truncated or have a few replaced. */
  private static byte[] broken(byte[] bytes, SplittableRandom random) {
    if (random.nextInt(4) == 0) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
    }
    byte[] broken = bytes.clone();
    for (int i = random.nextInt(1, 4); i > 0 && broken.length > 0; i--) {
      broken[random.nextInt(broken.length)] = (byte) random.nextInt();
    }
    return broken;
  }
}
