package io.pinelink.benchmarks.scenario;

import java.util.List;

/** The program that {@code checks/benchmarks/run} starts. */
public final class Benchmarks {
  private Benchmarks() {}

  /**
   * Runs a scenario.
   *
   * @param args the scenario's name and its options
   */
  public static void main(String... args) throws Exception {
    Scenario scenario = scenario(args[0]);
    Settings settings = Settings.parse(List.of(args).subList(1, args.length));
    boolean passed;
    try (Scratch scratch = Scratch.create()) {
      passed = scenario.run(settings, scratch.directory());
    }
    System.exit(passed ? 0 : 1);
  }

  /** Creates a scenario. Loads no classes of others, which need libraries of their own. */
  private static Scenario scenario(String name) {
    return switch (name) {
      case "side-by-side" -> new SideBySide();
      case "against" -> new TwoBuilds();
      case "counts" -> new Counts();
      case "link" -> new LongLink();
      case "load" -> new BulkLoad();
      case "documents" -> new DocumentsAndVectors();
      case "stores" -> new Stores();
      case "search" -> new ExactSearch();
      case "text" -> new TextSearch();
      case "upserts" -> new ServerUpserts();
      case "copy" -> new NamespaceCopies();
      case "server-start" -> new ServerStart();
      case "start-up" -> new StartUp();
      case "idle" -> new Idle();
      case "jmh" -> new Codecs();
      case "profile" -> new Profile();
      default -> throw new IllegalArgumentException("There is no scenario " + name);
    };
  }
}
