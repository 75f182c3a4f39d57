package io.pinelink.local.datalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.server.internal.wire.RpcException;
import io.pinelink.testsupport.LoggedLines;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recovery of data after kills, cuts and damage at every point. */
class RecoveryTest {
  /** Changes of all kinds, with two compactions among them. */
  private static final List<Consumer<KeptIndex>> CHANGES =
      List.of(
          kept -> kept.upsert("", "a", "b"),
          kept -> kept.upsert("ns", "a", "b", "c"),
          kept -> kept.document("one", "1"),
          kept -> kept.alias("live", "ns"),
          kept -> kept.copy("first"),
          kept -> kept.index.delete("ns", List.of("b")),
          kept -> kept.index.createNamespace("typed", Set.of("value")),
          kept -> kept.keeper.compact(),
          kept -> kept.index.updateMatching("ns", fields -> true, java.util.Map.of("x", true)),
          kept -> kept.document("one", "2"),
          kept -> kept.copy("second"),
          kept -> kept.removeCopy("first"),
          kept -> kept.index.deleteAll(""),
          kept -> kept.upsert("gone", "x"),
          kept -> kept.index.deleteNamespace("gone"),
          kept -> kept.keeper.compact(),
          kept -> kept.upsert("", "z"),
          kept -> kept.index.delete("ns", List.of("unknown")));

  @TempDir Path directory;
  private int servers;

  private KeptIndex open(MemoryFolder folder) {
    return new KeptIndex(folder, directory.resolve("lock" + servers++));
  }

  /** Returns everything before the first change and after each. */
  private List<String> dumps() {
    KeptIndex kept = open(new MemoryFolder());
    List<String> dumps = new ArrayList<>(List.of(kept.dump()));
    for (Consumer<KeptIndex> change : CHANGES) {
      change.accept(kept);
      dumps.add(kept.dump());
    }
    return dumps;
  }

  @Test
  void aKillAtAnyStepLosesNothingAcknowledged() {
    List<String> dumps = dumps();
    boolean killed = true;
    for (int steps = 0; killed; steps++) {
      MemoryFolder folder = new MemoryFolder();
      folder.killAfter(steps);
      int acknowledged = -1;
      killed = false;
      try {
        KeptIndex kept = open(folder);
        acknowledged = 0;
        for (Consumer<KeptIndex> change : CHANGES) {
          change.accept(kept);
          acknowledged++;
        }
      } catch (MemoryFolder.Killed e) {
        killed = true;
      }
      String recovered = open(new MemoryFolder(folder)).dump();
      List<String> allowed =
          dumps.subList(
              Math.max(0, acknowledged), Math.min(dumps.size(), Math.max(0, acknowledged) + 2));
      assertThat(allowed).as("after %d steps", steps).contains(recovered);
    }
  }

  @Test
  void aLogThatIsCutAtAnyByteHasEverythingBeforeTheCut() {
    MemoryFolder folder = new MemoryFolder();
    KeptIndex kept = open(folder);
    TreeMap<Integer, String> dumps = new TreeMap<>();
    dumps.put(folder.content("log-00000000").length, kept.dump());
    for (Consumer<KeptIndex> change : CHANGES.subList(0, 7)) {
      change.accept(kept);
      dumps.put(folder.content("log-00000000").length, kept.dump());
    }
    byte[] log = folder.content("log-00000000");
    for (int length = dumps.firstKey(); length <= log.length; length++) {
      MemoryFolder cut = new MemoryFolder();
      cut.files.put("log-00000000", Arrays.copyOf(log, length));
      // An alias and a copy take two entries each, of which the first alone changes nothing else.
      assertThat(open(cut).dump())
          .as("cut at %d", length)
          .isEqualTo(dumps.floorEntry(length).getValue());
      assertThat(cut.content("log-00000000").length).isLessThanOrEqualTo(length);
    }
  }

  @Test
  void aLogThatIsCutBeforeWhatWasSavedIsRefused() {
    MemoryFolder folder = new MemoryFolder();
    KeptIndex kept = open(folder);
    String first = kept.dump();
    int begin = folder.content("log-00000000").length;
    CHANGES.subList(0, 7).forEach(change -> change.accept(kept));
    byte[] log = folder.content("log-00000000");
    for (int length = 0; length < log.length; length++) {
      MemoryFolder cut = new MemoryFolder(folder);
      cut.files.put("log-00000000", Arrays.copyOf(log, length));
      assertThatThrownBy(() -> open(cut))
          .as("cut at %d", length)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("memory/log-00000000");
      assertThat(cut.content("log-00000000")).as("the file is left as it is").hasSize(length);
    }
    MemoryFolder accepted = new MemoryFolder(folder);
    accepted.files.put("log-00000000", Arrays.copyOf(log, begin));
    assertThatThrownBy(() -> open(accepted))
        .hasMessageContaining("memory/log-00000000 ends at offset " + begin)
        .hasMessageContaining("everything up to offset " + log.length + " had been saved")
        .hasMessageContaining("delete memory/end");
    accepted.files.remove("end");
    assertThat(open(accepted).dump()).isEqualTo(first);
  }

