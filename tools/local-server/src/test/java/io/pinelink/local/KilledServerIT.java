package io.pinelink.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server that is killed under load, over and over: nothing that it acknowledged may be lost. The
 * property {@code pinelink.kills} sets the number of kills, {@code pinelink.kills.servers} the
 * number of servers that share them.
 */
class KilledServerIT {
  private static final int KILLS = Integer.getInteger("pinelink.kills", 1);
  private static final int SERVERS = Integer.getInteger("pinelink.kills.servers", 1);
  private static final int CALLERS = 4;

  /** The number of kills of which at least one meets a compaction: most do. */
  private static final int COMPACTIONS = 20;

  /** The number of kills from which a class archive pays. */
  private static final int MANY = 20;

  @TempDir Path directory;
  private List<String> options = List.of();
  private String classPath = KilledServer.classPath();

  /**
   * A kill takes about two seconds of one processor. Half of the servers force changes to the disk.
   */
  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void nothingAcknowledgedIsLost() throws Exception {
    long seed = Long.getLong("pinelink.seed", System.nanoTime());
    ExecutorService lanes = Executors.newFixedThreadPool(SERVERS);
    if (KILLS >= MANY) {
      archiveClasses();
    }
    try {
      List<Future<Long>> results = new ArrayList<>();
      for (int lane = 0; lane < SERVERS; lane++) {
        int number = lane;
        int kills = KILLS / SERVERS + (lane < KILLS % SERVERS ? 1 : 0);
        results.add(
            lanes.submit(
                () -> run(directory.resolve("data" + number), kills, seed + number, number % 2)));
      }
      long acknowledged = 0;
      for (Future<Long> result : results) {
        acknowledged += result.get();
      }
      System.out.println(KILLS + " kills, " + acknowledged + " acknowledged changes, seed " + seed);
      assertThat(acknowledged).isPositive();
    } finally {
      lanes.shutdownNow();
    }
  }

  /** Makes a class archive, with which servers start in a fraction of the time. */
  private void archiveClasses() throws Exception {
    Path archive = directory.resolve("classes.jsa");
    classPath = KilledServer.classPathOfJars(directory);
    options = List.of("-XX:ArchiveClassesAtExit=" + archive);
    KilledServer server = start(directory.resolve("first"));
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      createIndex(server);
      load(server, List.of(new KillModel("ns", 1)), callers, 100, server::stop);
    } finally {
      callers.shutdownNow();
    }
    assertThat(archive).exists();
    options = List.of("-XX:SharedArchiveFile=" + archive);
  }

  private KilledServer start(Path data) throws IOException {
    return start(data, false);
  }

  private KilledServer start(Path data, boolean forced) throws IOException {
    List<String> all = new ArrayList<>(options);
    if (forced) {
      all.add(KilledServer.forced());
    }
    return KilledServer.start(data, all, classPath);
  }

  /** Kills servers while a snapshot is written that replaces their files. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Tag("slow")
  void aKillDuringACompactionLosesNothing(boolean forced) throws Exception {
    long seed = Long.getLong("pinelink.seed", System.nanoTime());
    Path data = directory.resolve("compacted");
    KillModel model = new KillModel("ns", seed);
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    int interrupted = 0;
    try (WatchService files = data.getFileSystem().newWatchService()) {
      KilledServer server = start(data, forced);
      data.register(files, StandardWatchEventKinds.ENTRY_CREATE);
      createIndex(server);
      for (int kill = 0; kill < COMPACTIONS && interrupted == 0; kill++) {
        KilledServer killed = server;
        load(server, List.of(model), callers, 1, () -> killAtSnapshot(killed, files));
        if (unfinishedSnapshots(data) > 0) {
          interrupted++;
        }
        server = start(data, forced);
        try (PlainHttp http = new PlainHttp(server.port())) {
          model.compare(http);
          assertThat(unfinishedSnapshots(data)).isZero();
        } catch (IOException | AssertionError e) {
          server.kill();
          throw new AssertionError("kill " + kill + ", seed " + seed, e);
        }
      }
      server.kill();
    } finally {
      callers.shutdownNow();
    }
    assertThat(interrupted).as("kills while a snapshot was written").isPositive();
  }

  /** Kills a server as soon as the file of a snapshot appears. */
  private static void killAtSnapshot(KilledServer server, WatchService files) {
    try {
      while (true) {
        WatchKey events = files.take();
        boolean snapshot =
            events.pollEvents().stream()
                .anyMatch(event -> String.valueOf(event.context()).startsWith("snapshot-"));
        events.reset();
        if (snapshot) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      server.kill();
    }
  }

  private static long unfinishedSnapshots(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      return files.filter(file -> file.toString().endsWith(".tmp")).count();
    }
  }

  private static void createIndex(KilledServer server) throws IOException {
    try (PlainHttp http = new PlainHttp(server.port())) {
      assertThat(
              http.call(
                      "localhost",
                      "POST",
                      "/indexes",
                      "{'name':'docs','schema':{'fields':{'_values':{'type':'dense_vector',"
                          + "'dimension':3,'metric':'cosine'}}}}")
                  .status())
          .isEqualTo(201);
    }
  }

  private long run(Path data, int kills, long seed, int forced) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    List<KillModel> models = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      models.add(new KillModel("ns" + i, random.nextLong()));
    }
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      KilledServer server = start(data, forced > 0);
      createIndex(server);
      for (int kill = 0; kill < kills; kill++) {
        load(server, models, callers, random.nextInt(1, 300), server::kill);
        server = start(data, forced > 0);
        try (PlainHttp http = new PlainHttp(server.port())) {
          for (KillModel model : models) {
            model.compare(http);
          }
          models.get(random.nextInt(CALLERS)).compareBackup(http);
        } catch (IOException | AssertionError e) {
          server.kill();
          throw new AssertionError("kill " + kill + ", seed " + seed, e);
        }
      }
      server.kill();
      return models.stream().mapToLong(KillModel::acknowledged).sum();
    } finally {
      callers.shutdownNow();
    }
  }

  /** Loads a server and ends it once a number of changes have been acknowledged. */
  private static void load(
      KilledServer server,
      List<KillModel> models,
      ExecutorService callers,
      int changes,
      Runnable end)
      throws Exception {
    Semaphore acknowledged = new Semaphore(0);
    List<Future<?>> loads = new ArrayList<>();
    List<ManagedChannel> channels = new ArrayList<>();
    for (KillModel model : models) {
      ManagedChannel channel =
          NettyChannelBuilder.forAddress(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()))
              .overrideAuthority("docs.localhost")
              .usePlaintext()
              .build();
      channels.add(channel);
      loads.add(
          callers.submit(
              () -> {
                try (PlainHttp http = new PlainHttp(server.port())) {
                  model.load(http, channel, acknowledged::release);
                }
                return model;
              }));
    }
    acknowledged.acquire(changes);
    end.run();
    for (Future<?> load : loads) {
      load.get();
    }
    channels.forEach(ManagedChannel::shutdownNow);
  }
}
