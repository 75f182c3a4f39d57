package io.pinelink.benchmarks.load;

import io.pinelink.benchmarks.load.IdleClient.IdleIndex;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * A process that opens clients and then does nothing, so that it can be measured. It obeys one line
 * of standard input at a time, a command and a number, and answers {@code done}. It ends with its
 * input.
 */
public final class IdleProcess {
  private static final int CALLERS = 16;
  private static final int CALLS = 4;

  private final String name;
  private final Target target;
  private final Duration idle;
  private final List<IdleClient> clients = new ArrayList<>();

  /** The indexes of the next calls. */
  private List<IdleIndex> open = new ArrayList<>();

  private IdleProcess(String name, Target target, Duration idle) {
    this.name = name;
    this.target = target;
    this.idle = idle;
  }

  /**
   * Runs the process.
   *
   * @param args the client's name, the seconds that an idle connection is kept, the sink's port
   *     and, for TLS, the PEM file of its authority
   */
  public static void main(String... args) throws Exception {
    Path authority = args.length > 3 ? Path.of(args[3]) : null;
    IdleProcess process =
        new IdleProcess(
            args[0], Target.of(args[2], authority), Duration.ofSeconds(Long.parseLong(args[1])));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      process.obey(words[0], Integer.parseInt(words[1]));
      System.out.println("done");
    }
    System.exit(0); // Not every client's threads are daemons.
  }

  private void obey(String command, int number) throws Exception {
    switch (command) {
      case "clients" -> {
        for (int i = 0; i < number; i++) {
          clients.add(IdleClient.open(name, target, idle));
        }
      }
      case "indexes" -> {
        open = new ArrayList<>();
        for (IdleClient client : clients) {
          IntStream.range(0, number).mapToObj(client::index).forEach(open::add);
        }
      }
      case "namespaces" -> open = views(number, IdleIndex::namespace);
      case "writer" -> open.forEach(index -> index.write(number));
      case "query" -> open.forEach(IdleIndex::query);
      case "burst" -> burst();
      case "close" -> {
        clients.forEach(IdleClient::close);
        clients.clear();
        open = new ArrayList<>();
      }
      case "measure" -> printMemory();
      default -> throw new IllegalArgumentException("There is no command " + command);
    }
  }

  private interface View {
    IdleIndex of(IdleIndex index, int number);
  }

  private List<IdleIndex> views(int number, View view) {
    List<IdleIndex> views = new ArrayList<>();
    for (IdleIndex index : open) {
      IntStream.range(0, number).mapToObj(i -> view.of(index, i)).forEach(views::add);
    }
    return views;
  }

  /** Calls each index from several threads at once. */
  private void burst() throws Exception {
    for (IdleIndex index : open) {
      ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < CALLERS * CALLS; i++) {
        calls.add(callers.submit(index::upsert));
      }
      for (Future<?> call : calls) {
        call.get();
      }
      callers.shutdown();
    }
  }

  /** Prints the bytes in direct buffers, then the names of all threads. */
  private static void printMemory() throws IOException {
    long ofJdk =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    // Netty counts its buffers, too, whether the JDK counts them or not.
    System.out.println(Math.max(ofJdk, nettys("io.grpc.netty.shaded.") + nettys("")));
    Thread.getAllStackTraces().keySet().forEach(thread -> System.out.println(thread.getName()));
  }

  /** Returns the bytes in direct buffers that a copy of Netty has allocated. */
  private static long nettys(String prefix) {
    try {
      Class<?> platform = Class.forName(prefix + "io.netty.util.internal.PlatformDependent");
      return Math.max(0, (Long) platform.getMethod("usedDirectMemory").invoke(null));
    } catch (ReflectiveOperationException e) {
      return 0; // this copy of Netty is not there
    }
  }
}
