package io.pinelink.local.datalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.server.internal.store.NamespaceStatus;
import io.pinelink.server.internal.wire.RpcException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random changes with restarts in between: what is recovered is what was there. */
class KeptIndexProperties {
  private static final int CASES = Integer.getInteger("pinelink.cases", 40);

  @TempDir Path directory;
  private int servers;

  private KeptIndex open(MemoryFolder folder) {
    return new KeptIndex(folder, directory.resolve("lock" + servers++));
  }

  @Test
  void aRestartAfterAnyChangesBringsEverythingBack() {
    long seed = Long.getLong("pinelink.seed", System.nanoTime());
    for (int number = 0; number < CASES; number++) {
      SplittableRandom random = new SplittableRandom(seed + number);
      MemoryFolder folder = new MemoryFolder();
      KeptIndex kept = open(folder);
      for (int i = 0; i < 60; i++) {
        change(kept, random);
        if (random.nextInt(10) == 0) {
          folder = new MemoryFolder(folder);
          String before = kept.dump();
          kept = open(folder);
          assertThat(kept.dump()).as("seed %d", seed + number).isEqualTo(before);
        }
      }
    }
  }

  private static void change(KeptIndex kept, SplittableRandom random) {
    String namespace = List.of("", "a", "b").get(random.nextInt(3));
    String id = "id" + random.nextInt(8);
    try {
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> kept.upsert(namespace, id, "id" + random.nextInt(8));
        case 3 -> kept.index.delete(namespace, List.of(id));
        case 4 ->
            kept.index.updateMatching(
                namespace, fields -> random.nextBoolean(), Map.of("n", (double) random.nextInt()));
        case 5 -> kept.index.deleteMatching(namespace, fields -> id.equals(fields.get("id")));
        case 6 -> kept.index.createNamespace(namespace, random.nextBoolean() ? Set.of("n") : null);
        case 7 -> kept.index.deleteNamespace(namespace);
        case 8 -> alias(kept, namespace, random);
        case 9 -> {
          kept.copy("copy" + random.nextInt(3));
          kept.removeCopy("copy" + random.nextInt(3));
        }
        case 10 -> kept.document("d" + random.nextInt(3), Integer.toString(random.nextInt()));
        default -> kept.keeper.compact();
      }
    } catch (RpcException e) {
      assertThat(e.reason()).isNotEqualTo(RpcException.NOT_SAVED);
    }
  }

  private static void alias(KeptIndex kept, String namespace, SplittableRandom random) {
    int kind = random.nextInt(3);
    Instant now = Instant.ofEpochSecond(random.nextInt(1_000));
    String target = namespace.isEmpty() ? "__default__" : namespace;
    kept.index.aliases(
        (aliases, status) -> {
          if (kind == 0) {
            aliases.create("alias", target, now, name -> NamespaceStatus.ACTIVE);
          } else if (kind == 1) {
            aliases.repoint("alias", target, now, name -> NamespaceStatus.ACTIVE);
          } else {
            aliases.delete("alias");
          }
          return kept;
        });
  }

  @Test
  void writesWhileASnapshotReplacesTheFilesAreRecovered() throws Exception {
    MemoryFolder folder = new MemoryFolder();
    KeptIndex kept = open(folder);
    for (int i = 0; i < 2_000; i++) {
      kept.upsert("a", "id" + i);
    }
    kept.upsert("b", "id0"); // a namespace must exist for its vectors to be deleted
    ExecutorService writers = Executors.newFixedThreadPool(3);
    try {
      List<Future<?>> written = new ArrayList<>();
      for (int writer = 0; writer < 3; writer++) {
        SplittableRandom random = new SplittableRandom(writer);
        written.add(
            writers.submit(
                () -> {
                  for (int i = 0; i < 300; i++) {
                    String id = "id" + random.nextInt(2_000);
                    switch (random.nextInt(6)) {
                      case 0 -> kept.index.delete("a", List.of(id));
                      case 1 -> kept.upsert("b", id);
                      case 2 -> kept.index.deleteAll("b");
                      case 3 -> kept.copy("copy" + random.nextInt(3));
                      case 4 -> kept.removeCopy("copy" + random.nextInt(3));
                      default -> kept.upsert("a", id, "id" + random.nextInt(2_000));
                    }
                  }
                }));
      }
      while (written.stream().anyMatch(future -> !future.isDone())) {
        kept.keeper.compact();
      }
      for (Future<?> each : written) {
        each.get();
      }
    } finally {
      writers.shutdownNow();
    }
    assertThat(open(new MemoryFolder(folder)).dump()).isEqualTo(kept.dump());
    assertThat(folder.files.keySet()).doesNotContain("log-00000000");
  }
}
