package io.pinelink.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The book in its file, with many writers at once: no index is lost, and no part is ever read. */
class HostBookSharingTest {
  private static final int INDEXES = 25;

  @TempDir Path directory;
  private Path file;
  private ExecutorService threads;

  @BeforeEach
  void open() {
    file = directory.resolve("hosts.properties");
    threads = Executors.newCachedThreadPool();
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  void processesThatSaveAtOnceLoseNothing() throws Exception {
    List<HostBookProcess> processes = new ArrayList<>();
    try {
      for (String prefix : List.of("a", "b")) {
        processes.add(HostBookProcess.start(file, prefix, INDEXES));
      }
      for (HostBookProcess process : processes) {
        process.go();
      }
      HostBookProcess.saveEach(file, "own", INDEXES);
      while (processes.stream().anyMatch(HostBookProcess::isAlive)) {
        HostBook.load(file);
      }
      for (HostBookProcess process : processes) {
        assertThat(process.exitCode()).isZero();
      }
    } finally {
      processes.forEach(HostBookProcess::kill);
    }
    assertHolds("a", "b", "own");
  }

  @Test
  void threadsThatSaveAtOnceLoseNothing() throws Exception {
    List<String> prefixes = List.of("a", "b", "c", "d");
    List<Callable<Void>> writers = new ArrayList<>();
    for (String prefix : prefixes) {
      writers.add(
          () -> {
            HostBookProcess.saveEach(file, prefix, INDEXES);
            return null;
          });
    }
    runAtOnce(writers);
    assertHolds(prefixes.toArray(String[]::new));
  }

  @Test
  void twoCopiesOfTheClassInOneJvmLoseNothing() throws Exception {
    List<Callable<Void>> writers = new ArrayList<>();
    for (String prefix : List.of("a", "b")) {
      Method saveEach = ofAnotherClassLoader();
      writers.add(
          () -> {
            saveEach.invoke(null, file, prefix, INDEXES);
            return null;
          });
    }
    runAtOnce(writers);
    assertHolds("a", "b");
  }

  private static Method ofAnotherClassLoader() throws ReflectiveOperationException {
    URL[] classes = {locationOf(HostBook.class), locationOf(HostBookProcess.class)};
    ClassLoader other = new URLClassLoader(classes, ClassLoader.getPlatformClassLoader());
    Class<?> copy = other.loadClass(HostBookProcess.class.getName());
    assertThat(copy).isNotEqualTo(HostBookProcess.class);
    Method saveEach = copy.getDeclaredMethod("saveEach", Path.class, String.class, int.class);
    saveEach.setAccessible(true);
    return saveEach;
  }

  private static URL locationOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  private void runAtOnce(List<Callable<Void>> tasks) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Void>> ends = new ArrayList<>();
    for (Callable<Void> task : tasks) {
      ends.add(
          threads.submit(
              () -> {
                start.await();
                return task.call();
              }));
    }
    start.countDown();
    for (Future<Void> end : ends) {
      end.get();
    }
  }

  private void assertHolds(String... prefixes) {
    HostBook expected = HostBook.empty().with(HostBookProcess.entry("common", INDEXES - 1));
    for (String prefix : prefixes) {
      for (int i = 0; i < INDEXES; i++) {
        expected = expected.with(HostBookProcess.entry(prefix + i, i));
      }
    }
    assertThat(HostBook.load(file).entries()).isEqualTo(expected.entries());
  }
}
