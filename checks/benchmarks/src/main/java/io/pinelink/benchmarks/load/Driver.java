package io.pinelink.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A process that runs one client. It reads one {@link Order} per line from standard input and
 * prints a line for each {@link Window}, then {@code done}; on failure, {@code failed}. It ends
 * with its input.
 */
public final class Driver {
  private Driver() {}

  /**
   * Runs the client.
   *
   * @param args the client's name, the sink's process id, the sink's port or address for small
   *     answers and for large ones and, for TLS, the PEM file of its authority
   */
  public static void main(String... args) throws Exception {
    ProcessHandle sink = ProcessHandle.of(Long.parseLong(args[1])).orElseThrow();
    Path authority = args.length > 4 ? Path.of(args[4]) : null;
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    BenchmarkSubject small = BenchmarkSubject.open(args[0], Target.of(args[2], authority));
    BenchmarkSubject large = BenchmarkSubject.open(args[0], Target.of(args[3], authority));
    System.out.println("done");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Order order = Order.parse(line);
      obey(order, order.large() ? large : small, sink);
    }
    System.exit(0); // Not every client's threads are daemons.
  }

  private static void obey(Order order, BenchmarkSubject subject, ProcessHandle sink)
      throws Exception {
    try {
      Work<?> work = subject.work(order.call(), order.shape());
      for (Window window : new Load(work, order, sink).run()) {
        System.out.println(window.toLine());
      }
      System.out.println("done");
    } catch (IOException e) {
      e.printStackTrace();
      System.out.println("failed");
    }
  }
}