  @Test
  void aRecordOfTheEndThatWasCutOrOverwrittenIsRefused() {
    MemoryFolder folder = new MemoryFolder();
    KeptIndex kept = open(folder);
    kept.upsert("", "a");
    byte[] end = folder.content("end");
    List<byte[]> contents = new ArrayList<>();
    for (int length = 9; length < end.length; length++) {
      contents.add(Arrays.copyOf(end, length));
    }
    contents.add("damaged".getBytes(UTF_8));
    contents.add("d".repeat(end.length).getBytes(UTF_8));
    for (byte[] content : contents) {
      MemoryFolder damaged = new MemoryFolder(folder);
      damaged.files.put("end", content);
      assertThatThrownBy(() -> open(damaged))
          .as("%d bytes", content.length)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("memory/end is damaged")
          .hasMessageEndingWith("delete memory/end");
    }
    // The process was killed while it created the file.
    for (int length : new int[] {0, 7, end.length}) {
      MemoryFolder killed = new MemoryFolder(folder);
      killed.files.put("end", new byte[length]);
      assertThat(open(killed).dump()).isEqualTo(kept.dump());
    }
  }

  @Test
  void aLogOfAnEarlierTimeIsRefused() {
    MemoryFolder folder = new MemoryFolder();
    KeptIndex kept = open(folder);
    kept.upsert("", "a");
    MemoryFolder earlier = new MemoryFolder(folder);
    kept.keeper.compact();
    kept.upsert("", "b");
    MemoryFolder mixed = new MemoryFolder(earlier);
    mixed.files.put("end", folder.content("end"));
    assertThatThrownBy(() -> open(mixed))
        .hasMessageContaining("memory/log-00000000 ends at offset")
        .hasMessageContaining("log-00000001 up to offset");
  }

  @Test
  void aChangeThatWasNotWrittenCompletelyIsLoggedAndRemoved() {
    MemoryFolder folder = new MemoryFolder();
    KeptIndex kept = open(folder);
    kept.upsert("", "a");
    String dump = kept.dump();
    byte[] log = folder.content("log-00000000");
    folder.files.put("log-00000000", Arrays.copyOf(log, log.length + 7));
    try (LoggedLines logged = LoggedLines.of(DataFiles.class.getName(), Level.WARNING)) {
      assertThat(open(folder).dump()).isEqualTo(dump);
      assertThat(logged.lines())
          .singleElement(InstanceOfAssertFactories.STRING)
          .contains("memory/log-00000000: removed the last 7 bytes");
    }
  }

  @Test
  void entriesThatAreMissingRepeatedOrSwappedAreReported() {
    MemoryFolder folder = new MemoryFolder();
    KeptIndex kept = open(folder);
    CHANGES.subList(0, 7).forEach(change -> change.accept(kept));
    byte[] log = folder.content("log-00000000");
    List<byte[]> frames = frames(log);
    assertThat(frames).hasSizeGreaterThan(6);
    byte[] header = Arrays.copyOf(log, Frames.FILE_HEADER);
    for (int i = 0; i < frames.size(); i++) {
      List<byte[]> repeated = new ArrayList<>(frames);
      repeated.add(i, frames.get(i));
      assertRefused(header, repeated, "entry " + i + " twice");
      if (i + 1 < frames.size()) {
        List<byte[]> missing = new ArrayList<>(frames);
        missing.remove(i);
        assertRefused(header, missing, "without entry " + i);
        List<byte[]> swapped = new ArrayList<>(frames);
        Collections.swap(swapped, i, i + 1);
        assertRefused(header, swapped, "entries " + i + " and the next one swapped");
      }
    }
  }

  /** Asserts that a log is refused even without the record of its end. */
  private void assertRefused(byte[] header, List<byte[]> frames, String what) {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    log.writeBytes(header);
    frames.forEach(log::writeBytes);
    MemoryFolder damaged = new MemoryFolder();
    damaged.files.put("log-00000000", log.toByteArray());
    assertThatThrownBy(() -> open(damaged))
        .as(what)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("memory/log-00000000 is damaged at offset");
  }

  private static List<byte[]> frames(byte[] log) {
    List<byte[]> frames = new ArrayList<>();
    int next = Frames.FILE_HEADER;
    while (next < log.length) {
      BinaryReader length = new BinaryReader(log, log.length);
      length.skip(next);
      int end = next + Frames.FRAME_HEADER + length.int32();
      frames.add(Arrays.copyOfRange(log, next, end));
      next = end;
    }
    return frames;
  }

  /** Returns the link that the next entry of the first log follows. */
  private static int lastLink(MemoryFolder folder) {
    List<byte[]> frames = frames(folder.content("log-00000000"));
    BinaryReader last = new BinaryReader(frames.get(frames.size() - 1), Frames.FRAME_HEADER);
    last.skip(8);
    return last.int32();
  }

