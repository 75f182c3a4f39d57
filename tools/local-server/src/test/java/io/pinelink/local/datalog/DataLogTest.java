package io.pinelink.local.datalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.server.internal.store.IndexShape;
import io.pinelink.server.internal.store.SimilarityFunction;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredNamespace;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.RpcException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log whose writes fail at rare moments. */
class DataLogTest {
  private static final SaveMode ALWAYS = new SaveMode(SaveMode.Kind.ALWAYS, Duration.ZERO);
  private static final SaveMode FORCED = new SaveMode(SaveMode.Kind.FORCED, Duration.ZERO);
  private static final SaveMode INTERVAL = new SaveMode(SaveMode.Kind.INTERVAL, Duration.ofDays(1));

  private final MemoryFolder folder = new MemoryFolder();

  private DataLog open(SaveMode mode) throws IOException {
    SavedContents state = new SavedContents(StoredNamespace::new);
    return new DataLog(folder, mode, new DataFiles(folder).recover(state, false));
  }

  private static void document(EntryWriter entries, String id) {
    byte[] json = ("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
    entries.documents(Map.of(new DocumentKey("document", id), json));
  }

  private record Named(String id) {}

  /** Returns the ids of the documents that a restart finds. */
  private List<String> recovered() throws IOException {
    SavedContents state = new SavedContents(StoredNamespace::new);
    new DataFiles(new MemoryFolder(folder)).recover(state, true);
    return state.records("document", Named.class).stream().map(Named::id).toList();
  }

  @Test
  void anEntryThatMemoryDidNotSufficeForLeavesNoPart() throws IOException {
    DataLog log = open(ALWAYS);
    assertThatThrownBy(
            () ->
                log.append(
                    entries -> {
                      document(entries, "lost");
                      throw new OutOfMemoryError("simulated");
                    }))
        .isInstanceOf(OutOfMemoryError.class);
    log.append(entries -> document(entries, "kept"));
    assertThat(recovered()).containsExactly("kept");
  }

  @Test
  void aLogThatCouldNotBeContinuedStillTakesEntries() throws IOException {
    DataLog log = open(INTERVAL);
    log.append(entries -> document(entries, "before"));
    log.flush();
    long size = folder.files.values().stream().mapToLong(file -> file.length).sum();
    folder.fullAt(size + Frames.FILE_HEADER);
    assertThatThrownBy(log::rotate).isInstanceOf(RpcException.class);
    folder.fullAt(Long.MAX_VALUE);
    log.append(entries -> document(entries, "after"));
    log.flush();
    assertThat(recovered()).containsExactly("before", "after");
  }

  @Test
  void nothingFollowsALogWhoseEndIsNotOnTheDisk() throws IOException {
    DataLog log = open(FORCED);
    log.append(entries -> document(entries, "before"));
    folder.failForce(DataFiles.log(0));
    assertThatThrownBy(log::rotate).hasMessage("Input/output error");
    folder.failForce(null);
    assertThatThrownBy(() -> log.append(entries -> document(entries, "after")))
        .isInstanceOf(RpcException.class)
        .hasMessageContaining("Input/output error");
    assertThat(recovered()).containsExactly("before");
  }

  @Test
  void aReplacementThatFailsLeavesTheEarlierData(@TempDir Path directory) {
    KeptIndex kept = new KeptIndex(folder, directory.resolve("one"));
    kept.upsert("", "a");
    String before = kept.dump();
    folder.failForce("");
    assertThatThrownBy(() -> kept.keeper.replace(() -> {})).isInstanceOf(RpcException.class);
    assertThat(new KeptIndex(new MemoryFolder(folder), directory.resolve("two")).dump())
        .isEqualTo(before);
  }

  @Test
  void theContentsOfANewIndexAreSavedInParts(@TempDir Path directory) throws IOException {
    float[] values = new float[20_000];
    values[0] = 1;
    List<StoredVector> records =
        IntStream.range(0, 300)
            .mapToObj(i -> StoredVector.ofDocument("id" + i, values, null, Map.of()))
            .toList();
    StoredIndex index =
        new StoredIndex(new IndexShape(values.length, SimilarityFunction.DOTPRODUCT, null));
    index.upsert("ns", records);
    UUID indexId = new UUID(1, 1);
    UUID copyId = new UUID(2, 2);
    DataKeeper keeper =
        DataKeeper.open(
            DirectoryLock.acquire(directory), folder, ALWAYS, StoredNamespace::new, Long.MAX_VALUE);
    var unused =
        keeper.begin(
            Optional::ofNullable,
            sink -> {
              sink.index(indexId, index);
              sink.copy(copyId, Map.of("ns", records, "empty", List.of()));
            });
    assertThat(folder.longestWrite()).isLessThan(10_000_000);
    SavedContents state = new SavedContents(StoredNamespace::new);
    new DataFiles(new MemoryFolder(folder)).recover(state, true);
    assertThat(state.index(indexId).records().get("ns")).hasSize(300);
    assertThat(state.copy(copyId).get("ns"))
        .extracting(StoredVector::id)
        .containsExactlyElementsOf(records.stream().map(StoredVector::id).toList());
    assertThat(state.copy(copyId).get("empty")).isEmpty();
  }

  @Test
  void partsHaveAllRecordsInTheirOrder() {
    List<StoredVector> records =
        IntStream.range(0, 9)
            .mapToObj(i -> StoredVector.ofDocument("id" + i, new float[1 << 20], null, Map.of()))
            .toList();
    List<Integer> sizes = new ArrayList<>();
    List<StoredVector> all = new ArrayList<>();
    EntryWriter.inParts(
        records,
        part -> {
          sizes.add(part.size());
          all.addAll(part);
        });
    assertThat(sizes).containsExactly(2, 2, 2, 2, 1);
    assertThat(all).isEqualTo(records);
  }
}