  @Test
  void aFlippedBitAnywhereIsReportedWithItsFile() {
    MemoryFolder folder = new MemoryFolder();
    KeptIndex kept = open(folder);
    CHANGES.subList(0, 10).forEach(change -> change.accept(kept));
    assertThat(folder.files).containsOnlyKeys("end", "log-00000001", "snapshot-00000001");
    // Of the record of the end, one of two may be damaged.
    folder
        .files
        .tailMap("end", false)
        .forEach(
            (name, content) -> {
              for (int i = 0; i < content.length; i++) {
                MemoryFolder damaged = new MemoryFolder(folder);
                byte[] flipped = content.clone();
                flipped[i] ^= 0x10;
                damaged.files.put(name, flipped);
                assertThatThrownBy(() -> open(damaged))
                    .as("%s at %d", name, i)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("memory/" + name)
                    .hasMessageContaining("offset");
              }
            });
  }

  @Test
  void aMissingFileIsReported() {
    MemoryFolder folder = new MemoryFolder();
    KeptIndex kept = open(folder);
    CHANGES.subList(0, 10).forEach(change -> change.accept(kept));
    for (String name : List.of("log-00000001", "snapshot-00000001")) {
      MemoryFolder damaged = new MemoryFolder(folder);
      damaged.files.remove(name);
      assertThatThrownBy(() -> open(damaged))
          .hasMessageContaining("memory/" + name + " is missing");
    }
  }

  @Test
  void aLogThatWasExtendedWithZerosEndsBeforeThem() {
    MemoryFolder folder = new MemoryFolder();
    KeptIndex kept = open(folder);
    kept.upsert("", "a");
    byte[] log = folder.content("log-00000000");
    folder.files.put("log-00000000", Arrays.copyOf(log, log.length + 5000));
    assertThat(open(folder).dump()).isEqualTo(kept.dump());
    assertThat(folder.content("log-00000000")).isEqualTo(log);
  }

  @Test
  void aFullDiskFailsTheWriteAndLeavesTheRest() {
    MemoryFolder folder = new MemoryFolder();
    KeptIndex kept = open(folder);
    kept.upsert("", "a");
    long size = folder.files.values().stream().mapToLong(file -> file.length).sum();
    String before = kept.dump();
    for (int room = 0; room < 60; room += 7) {
      folder.fullAt(size + room);
      assertThatThrownBy(() -> kept.upsert("", "b", "c"))
          .isInstanceOf(RpcException.class)
          .hasMessageContaining("The change was not made")
          .hasMessageContaining("memory/log-00000000: No space left on device");
      assertThatThrownBy(() -> kept.alias("live", "__default__")).isInstanceOf(RpcException.class);
      assertThat(kept.dump()).isEqualTo(before);
      assertThat(open(new MemoryFolder(folder)).dump()).isEqualTo(before);
    }
    assertThatThrownBy(kept.keeper::compact).isInstanceOf(RuntimeException.class);
    folder.fullAt(Long.MAX_VALUE);
    kept.upsert("", "b");
    kept.keeper.compact();
    assertThat(open(new MemoryFolder(folder)).dump()).isEqualTo(kept.dump());
  }

  @Test
  void aResourceThatCannotBeSavedIsSavedWithTheNextChange() {
    MemoryFolder folder = new MemoryFolder();
    KeptIndex kept = open(folder);
    folder.fullAt(0);
    assertThatThrownBy(() -> kept.document("one", "1")).isInstanceOf(RpcException.class);
    folder.fullAt(Long.MAX_VALUE);
    kept.document("two", "2");
    assertThat(open(new MemoryFolder(folder)).dump()).isEqualTo(kept.dump()).contains("one=1");
  }

  @Test
  void aWriteOfManyEntriesIsThereAsAWholeOrNotAtAll() {
    MemoryFolder folder = new MemoryFolder();
    KeptIndex kept = open(folder);
    kept.upsert("", "a");
    String before = kept.dump();
    int size = folder.content("log-00000000").length;
    float[] many = new float[20_000];
    many[0] = 1;
    List<io.pinelink.server.internal.store.StoredVector> records = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      records.add(
          io.pinelink.server.internal.store.StoredVector.ofDocument(
              "id" + i, many, null, java.util.Map.of()));
    }
    MemoryFolder written = new MemoryFolder();
    BinaryWriter out = new BinaryWriter();
    new EntryWriter(out, lastLink(folder))
        .wrote(
            new java.util.UUID(1, 1),
            "",
            2,
            new io.pinelink.server.internal.store.Mutation.Put(records));
    byte[] log = Arrays.copyOf(folder.content("log-00000000"), size + out.size());
    System.arraycopy(out.array(), 0, log, size, out.size());
    for (int length : new int[] {size + 9_000_000, size + 17_000_000, log.length - 1}) {
      written.files.put("log-00000000", Arrays.copyOf(log, length));
      assertThat(open(written).dump()).isEqualTo(before);
      assertThat(written.content("log-00000000")).hasSize(size);
    }
    written.files.put("log-00000000", log);
    assertThat(open(written).dump()).contains("id299");
  }
}
